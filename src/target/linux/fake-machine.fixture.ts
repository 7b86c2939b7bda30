import type { Bench } from './bench';
import type { ArrivedFrame, GatherWish, Listener, Machine, RefusedFrame, Step, StepResult } from './machine';
import { Compromised } from './machine';
import { withoutAProgram } from './netlink/without-a-program';
import { SUBJECT, TESTBED } from './readings/recorded-machine.fixture';
import type { LinuxPartition, LinuxTestbed } from './testbed';

type No = Extract<StepResult, { ok: false }>;

/** Says yes to every step, in the order asked, but where a test wants otherwise; and remembers what it was asked. */
export class FakeMachine implements Machine {
  readonly versions = {};
  /** What every step came to, in words (`wordsOf`). */
  done: string[] = [];
  requests = 0;
  /** Answers by a step's words; the first that matches. */
  answers: (readonly [RegExp, string])[] = [
    [/^link .*\/virtfn(\d)$/, '../0000:01:10.$1\n'],
    [/^list .*\/net$/, 'eth9\n'],
    [/^list \/run\/netns$/, ''],
    [/^list \/sys\/class\/net$/, 'eth0\nlo\n'],
    [/^read .*\/sriov_numvfs$/, '4\n'],
  ];
  refusals: (readonly [RegExp, No])[] = [];
  /** Words of a step at which the machine is gone. */
  diesAt: RegExp | undefined;

  async run(steps: readonly Step[]): Promise<readonly StepResult[]> {
    this.requests += 1;
    const results: StepResult[] = [];
    for (const step of steps) {
      if (startsIp(step)) throw new Error(`"${wordsOf(step)}" is not known as a request of the kernel`);
      const result = this.answer(wordsOf(step));
      results.push(result);
      if (!result.ok && step.mayFail !== true) break;
    }
    return results;
  }

  /** @param what of the step, where it is more than one thing. */
  refuse(words: RegExp, code: string, because: string, what?: string): void {
    this.refusals.push([words, { ok: false, code, words: because, ...(what !== undefined && { what }) }]);
  }

  /** What was done since the last time. */
  taken(): readonly string[] {
    return this.done.splice(0);
  }

  private answer(words: string): StepResult {
    if (this.diesAt?.test(words) === true) throw new Compromised('the machine is gone');
    this.done.push(words);
    const refusal = this.refusals.find(([pattern]) => pattern.test(words));
    if (refusal !== undefined) return refusal[1];
    const [pattern, out] = this.answers.find(([each]) => each.test(words)) ?? [/^.*$/s, ''];
    return { ok: true, out: words.replace(pattern, out) };
  }

  listen = async (_listeners: readonly Listener[]): Promise<void> => undefined;
  unlisten = async (_names: readonly string[]): Promise<void> => undefined;
  send = async (): Promise<readonly RefusedFrame[]> => [];
  gather = async (_wish: GatherWish): Promise<readonly ArrivedFrame[]> => [];
  leaveForTheEnd = async (): Promise<void> => undefined;
  close = async (): Promise<void> => undefined;
}

/** Groups alone have no request that the kernel knows. */
const startsIp = (step: Step): boolean => {
  const carriedOut = withoutAProgram(step);
  return (
    carriedOut.kind === 'exec' &&
    /^(ip|bridge)$/.test(carriedOut.argv[0] ?? '') &&
    !carriedOut.argv.includes('maddr')
  );
};

/** A step in one line: a batch as its lines, each with the program before it. */
export function wordsOf(step: Step): string {
  switch (step.kind) {
    case 'exec':
      return step.input === undefined
        ? step.argv.join(' ')
        : step.input.trimEnd().replaceAll(/^/gm, `${step.argv[0]} `).replaceAll('\n', '; ');
    case 'write':
      return `write ${step.path} ${'hex' in step ? `${step.hex} at ${step.at}` : step.text}`;
    case 'wait-carrier':
      return `wait-carrier ${step.namespace ?? ''} ${step.interface} ${step.running === false ? 'down' : 'up'}`;
    case 'sleep':
      return `sleep ${step.ms}`;
    case 'network':
      return step.requests.map(({ words }) => words).join('; ');
    default:
      return `${step.kind} ${step.path}`;
  }
}

export const fakeBench = (machine: Machine, more: Partial<Bench> = {}): Bench => ({
  machine,
  subject: SUBJECT,
  outside: {
    send: async () => undefined,
    take: () => [],
    settle: async () => undefined,
    close: async () => undefined,
  },
  lacks: new Map(),
  pace: { gap: 1, quiet: 1, longest: 10, carrier: 10 },
  name: 'fake',
  versions: {},
  ...more,
});

/** A testbed with one partition changed: "web" holds VF 1, "db" VF 2 on VLAN 10, "syn" none. */
export const testbedWith = (name: string, change: Partial<LinuxPartition>): LinuxTestbed => ({
  ...TESTBED,
  partitions: TESTBED.partitions.map((each) => (each.partition === name ? { ...each, ...change } : each)),
});
