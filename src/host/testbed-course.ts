import type { Party } from '../terms/party';
import type { Hop, Trace } from '../wire/trace';
import type { HostEvent } from './host-event';
import type { HostMachine } from './host-machine';
import type { Testbed } from './testbed';

/**
 * One action under way: where the testbed stands now, and what was seen so far. The root in it is immutable and replaced
 * by every step; the lists are evidence and no part of the state.
 */
export interface Course {
  testbed: Testbed;
  readonly events: HostEvent[];
  readonly traces: Trace[];
  readonly origins: Origins;
}

/** Where frames came from before a device saw them, by token: a device's hops begin at its own edge. */
export type Origins = Map<string, Origin>;

export interface Origin {
  /** The frame's name, which a payload of its own may not carry. */
  readonly token: string;
  readonly sender: Party;
  /** Hops from the sender up to, and not including, the device. */
  readonly hops: readonly Hop[];
}

/**
 * A sequence of inner steps that can be interrupted between any two of them, so that frames of others arrive there.
 * Returns the refusal that ended it, or undefined.
 */
export type Steps<T = Refusal | undefined> = Generator<undefined, T, undefined>;

/** Somebody said no: a value, never an exception. */
export interface Refusal {
  readonly status: string;
  readonly reason: string;
  readonly rule?: string | undefined;
  /** For example `NDIS`, `PF driver`, `virtualization stack`, `extension "Sentry"`. */
  readonly by: string;
}

export const startCourse = (testbed: Testbed, origins: Origins): Course => ({
  testbed,
  events: [],
  traces: [],
  origins,
});

/** Runs a sequence without interruption. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Keeps the root's identity when the machine did not change. */
export function setMachine(course: Course, machine: HostMachine): void {
  if (machine !== course.testbed.machine) course.testbed = { ...course.testbed, machine };
}
