import type { DeviceOutcome, DeviceRequest } from '../device/device';
import type { VfId } from '../terms/function-id';
import type { Boundary, Issuer, OidAnswer, OidRequest } from '../terms/oid';
import type { DeviceUpcall } from './device-upcall';
import { GuestAccess } from './guest/guest-access';
import type { VfAccess } from './guest/vf-access';
import type { HostCarrier } from './host-carrier';
import type { HostEvent } from './host-event';
import type { HostMachine } from './host-machine';
import { HostSession } from './host-session';

/** What a stretch of work left behind: the machine at rest, its log, and what left it upwards and outwards. */
export interface LoopResult<T> {
  readonly machine: HostMachine;
  readonly value: T;
  readonly events: readonly HostEvent[];
  readonly upcalls: readonly DeviceUpcall[];
}

/**
 * Carries out `work` on a machine; everything that follows from it, down to the last DMA write and interrupt, has been
 * settled in what is returned. The one door into this folder's pure functions.
 */
export function carry<T>(machine: HostMachine, work: (carrier: HostCarrier) => T): LoopResult<T> {
  const session = new HostSession(machine);
  const value = work(session);
  return { machine: session.machine, value, events: session.events, upcalls: session.upcalls };
}

/** One request to an adapter, and its effects until quiet: IOMMU, memory, interrupt remapping, guest, upcalls. */
export const runDevice = (
  machine: HostMachine,
  adapter: string,
  request: DeviceRequest,
): LoopResult<DeviceOutcome> => carry(machine, (carrier) => carrier.device(adapter, request));

/** An OID request by `issuer`, through NDIS or directly at MiniportOidRequest. */
export const requestOid = (
  machine: HostMachine,
  adapter: string,
  issuer: Issuer,
  boundary: Boundary,
  request: OidRequest,
): LoopResult<OidAnswer> => carry(machine, (carrier) => carrier.oid(adapter, issuer, boundary, request));

/**
 * Software of the guest that has VF `vf` acts: `asGuest(machine, 'NIC', vf, (access) => initializeVfMiniport(access))`.
 * Works for a VF that some guest has (`addVfDevice` in platform/expose.ts).
 */
export const asGuest = <T>(
  machine: HostMachine,
  adapter: string,
  vf: VfId,
  work: (access: VfAccess) => T,
): LoopResult<T> => carry(machine, (carrier) => work(new GuestAccess(carrier, adapter, vf)));
