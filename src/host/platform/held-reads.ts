import type { RoutingId } from '../../terms/routing-id';
import { Table } from '../../terms/table';

/** A DMA read whose completion has not been sent yet. */
export interface HeldRead {
  readonly address: number;
  readonly length: number;
  readonly tag: number;
}

/** By Routing ID: functions whose reads memory does not answer for the time being, and what they have asked for. */
export type HeldReads = Table<readonly HeldRead[]>;

export const NO_HELD_READS: HeldReads = Table.empty();

export const holdReads = (held: HeldReads, rid: RoutingId): HeldReads =>
  held.has(rid) ? held : held.set(rid, []);

/** Undefined where reads of this function are answered at once. */
export function withHeldRead(held: HeldReads, rid: RoutingId, read: HeldRead): HeldReads | undefined {
  const waiting = held.get(rid);
  return waiting && held.set(rid, [...waiting, read]);
}
