import type { MacAddress } from '../../terms/mac-address';
import type { OidMembers } from '../../terms/oid';
import { filterId, NDIS_DEFAULT_VPORT_ID, type FilterId, type VPortId } from '../../terms/switch-ids';
import type { VlanMode } from '../extensible-switch/port-policy';
import type { Course, Refusal, Steps } from '../testbed-course';
import { refusalIn } from './ask';
import { askFor } from './ask-for';
import { currentAddress } from './current-address';
import type { SteeringFilter } from './partition';
import { changeVmAdapter, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** A VLAN to steer, or `untagged`: frames without a tag or with VLAN 0. */
type SteeredVlan = number | 'untagged';

/** VLANs in which a port's owner can receive: each needs a filter of its own, for a filter has one VLAN test. */
export function steeredVlans(mode: VlanMode): readonly SteeredVlan[] {
  switch (mode.kind) {
    case 'untagged':
      return ['untagged'];
    case 'access':
      return [mode.vlan];
    case 'trunk':
      return trunkVlans(mode);
    case 'isolated':
    case 'community':
      return [mode.primary, mode.secondary];
    case 'promiscuous':
      return [mode.primary, ...mode.secondaries];
  }
}

/** Inside the switch, and outside, a frame that the guest sends untagged is in the native VLAN. */
function trunkVlans(mode: Extract<VlanMode, { kind: 'trunk' }>): readonly SteeredVlan[] {
  const allowed = mode.allowed.filter((each) => mode.pruned?.includes(each) !== true);
  const native = mode.native === 0 ? 'untagged' : mode.native;
  return [native, ...allowed.filter((each) => each !== native)];
}

/** MAC and VLAN in one filter (FILTER-SET-19); without a VLAN the untagged-or-zero flag instead (FILTER-VLAN-03, -06). */
export function filterMembers(mac: MacAddress, vlan: SteeredVlan, vport: VPortId): OidMembers {
  const address = { HeaderField: 'NdisMacHeaderFieldDestinationAddress', FieldValue: mac };
  const FieldParameters =
    vlan === 'untagged'
      ? [{ ...address, Flags: 'NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO' }]
      : [address, { HeaderField: 'NdisMacHeaderFieldVlanId', FieldValue: vlan }];
  return { FilterType: 'NdisReceiveFilterTypeVMQueue', VPortId: vport, FieldParameters };
}

/** One filter on the default VPort (VF-ATTACH-16). */
function setFilter(
  course: Course,
  ref: VmAdapterRef,
  adapter: string,
  vlan: SteeredVlan,
): SteeringFilter | Refusal {
  const vport = NDIS_DEFAULT_VPORT_ID;
  const mac = currentAddress(course, ref);
  const answer = askFor(
    course,
    ref,
    adapter,
    'OID_RECEIVE_FILTER_SET_FILTER',
    filterMembers(mac, vlan, vport),
  );
  return (
    refusalIn(answer) ?? {
      filter: filterId(Number(answer.kind === 'success' ? answer.members.FilterId : 0)),
      vport,
    }
  );
}

/**
 * Steers a VM adapter's address to the default VPort. Without filters left its frames still reach it as misses from the
 * wire (ruling 1), so a refusal does not keep the partition from running.
 */
export function* steerToDefaultVPort(
  course: Course,
  ref: VmAdapterRef,
  adapter: string,
  mode: VlanMode,
): Steps {
  for (const vlan of steeredVlans(mode)) {
    const set = setFilter(course, ref, adapter, vlan);
    if ('status' in set) return set;
    changeVmAdapter(course, ref, { filters: [...vmAdapter(course.testbed, ref).filters, set] });
    yield;
  }
  return undefined;
}

/** Moves every filter that is not there yet; each move is one atomic operation of the adapter (VF-ATTACH-15). */
export function* moveFilters(course: Course, ref: VmAdapterRef, adapter: string, to: VPortId): Steps {
  const away = vmAdapter(course.testbed, ref).filters.filter((each) => each.vport !== to);
  for (const [index, each] of away.entries()) {
    if (index > 0) yield;
    const refusal = moveFilter(course, ref, adapter, each, to);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function moveFilter(
  course: Course,
  ref: VmAdapterRef,
  adapter: string,
  { filter, vport }: SteeringFilter,
  to: VPortId,
): Refusal | undefined {
  const members = { FilterId: filter, SourceVPortId: vport, DestVPortId: to };
  const refusal = refusalIn(askFor(course, ref, adapter, 'OID_RECEIVE_FILTER_MOVE_FILTER', members));
  if (refusal !== undefined) return refusal;
  const filters = vmAdapter(course.testbed, ref).filters.map((each) =>
    each.filter === filter ? { ...each, vport: to } : each,
  );
  changeVmAdapter(course, ref, { filters });
  return undefined;
}

export const clearFilter = (
  course: Course,
  ref: VmAdapterRef,
  adapter: string,
  filter: FilterId,
): Refusal | undefined =>
  refusalIn(askFor(course, ref, adapter, 'OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: filter }));

export function* clearFilters(course: Course, ref: VmAdapterRef, adapter: string): Steps {
  for (const { filter } of vmAdapter(course.testbed, ref).filters) {
    const refusal = clearFilter(course, ref, adapter, filter);
    if (refusal !== undefined) return refusal;
    const filters = vmAdapter(course.testbed, ref).filters.filter((each) => each.filter !== filter);
    changeVmAdapter(course, ref, { filters });
    yield;
  }
  return undefined;
}
