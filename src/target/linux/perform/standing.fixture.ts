import { FakeMachine, wordsOf } from '../fake-machine.fixture';
import type { Step, StepResult } from '../machine';

/**
 * A machine that says yes to every step but one, and on which what was done stands: which VF has a driver, what the PF
 * has set for it, who is on the bridge. The n-th step alone is refused, so that what is done about it can succeed.
 */
export class StandingMachine extends FakeMachine {
  /** The step that is refused, counted from 0; undefined: none. */
  refusedAt: number | undefined;
  refused: Step | undefined;
  private count = 0;
  private readonly facts = new Map<string, string>();
  private bound = '';

  override async run(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    for (const step of steps) {
      const result = await this.one(step);
      results.push(result);
      if (!result.ok && step.mayFail !== true) break;
    }
    return results;
  }

  /** From here on steps are counted anew. @returns how many there were. */
  countAnew(): number {
    const { count } = this;
    this.count = 0;
    return count;
  }

  /** All that stands, in the same order however it came about. */
  get standing(): readonly string[] {
    return Array.from(this.facts, ([what, how]) => `${what}: ${how}`).sort();
  }

  private async one(step: Step): Promise<StepResult> {
    const at = this.count++;
    if (at === this.refusedAt) {
      this.refused = step;
      return { ok: false, code: 'EBUSY', words: 'not now' };
    }
    const [result] = await super.run([step]);
    if (result === undefined) throw new Error('every step has a result');
    if (result.ok) for (const words of wordsOf(step).split('; ')) this.apply(words);
    return result;
  }

  private apply(words: string): void {
    for (const [pattern, effect] of this.effects) {
      const match = pattern.exec(words);
      if (match !== null) return effect(...(match.slice(1) as [string, string, string]));
    }
  }

  private readonly effects: readonly (readonly [RegExp, (...parts: [string, string, string]) => void])[] = [
    [/^ip link set eth0 vf (\d) (.*?)( state auto)?$/, (vf, how) => this.settle(vf, how)],
    [/^write .*igbvf\/bind (.*)$/, (vf) => void this.facts.set(`driver of ${(this.bound = vf)}`, 'bound')],
    [/^write .*igbvf\/unbind (.*)$/, (vf) => this.forget(`driver of ${vf}`, `place of ${vf}`)],
    [
      /^ip link set eth9 netns (.*) name vf0$/,
      (guest) => void this.facts.set(`place of ${this.bound}`, guest),
    ],
    [
      /^ip -n (\S+) link set vf0 (up|down)$/,
      (guest, how) => void this.facts.set(`VF device in ${guest}`, how),
    ],
    [/^bridge fdb replace (\S+) dev (\S+) master (.*)$/, (mac, port, how) => this.enter(mac, port, how)],
    [/^bridge fdb replace (\S+) dev (\S+) (.*)$/, (mac, port, how) => this.enter(mac, port, how)],
    [/^bridge fdb del (\S+) dev (\S+) /, (mac, port) => this.forget(`entry ${port} ${mac}`)],
    [/^bridge link set dev (\S+) locked (.*)$/, (port, how) => void this.facts.set(`lock ${port}`, how)],
    [
      /^bridge vlan add dev (\S+) vid (\d+)/,
      (port, vlan) => void this.facts.set(`VLAN ${port} ${vlan}`, 'in'),
    ],
    [/^bridge vlan del dev (\S+) vid (\d+)/, (port, vlan) => this.forget(`VLAN ${port} ${vlan}`)],
    [/^ip link add (bkp\d) /, (port) => void this.facts.set(`port ${port}`, 'there')],
    [/^ip link del (bkp\d)$/, (port) => this.forgetPort(port)],
    [/^ip link set (bkp\d) master (.*)$/, (port, on) => void this.facts.set(`master ${port}`, on)],
    [/^ip link set (bkp\d) nomaster$/, (port) => this.leave(port)],
    [/^ip netns add (.*)$/, (guest) => void this.facts.set(`namespace ${guest}`, 'there')],
    [/^ip netns del (.*)$/, (guest) => this.forget(`namespace ${guest}`, `VF device in ${guest}`)],
  ];

  private enter(mac: string, port: string, how: string): void {
    this.facts.set(`entry ${port} ${mac}`, how);
  }

  /** A VF of which nothing is set is as one of which nothing ever was. */
  private settle(vf: string, how: string): void {
    if (how.startsWith('mac 00:00:00:00:00:00')) this.forget(`settings of VF ${vf}`);
    else this.facts.set(`settings of VF ${vf}`, how);
  }

  private leave(port: string): void {
    this.forget(`master ${port}`, `lock ${port}`);
    for (const fact of this.facts.keys())
      if (fact.startsWith(`entry ${port} `) || fact.startsWith(`VLAN ${port} `)) this.facts.delete(fact);
  }

  private forgetPort(port: string): void {
    this.leave(port);
    this.forget(`port ${port}`);
  }

  private forget(...facts: readonly string[]): void {
    for (const fact of facts) this.facts.delete(fact);
    for (const [fact, how] of this.facts)
      if (
        fact.startsWith('VF device in ') &&
        !this.hasDevice(fact.slice('VF device in '.length)) &&
        how !== ''
      )
        this.facts.delete(fact);
  }

  private hasDevice(guest: string): boolean {
    return Array.from(this.facts).some(([fact, how]) => fact.startsWith('place of ') && how === guest);
  }
}
