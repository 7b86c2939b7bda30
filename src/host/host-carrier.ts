import type { DeviceOutcome, DeviceRequest } from '../device/device';
import type { Boundary, Issuer, OidAnswer, OidRequest } from '../terms/oid';
import type { DropReason } from '../wire/trace';
import type { DeviceUpcall } from './device-upcall';
import type { HostEvent } from './host-event';
import type { HostMachine } from './host-machine';

/**
 * What carries out a stretch of work on a machine. Drivers are written against it as real ones are, one access after the
 * other; from outside the whole stretch is a pure function, because the carrier lives no longer than that (`carry`).
 */
export interface HostCarrier {
  machine: HostMachine;
  /** DMA reads that devices have made so far, blocked ones included: tells a driver whether its slot was fetched. */
  fetches: number;
  /** Why a device last discarded a frame that it could not name: not fetched, blocked on its way, or none that it could read. */
  unnamed: DropReason | undefined;
  /** Applies a request to an adapter; its effects are settled before the next thing happens. */
  device(adapter: string, request: DeviceRequest): DeviceOutcome;
  /** An OID request at either boundary, logged with issuer, boundary, members, status and whether the miniport was called. */
  oid(adapter: string, issuer: Issuer, boundary: Boundary, request: OidRequest): OidAnswer;
  log(event: HostEvent): void;
  surface(upcall: DeviceUpcall): void;
}
