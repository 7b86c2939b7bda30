import { VPORT_FLAGS } from '../../device/pf-driver/structures/vport';
import type { OidMembers } from '../../terms/oid';

const MEMBER_OF_FLAG = [
  [VPORT_FLAGS.NDIS_NIC_SWITCH_VPORT_PARAMS_NAME_CHANGED, 'VPortName'],
  [VPORT_FLAGS.NDIS_NIC_SWITCH_VPORT_PARAMS_INT_MOD_CHANGED, 'InterruptModeration'],
  [VPORT_FLAGS.NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED, 'VPortState'],
  [VPORT_FLAGS.NDIS_NIC_SWITCH_VPORT_PARAMS_PROCESSOR_AFFINITY_CHANGED, 'ProcessorAffinity'],
] as const;

/** Only members that the request flags as changed are (VPORT-SET-04). */
export function changedVPort(was: OidMembers, set: OidMembers): OidMembers {
  const flags = set.Flags as number;
  const changes = MEMBER_OF_FLAG.filter(([flag]) => (flags & flag) !== 0);
  return { ...was, ...Object.fromEntries(changes.map(([, member]) => [member, set[member]])) };
}
