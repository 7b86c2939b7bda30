import type { ArrivedFrame, GatherWish, Listener, Machine, RefusedFrame, Step, StepResult } from './machine';

type Overwriting = Extract<Step, { readonly hex: string }>;

/**
 * Remembers what steps with `putBack` overwrite, and leaves it with the machine before the write, in front of everything
 * else that is left for the end. Only bytes that were written come back: of a register space the rest is the affair of
 * drivers, and to write back what a status register read would clear it.
 */
export class RememberingMachine implements Machine {
  readonly versions: Machine['versions'];
  /** The last first, so that of two writes to one place the older bytes come to stand. */
  private owed: readonly Overwriting[] = [];
  private left: readonly Step[] = [];

  constructor(private readonly machine: Machine) {
    this.versions = machine.versions;
  }

  get overwritten(): readonly Step[] {
    return this.owed;
  }

  async run(steps: readonly Step[], deadlineMs?: number): Promise<readonly StepResult[]> {
    const overwriting = steps.filter(isOverwriting);
    if (overwriting.length > 0) await this.remember(overwriting);
    return this.machine.run(steps, deadlineMs);
  }

  leaveForTheEnd(steps: readonly Step[]): Promise<void> {
    this.left = steps;
    return this.machine.leaveForTheEnd([...this.owed, ...steps]);
  }

  async writeBack(): Promise<readonly string[]> {
    const { owed } = this;
    if (owed.length === 0) return [];
    await this.machine.run(owed);
    const oldest = owed.filter((each, at) => !owed.slice(at + 1).some((older) => overlap(each, older)));
    const found = await this.bytesAt(oldest);
    this.owed = [];
    await this.machine.leaveForTheEnd(this.left);
    return oldest.flatMap((due, at) => difference(due, found[at]));
  }

  listen(listeners: readonly Listener[]): Promise<void> {
    return this.machine.listen(listeners);
  }

  unlisten(names: readonly string[]): Promise<void> {
    return this.machine.unlisten(names);
  }

  send(through: string, frames: readonly Uint8Array[], gapMs: number): Promise<readonly RefusedFrame[]> {
    return this.machine.send(through, frames, gapMs);
  }

  gather(wish: GatherWish): Promise<readonly ArrivedFrame[]> {
    return this.machine.gather(wish);
  }

  close(): Promise<void> {
    return this.machine.close();
  }

  private async remember(steps: readonly Overwriting[]): Promise<void> {
    const were = await this.bytesAt(steps);
    for (const [at, { path, at: offset }] of steps.entries()) {
      const hex = were[at];
      if (hex === undefined || hex === '') continue;
      this.owed = [{ kind: 'write', path, at: offset, hex, mayFail: true }, ...this.owed];
    }
    await this.machine.leaveForTheEnd([...this.owed, ...this.left]);
  }

  /** As they stand, in hexadecimal; undefined where they cannot be read. */
  private async bytesAt(places: readonly Overwriting[]): Promise<readonly (string | undefined)[]> {
    const read = await this.machine.run(
      places.map(({ path }) => ({ kind: 'read', path, binary: true, mayFail: true })),
    );
    return places.map(({ at, hex }, index) => {
      const space = read[index];
      return space?.ok === true ? space.out.slice(2 * at, 2 * at + hex.length) : undefined;
    });
  }
}

const isOverwriting = (step: Step): step is Overwriting => 'hex' in step && step.putBack === true;

const endOf = ({ at, hex }: Overwriting): number => at + hex.length / 2;

const overlap = (one: Overwriting, other: Overwriting): boolean =>
  one.path === other.path && one.at < endOf(other) && other.at < endOf(one);

/** A file that is gone is nobody's any more: VFs are removed and made anew with registers of their own. */
const difference = ({ path, at, hex }: Overwriting, found: string | undefined): readonly string[] =>
  found === undefined || found === hex ? [] : [`${path} at 0x${at.toString(16)} is ${found} and was ${hex}`];
