import type { EventName } from '../terms/event-name';
import type { Json } from '../terms/json';

/**
 * One line of the log: a request at a boundary, a life-cycle event, a message, a fault. The testbed numbers them; the
 * order in which functions return them is the order in which they happened, and the `ORDER-*` rules are read off it.
 */
export interface HostEvent {
  /** For example `oid`, `miniport-initialize`, `vmbus`, `pnp-arrival`, `netvsc-bind`, `iommu-fault`, `interrupt`. */
  readonly what: EventName;
  /** Who it concerns or reached: an adapter, a partition, a function of an adapter. */
  readonly where: string;
  readonly details: Readonly<Record<string, Json>>;
}

export const hostEvent = (
  what: EventName,
  where: string,
  details: Readonly<Record<string, Json>> = {},
): HostEvent => ({ what, where, details });
