import type { DeviceUpcall } from '../device-upcall';
import { usesVf } from '../stack/partition';
import { holderOfVf, vmAdapterParty } from '../stack/vf-holder';
import type { Course } from '../testbed-course';
import { isGroupAddress } from '../../terms/mac-address';
import { delivered, dropped } from './journey';
import { wayThrough } from './origins';

type GuestReceived = Extract<DeviceUpcall, { kind: 'guest-received' }>;

/**
 * The VF miniport indicates a frame to what is bound to it: NetVSC and nothing else (ISO-PRIV-02). NetVSC takes group
 * frames on the active path alone, because they come on both (ruling 29); a unicast comes once and is welcome on either.
 */
export function guestReceives(course: Course, upcall: GuestReceived): void {
  const journey = { ...wayThrough(course, upcall.adapter, upcall.token, upcall.hops), frame: upcall.frame };
  const holder = holderOfVf(course.testbed, upcall.adapter, upcall.vf);
  if (holder === undefined || !holder.vmAdapter.netvsc.bound)
    return dropped(course, journey, 'declared-failover-loss', 'PATH-FAILOVER-10');
  if (isGroupAddress(upcall.frame.destination) && !usesVf(holder.vmAdapter))
    return dropped(course, journey, 'inactive-path', 'ruling 29');
  delivered(course, journey, vmAdapterParty(holder.ref), upcall.outOfBand);
}
