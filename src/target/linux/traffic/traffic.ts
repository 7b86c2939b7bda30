import type { StreamSpec, TrafficAction } from '../../../isolation/action';
import type { Trace } from '../../../wire/trace';
import type { AwaitedCopy } from '../../target';
import type { Bench } from '../bench';
import type { LinuxTestbed } from '../testbed';

type Send = Extract<TrafficAction, { kind: 'send' }>;

/** What became of frames that were sent. */
export interface Carried {
  /** One a copy; also late copies of earlier frames of the same scenario. */
  readonly traces: readonly Trace[];
  /** Frames that the sender's own interface did not take. */
  readonly refused: readonly RefusedBySender[];
}

export interface RefusedBySender {
  readonly token: string;
  /** Name of the kernel's error, for example `ENETDOWN`, `EMSGSIZE`. */
  readonly code: string;
}

/** Who sends what, and who received it. */
export class Traffic {
  /** @param run names this run among others on the same wire; 32 bits. */
  constructor(
    readonly bench: Bench,
    readonly run: number,
  ) {}

  /** A new scenario: what was sent before is nobody's any more; copies of it that still come are counted as strays. */
  begin(): void {
    throw new Error('not yet');
  }

  /** Copies of earlier scenarios' frames that came too late for them. */
  get strays(): number {
    return 0;
  }

  /** Opens and closes listeners so that they are those of this testbed; only what changed. */
  follow(_testbed: LinuxTestbed): Promise<void> {
    throw new Error('not yet');
  }

  /** Interfaces that vanished: their listeners are opened anew by the next `follow`. */
  forget(_names: readonly string[]): void {
    throw new Error('not yet');
  }

  /** `testbed` must be the one last followed. */
  send(_testbed: LinuxTestbed, _action: Send, _awaited: readonly AwaitedCopy[]): Promise<Carried> {
    throw new Error('not yet');
  }

  /**
   * Frames of all streams leave one after another while `action` runs, the rest after it.
   * @param action returns the testbed as it stands then, with what it wants to hand back.
   */
  whileStreaming<T>(
    _testbed: LinuxTestbed,
    _streams: readonly StreamSpec[],
    _action: () => Promise<{ readonly testbed: LinuxTestbed; readonly result: T }>,
  ): Promise<Carried & { readonly result: T }> {
    throw new Error('not yet');
  }
}
