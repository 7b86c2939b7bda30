import { ARRAY_MEMBERS, FLAGS, SWITCH_ID, ulong } from './shorthand';
import { structure } from './member-type';

const SWITCH_TYPE = {
  kind: 'enumeration',
  values: { NdisNicSwitchTypeUnspecified: 0, NdisNicSwitchTypeExternal: 1 },
} as const;

/** NumQueuePairsForDefaultVPort came with revision 2 (SWITCH-PARAMS-06). */
export const NIC_SWITCH_PARAMETERS = structure({
  name: 'NDIS_NIC_SWITCH_PARAMETERS',
  revisions: [1, 2],
  members: [
    {
      name: 'Flags',
      type: { kind: 'flags', values: { NDIS_NIC_SWITCH_PARAMETERS_SWITCH_NAME_CHANGED: 1 } },
      default: 0,
    },
    { name: 'SwitchType', type: SWITCH_TYPE, default: 'NdisNicSwitchTypeExternal' },
    SWITCH_ID,
    { name: 'SwitchFriendlyName', type: { kind: 'text' }, default: 'Default Switch' },
    { name: 'NumVFs', type: ulong, default: 0 },
    { name: 'NumQueuePairsForDefaultVPort', type: ulong, since: 2, optional: true },
  ],
});

/** The same for a set request: what is left out is not touched (SWITCH-SET-03). */
export const NIC_SWITCH_PARAMETERS_SET = structure({
  name: 'NDIS_NIC_SWITCH_PARAMETERS',
  revisions: [1, 2],
  members: [
    {
      name: 'Flags',
      type: { kind: 'flags', values: { NDIS_NIC_SWITCH_PARAMETERS_SWITCH_NAME_CHANGED: 1 } },
      default: 0,
    },
    { name: 'SwitchType', type: SWITCH_TYPE, default: 'NdisNicSwitchTypeExternal' },
    SWITCH_ID,
    { name: 'SwitchFriendlyName', type: { kind: 'text' }, default: 'Default Switch' },
    { name: 'NumVFs', type: ulong, optional: true },
    { name: 'NumQueuePairsForDefaultVPort', type: ulong, since: 2, optional: true },
  ],
});

export const NIC_SWITCH_DELETE_SWITCH_PARAMETERS = structure({
  name: 'NDIS_NIC_SWITCH_DELETE_SWITCH_PARAMETERS',
  revisions: [1],
  members: [FLAGS, SWITCH_ID],
});

export const NIC_SWITCH_INFO_ARRAY = structure({
  name: 'NDIS_NIC_SWITCH_INFO_ARRAY',
  revisions: [1],
  members: ARRAY_MEMBERS,
});

/** One element of the answer to OID_NIC_SWITCH_ENUM_SWITCHES. */
export const NIC_SWITCH_INFO = structure({
  name: 'NDIS_NIC_SWITCH_INFO',
  revisions: [1],
  members: [
    FLAGS,
    { name: 'SwitchType', type: SWITCH_TYPE, direction: 'out' },
    { name: 'SwitchId', type: ulong, direction: 'out' },
    { name: 'SwitchFriendlyName', type: { kind: 'text' }, direction: 'out' },
    { name: 'NumVFs', type: ulong, direction: 'out' },
    { name: 'NumAllocatedVFs', type: ulong, direction: 'out' },
    { name: 'NumVPorts', type: ulong, direction: 'out' },
    { name: 'NumActiveVPorts', type: ulong, direction: 'out' },
    { name: 'NumQueuePairsForDefaultVPort', type: ulong, direction: 'out' },
    { name: 'NumQueuePairsForNonDefaultVPorts', type: ulong, direction: 'out' },
    { name: 'NumActiveDefaultVPortMacAddresses', type: ulong, direction: 'out' },
    { name: 'NumActiveNonDefaultVPortMacAddresses', type: ulong, direction: 'out' },
    { name: 'NumActiveDefaultVPortVlanIds', type: ulong, direction: 'out' },
    { name: 'NumActiveNonDefaultVPortVlanIds', type: ulong, direction: 'out' },
  ],
});

/** NicSwitchCapabilities, by documented bit. */
export const NIC_SWITCH_CAPS = {
  NDIS_NIC_SWITCH_CAPS_VLAN_SUPPORTED: 0x1,
  NDIS_NIC_SWITCH_CAPS_PER_VPORT_INTERRUPT_MODERATION_SUPPORTED: 0x2,
  NDIS_NIC_SWITCH_CAPS_ASYMMETRIC_QUEUE_PAIRS_FOR_NONDEFAULT_VPORT_SUPPORTED: 0x4,
  NDIS_NIC_SWITCH_CAPS_VF_RSS_SUPPORTED: 0x8,
  NDIS_NIC_SWITCH_CAPS_SINGLE_VPORT_POOL: 0x10,
} as const;

export const NIC_SWITCH_CAPABILITIES = structure({
  name: 'NDIS_NIC_SWITCH_CAPABILITIES',
  revisions: [2],
  members: [
    FLAGS,
    { name: 'NumTotalMacAddresses', type: ulong, direction: 'out' },
    { name: 'NumMacAddressesPerPort', type: ulong, direction: 'out' },
    { name: 'NumVlansPerPort', type: ulong, direction: 'out' },
    { name: 'NicSwitchCapabilities', type: { kind: 'flags', values: NIC_SWITCH_CAPS }, direction: 'out' },
    { name: 'MaxNumSwitches', type: ulong, direction: 'out' },
    { name: 'MaxNumVPorts', type: ulong, direction: 'out' },
    { name: 'MaxNumVFs', type: ulong, direction: 'out' },
    { name: 'MaxNumQueuePairs', type: ulong, direction: 'out' },
    { name: 'MaxNumQueuePairsPerNonDefaultVPort', type: ulong, direction: 'out' },
    { name: 'MaxNumMacAddresses', type: ulong, direction: 'out' },
  ],
});
