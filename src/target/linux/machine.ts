import type { NetlinkRequest } from './netlink/request';

/**
 * The machine that carries the adapter, through whichever transport. One verb a request of the agent; nothing here knows
 * what an adapter is. Every request has a deadline of the kit's own, because a task that is stuck in the kernel never
 * answers.
 *
 * @throws Compromised from each when the machine does not answer in time, or is gone.
 */
export interface Machine {
  /** Carries steps out in order and ends at the first that fails, unless it may fail. Results stop there. */
  run(steps: readonly Step[], deadlineMs?: number): Promise<readonly StepResult[]>;
  /**
   * Resolves when every socket is open: from then on nothing that arrives is missed. One that stands already, on the same
   * interface, stays as it is.
   */
  listen(listeners: readonly Listener[]): Promise<void>;
  unlisten(names: readonly string[]): Promise<void>;
  send(through: string, frames: readonly Uint8Array[], gapMs: number): Promise<readonly RefusedFrame[]>;
  /** Everything that arrived since the last time. */
  gather(wish: GatherWish): Promise<readonly ArrivedFrame[]>;
  /** What the machine carries out by itself when the connection ends for whatever reason. Replaces what was left before. */
  leaveForTheEnd(steps: readonly Step[]): Promise<void>;
  /**
   * What steps with `putBack` have overwritten is written back, the last first, and forgotten. Absent: nothing is remembered.
   * @returns what is not as it was then, one sentence each.
   */
  writeBack?(): Promise<readonly string[]>;
  /** Steps that would write that back, for another connection where this one is lost. */
  readonly overwritten?: readonly Step[];
  readonly versions: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The environment broke: a stuck task, a dead guest. Neither passed nor failed; the machine is replaced. */
export class Compromised extends Error {
  override readonly name = 'Compromised';
}

export type Step = StepKind & { readonly mayFail?: boolean };

type StepKind =
  | { readonly kind: 'exec'; readonly argv: readonly string[]; readonly input?: string }
  /** One write, as sysfs wants it. `at`: byte offset. */
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  /** `putBack`: what was there comes back by `writeBack`, and by the machine alone when the connection ends. */
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly hex: string;
      readonly at: number;
      readonly putBack?: true;
    }
  /** `binary`: the answer is hexadecimal. `length`: bytes from the beginning; absent: all. */
  | {
      readonly kind: 'read';
      readonly namespace?: string;
      readonly path: string;
      readonly binary?: boolean;
      readonly length?: number;
    }
  | { readonly kind: 'list'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string }
  /** Until the text matches the regular expression, or with null until the file is gone. */
  | {
      readonly kind: 'wait-file';
      readonly path: string;
      readonly matches: string | null;
      readonly within: number;
    }
  | NetworkStep
  | {
      readonly kind: 'wait-carrier';
      readonly namespace?: string;
      readonly interface: string;
      readonly running?: boolean;
      readonly within: number;
    }
  | { readonly kind: 'sleep'; readonly ms: number };

/**
 * Requests of the kernel's network, in order, of the host or of a namespace. The answer has a line for each: what a dump
 * told, in base64. `each`: whatever becomes of the others; then the first that failed is told.
 */
export interface NetworkStep {
  readonly kind: 'network';
  readonly namespace?: string;
  readonly requests: readonly (NetlinkRequest | NamespaceRequest)[];
  readonly each?: true;
}

/** A namespace under `/run/netns`, as `ip netns` makes and removes it. */
export interface NamespaceRequest {
  readonly words: string;
  readonly verb: 'add' | 'del';
  readonly name: string;
}

export type StepResult =
  | { readonly ok: true; readonly out: string }
  /** `code`: name of the error, for example EBUSY, or EXIT2 for a program that ended with 2. */
  | {
      readonly ok: false;
      readonly code: string;
      readonly words: string;
      /** What of the step was refused, where it is more than one thing. */
      readonly what?: string;
    };

export interface Listener {
  readonly name: string;
  readonly namespace?: string;
  readonly interface: string;
  /** Also what is addressed to others. Only for the wire's other end, never on the adapter under test. */
  readonly promiscuous?: boolean;
}

export interface ArrivedFrame {
  /** Name of the listener. */
  readonly at: string;
  readonly bytes: Uint8Array;
}

export interface RefusedFrame {
  /** Index of the frame among those that were to be sent. */
  readonly at: number;
  readonly code: string;
}

export interface GatherWish {
  /**
   * Milliseconds without a frame after which no more is expected, once all that is awaited has come. Those in which the
   * agent had no turn do not count.
   */
  readonly quiet: number;
  /** Milliseconds after which waiting ends whatever is missing. */
  readonly longest: number;
  readonly awaited: readonly AwaitedFrame[];
  /** Listeners whose frames are wanted; those of others stay for another time. Absent: all. */
  readonly at?: readonly string[];
}

export interface AwaitedFrame {
  /** Listeners at any of which it may arrive. */
  readonly at: readonly string[];
  /** Bytes that the frame holds, in hexadecimal. */
  readonly marker: string;
  readonly count: number;
}

export const exec = (...argv: readonly string[]): Step => ({ kind: 'exec', argv });
export const write = (path: string, text: string): Step => ({ kind: 'write', path, text });
export const read = (path: string): Step => ({ kind: 'read', path });
export const mayFail = (step: Step): Step => ({ ...step, mayFail: true });
