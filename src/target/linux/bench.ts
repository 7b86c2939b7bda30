import type { Lacks } from '../target';
import type { Machine } from './machine';
import type { OutsidePort } from './outside-port';
import type { Subject } from './subject';

/** Everything a Linux target works with: the machine, the adapter in it, and the other end of its wire. */
export interface Bench {
  readonly machine: Machine;
  readonly subject: Subject;
  readonly outside: OutsidePort;
  /** What was tried and this adapter, its drivers or this kernel cannot (`probe-abilities.ts`). */
  readonly lacks: Lacks;
  readonly pace: Pace;
  /** For the report: `igb`, or the host's name. */
  readonly name: string;
  /** Versions of kernel, drivers, emulator. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Milliseconds that are right for this machine. */
export interface Pace {
  /** Between two injected frames. */
  readonly gap: number;
  /** Silence after which no further copy of a frame is expected. */
  readonly quiet: number;
  /** How long a due frame may take. */
  readonly longest: number;
  /** How long a link may take to come up. */
  readonly carrier: number;
}
