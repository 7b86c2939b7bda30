import {
  FILTER_ALL_MULTICAST,
  FILTER_BROADCAST,
  MULTICAST_ENTRIES,
  MULTICAST_HIGH,
  MULTICAST_LOW,
  MULTICAST_USED,
  PACKET_FILTER,
  multicastRegister,
} from '../../device/function/registers';
import { macBytes, type MacAddress } from '../../terms/mac-address';
import { DONE, refused, type CallOutcome } from './call-outcome';
import type { VfAccess } from './vf-access';
import type { VfReceiveMode } from './vf-miniport';

/** OID_GEN_CURRENT_PACKET_FILTER of the VF adapter. A VF never hears what is not meant for it (ruling 10). */
export function setPacketFilter(access: VfAccess, wanted: Omit<VfReceiveMode, 'groups'>): CallOutcome {
  if (wanted.promiscuous)
    return refused('NDIS_STATUS_NOT_SUPPORTED', 'a VF may not be promiscuous', 'ruling 10');
  const { broadcast, allMulticast } = wanted;
  changeMode(access, (mode) => ({ ...mode, broadcast, allMulticast }));
  access.log('vf-packet-filter', { broadcast, allMulticast });
  return DONE;
}

export function joinGroup(access: VfAccess, group: MacAddress): CallOutcome {
  const { groups } = access.miniport().receiveMode;
  if (groups.includes(group)) return DONE;
  if (groups.length === MULTICAST_ENTRIES)
    return refused('NDIS_STATUS_RESOURCES', `a VF hears at most ${MULTICAST_ENTRIES} groups`);
  changeMode(access, (mode) => ({ ...mode, groups: [...mode.groups, group] }));
  return DONE;
}

export function leaveGroup(access: VfAccess, group: MacAddress): CallOutcome {
  changeMode(access, (mode) => ({ ...mode, groups: mode.groups.filter((each) => each !== group) }));
  return DONE;
}

function changeMode(access: VfAccess, change: (mode: VfReceiveMode) => VfReceiveMode): void {
  const before = access.miniport().receiveMode.groups.length;
  access.change((miniport) => ({ ...miniport, receiveMode: change(miniport.receiveMode) }));
  programReceiveMode(access, before);
}

/** @param used entries of the multicast table that may hold something: those beyond the list are emptied. */
export function programReceiveMode(access: VfAccess, used = 0): void {
  const { receiveMode } = access.miniport();
  access.writeRegister(
    PACKET_FILTER,
    (receiveMode.broadcast ? FILTER_BROADCAST : 0) | (receiveMode.allMulticast ? FILTER_ALL_MULTICAST : 0),
  );
  receiveMode.groups.forEach((group, entry) => writeEntry(access, entry, macBytes(group)));
  for (let entry = receiveMode.groups.length; entry < used; entry++) writeEntry(access, entry, undefined);
}

function writeEntry(access: VfAccess, entry: number, octets: Uint8Array | undefined): void {
  const view = new DataView((octets ?? new Uint8Array(6)).buffer);
  access.writeRegister(multicastRegister(entry, MULTICAST_LOW), view.getUint32(0, true));
  const high = octets === undefined ? 0 : (view.getUint16(4, true) | MULTICAST_USED) >>> 0;
  access.writeRegister(multicastRegister(entry, MULTICAST_HIGH), high);
}
