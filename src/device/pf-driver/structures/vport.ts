import { NDIS_PF_FUNCTION_ID } from '../../../terms/function-id';
import { ARRAY_MEMBERS, FLAGS, SWITCH_ID, ulong, ushort } from './shorthand';
import { structure } from './member-type';

export const VPORT_FLAGS = {
  NDIS_NIC_SWITCH_VPORT_PARAMS_LOOKAHEAD_SPLIT_ENABLED: 0x00000001,
  NDIS_NIC_SWITCH_VPORT_PARAMS_FLAGS_CHANGED: 0x00010000,
  NDIS_NIC_SWITCH_VPORT_PARAMS_NAME_CHANGED: 0x00020000,
  NDIS_NIC_SWITCH_VPORT_PARAMS_INT_MOD_CHANGED: 0x00040000,
  NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED: 0x00080000,
  NDIS_NIC_SWITCH_VPORT_PARAMS_PROCESSOR_AFFINITY_CHANGED: 0x00100000,
  NDIS_NIC_SWITCH_VPORT_PARAMS_NUM_QUEUE_PAIRS_CHANGED: 0x00400000,
} as const;

/** Every flag that a set request alone may carry (VPORT-SET-07). */
export const VPORT_CHANGED_FLAGS = 0x005f0000;

const INTERRUPT_MODERATION = {
  kind: 'enumeration',
  values: {
    NdisNicSwitchVPortInterruptModerationUndefined: 0,
    NdisNicSwitchVPortInterruptModerationAdaptive: 1,
    NdisNicSwitchVPortInterruptModerationOff: 2,
    NdisNicSwitchVPortInterruptModerationLow: 100,
    NdisNicSwitchVPortInterruptModerationMedium: 200,
    NdisNicSwitchVPortInterruptModerationHigh: 300,
  },
} as const;

const VPORT_STATE = {
  kind: 'enumeration',
  values: {
    NdisNicSwitchVPortStateUndefined: 0,
    NdisNicSwitchVPortStateActivated: 1,
    NdisNicSwitchVPortStateDeactivated: 2,
  },
} as const;

/**
 * No documented member carries the port's MAC spoofing policy down to the miniport, although the switch must know it
 * (ruling 7). It travels beside the structure, without room in the layout.
 */
const ALLOW_MAC_SPOOFING = {
  name: 'AllowMacSpoofing',
  type: { kind: 'boolean' },
  optional: true,
  beside: true,
} as const;

const CONFIGURATION = [
  { name: 'VPortName', type: { kind: 'text' }, default: '' },
  { name: 'AttachedFunctionId', type: ushort, default: NDIS_PF_FUNCTION_ID },
  { name: 'NumQueuePairs', type: ulong, default: 1 },
  {
    name: 'InterruptModeration',
    type: INTERRUPT_MODERATION,
    default: 'NdisNicSwitchVPortInterruptModerationUndefined',
  },
  { name: 'VPortState', type: VPORT_STATE, optional: true },
  { name: 'ProcessorAffinity', type: { kind: 'affinity' }, optional: true },
  { name: 'LookaheadSize', type: ulong, default: 0 },
  ALLOW_MAC_SPOOFING,
] as const;

const SET_FLAGS = { name: 'Flags', type: { kind: 'flags', values: VPORT_FLAGS }, default: 0 } as const;

/**
 * For CREATE_VPORT: VPortId goes in as NDIS_DEFAULT_VPORT_ID at NDIS and comes to the miniport as the assigned one.
 * VPortState may be left out: it then takes the initial state that the function dictates (VPORT-STATE-04).
 */
export const NIC_SWITCH_VPORT_PARAMETERS = structure({
  name: 'NDIS_NIC_SWITCH_VPORT_PARAMETERS',
  revisions: [1],
  members: [
    SET_FLAGS,
    SWITCH_ID,
    { name: 'VPortId', type: ulong, direction: 'in-out', default: 0 },
    ...CONFIGURATION,
  ],
});

/** The same for OID_NIC_SWITCH_VPORT_PARAMETERS, which must say which VPort it is about. */
export const NIC_SWITCH_VPORT_PARAMETERS_OF_ONE = structure({
  name: 'NDIS_NIC_SWITCH_VPORT_PARAMETERS',
  revisions: [1],
  members: [SET_FLAGS, SWITCH_ID, { name: 'VPortId', type: ulong }, ...CONFIGURATION],
});

export const NIC_SWITCH_DELETE_VPORT_PARAMETERS = structure({
  name: 'NDIS_NIC_SWITCH_DELETE_VPORT_PARAMETERS',
  revisions: [1],
  members: [FLAGS, { name: 'VPortId', type: ulong }],
});

export const VPORT_INFO_ARRAY_FLAGS = {
  NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION: 0x1,
  NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_SWITCH: 0x2,
} as const;

export const NIC_SWITCH_VPORT_INFO_ARRAY = structure({
  name: 'NDIS_NIC_SWITCH_VPORT_INFO_ARRAY',
  revisions: [1],
  members: [
    { name: 'Flags', type: { kind: 'flags', values: VPORT_INFO_ARRAY_FLAGS }, default: 0 },
    SWITCH_ID,
    { name: 'AttachedFunctionId', type: ushort, default: NDIS_PF_FUNCTION_ID },
    ...ARRAY_MEMBERS,
  ],
});

export const NIC_SWITCH_VPORT_INFO = structure({
  name: 'NDIS_NIC_SWITCH_VPORT_INFO',
  revisions: [1],
  members: [
    { name: 'VPortId', type: ulong, direction: 'out' },
    FLAGS,
    { name: 'SwitchId', type: ulong, direction: 'out' },
    { name: 'VPortName', type: { kind: 'text' }, direction: 'out' },
    { name: 'AttachedFunctionId', type: ushort, direction: 'out' },
    { name: 'NumQueuePairs', type: ulong, direction: 'out' },
    { name: 'InterruptModeration', type: INTERRUPT_MODERATION, direction: 'out' },
    { name: 'VPortState', type: VPORT_STATE, direction: 'out' },
    { name: 'ProcessorAffinity', type: { kind: 'affinity' }, direction: 'out' },
    { name: 'LookaheadSize', type: ulong, direction: 'out' },
    { name: 'NumFilters', type: ulong, direction: 'out' },
  ],
});
