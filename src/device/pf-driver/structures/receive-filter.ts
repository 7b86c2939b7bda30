import { ARRAY_MEMBERS, FLAGS, ulong } from './shorthand';
import { structure } from './member-type';

const FILTER_TYPE = {
  kind: 'enumeration',
  values: {
    NdisReceiveFilterTypeUndefined: 0,
    NdisReceiveFilterTypeVMQueue: 1,
    NdisReceiveFilterTypePacketCoalescing: 2,
  },
} as const;

export const FIELD_FLAGS = {
  NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO: 0x1,
  NDIS_RECEIVE_FILTER_PACKET_ENCAPSULATION: 0x2,
} as const;

export const RECEIVE_FILTER_FIELD_PARAMETERS = structure({
  name: 'NDIS_RECEIVE_FILTER_FIELD_PARAMETERS',
  revisions: [1, 2],
  members: [
    { name: 'Flags', type: { kind: 'flags', values: FIELD_FLAGS }, default: 0 },
    {
      name: 'FrameHeader',
      type: {
        kind: 'enumeration',
        values: {
          NdisFrameHeaderUndefined: 0,
          NdisFrameHeaderMac: 1,
          NdisFrameHeaderArp: 2,
          NdisFrameHeaderIPv4: 3,
          NdisFrameHeaderIPv6: 4,
          NdisFrameHeaderUdp: 5,
        },
      },
      default: 'NdisFrameHeaderMac',
    },
    {
      name: 'ReceiveFilterTest',
      type: {
        kind: 'enumeration',
        values: {
          NdisReceiveFilterTestUndefined: 0,
          NdisReceiveFilterTestEqual: 1,
          NdisReceiveFilterTestMaskEqual: 2,
          NdisReceiveFilterTestNotEqual: 3,
        },
      },
      default: 'NdisReceiveFilterTestEqual',
    },
    {
      name: 'HeaderField',
      type: {
        kind: 'enumeration',
        values: {
          NdisMacHeaderFieldUndefined: 0,
          NdisMacHeaderFieldDestinationAddress: 1,
          NdisMacHeaderFieldSourceAddress: 2,
          NdisMacHeaderFieldProtocol: 3,
          NdisMacHeaderFieldVlanId: 4,
          NdisMacHeaderFieldPriority: 5,
          NdisMacHeaderFieldPacketType: 6,
        },
      },
    },
    { name: 'FieldValue', type: { kind: 'field-value' } },
    { name: 'ResultValue', type: { kind: 'field-value' }, optional: true },
  ],
});

/** The three members that describe the array follow from `FieldParameters` and are checked when given (FILTER-SET-08). */
export const RECEIVE_FILTER_PARAMETERS = structure({
  name: 'NDIS_RECEIVE_FILTER_PARAMETERS',
  revisions: [1, 2],
  members: [
    FLAGS,
    { name: 'FilterType', type: FILTER_TYPE, default: 'NdisReceiveFilterTypeVMQueue' },
    { name: 'QueueId', type: ulong, default: 0 },
    { name: 'FilterId', type: ulong, direction: 'in-out', default: 0 },
    { name: 'FieldParametersArrayOffset', type: ulong, optional: true },
    { name: 'FieldParametersArrayNumElements', type: ulong, optional: true },
    { name: 'FieldParametersArrayElementSize', type: ulong, optional: true },
    { name: 'RequestedFilterIdBitCount', type: ulong, default: 0 },
    { name: 'MaxCoalescingDelay', type: ulong, default: 0 },
    { name: 'VPortId', type: ulong, default: 0 },
    { name: 'FieldParameters', type: { kind: 'trailing-array', of: RECEIVE_FILTER_FIELD_PARAMETERS } },
  ],
});

/** The same structure as a question: FilterId selects (FILTER-QUERY-01). */
export const RECEIVE_FILTER_PARAMETERS_QUERY = structure({
  name: 'NDIS_RECEIVE_FILTER_PARAMETERS',
  revisions: [1, 2],
  members: [
    FLAGS,
    { name: 'FilterType', type: FILTER_TYPE, default: 'NdisReceiveFilterTypeVMQueue' },
    { name: 'QueueId', type: ulong, default: 0 },
    { name: 'FilterId', type: ulong },
    { name: 'FieldParametersArrayOffset', type: ulong, direction: 'out' },
    { name: 'FieldParametersArrayNumElements', type: ulong, direction: 'out' },
    { name: 'FieldParametersArrayElementSize', type: ulong, direction: 'out' },
    { name: 'RequestedFilterIdBitCount', type: ulong, default: 0 },
    { name: 'MaxCoalescingDelay', type: ulong, default: 0 },
    { name: 'VPortId', type: ulong, optional: true },
  ],
});

export const RECEIVE_FILTER_CLEAR_PARAMETERS = structure({
  name: 'NDIS_RECEIVE_FILTER_CLEAR_PARAMETERS',
  revisions: [1],
  members: [FLAGS, { name: 'QueueId', type: ulong, default: 0 }, { name: 'FilterId', type: ulong }],
});

export const RECEIVE_FILTER_MOVE_FILTER_PARAMETERS = structure({
  name: 'NDIS_RECEIVE_FILTER_MOVE_FILTER_PARAMETERS',
  revisions: [1],
  members: [
    { name: 'FilterId', type: ulong },
    { name: 'SourceQueueId', type: ulong, default: 0 },
    { name: 'SourceVPortId', type: ulong },
    { name: 'DestQueueId', type: ulong, default: 0 },
    { name: 'DestVPortId', type: ulong },
  ],
});

export const FILTER_INFO_ARRAY_FLAGS = { NDIS_RECEIVE_FILTER_INFO_ARRAY_VPORT_ID_SPECIFIED: 1 } as const;

export const RECEIVE_FILTER_INFO_ARRAY = structure({
  name: 'NDIS_RECEIVE_FILTER_INFO_ARRAY',
  revisions: [1, 2],
  members: [
    { name: 'QueueId', type: ulong, default: 0 },
    ...ARRAY_MEMBERS,
    { name: 'Flags', type: { kind: 'flags', values: FILTER_INFO_ARRAY_FLAGS }, default: 0 },
    { name: 'VPortId', type: ulong, default: 0 },
  ],
});

export const RECEIVE_FILTER_INFO = structure({
  name: 'NDIS_RECEIVE_FILTER_INFO',
  revisions: [1],
  members: [
    FLAGS,
    { name: 'FilterType', type: FILTER_TYPE, direction: 'out' },
    { name: 'FilterId', type: ulong, direction: 'out' },
  ],
});

export const RECEIVE_FILTER_GLOBAL_PARAMETERS = structure({
  name: 'NDIS_RECEIVE_FILTER_GLOBAL_PARAMETERS',
  revisions: [1],
  members: [
    FLAGS,
    { name: 'EnabledFilterTypes', type: ulong, default: 0 },
    { name: 'EnabledQueueTypes', type: ulong, default: 0 },
  ],
});

export const RECEIVE_FILTER_CAPABILITIES = structure({
  name: 'NDIS_RECEIVE_FILTER_CAPABILITIES',
  revisions: [2],
  members: [
    FLAGS,
    { name: 'EnabledFilterTypes', type: ulong, direction: 'out' },
    { name: 'EnabledQueueTypes', type: ulong, direction: 'out' },
    { name: 'NumQueues', type: ulong, direction: 'out' },
    { name: 'SupportedQueueProperties', type: ulong, direction: 'out' },
    { name: 'SupportedFilterTests', type: ulong, direction: 'out' },
    { name: 'SupportedHeaders', type: ulong, direction: 'out' },
    { name: 'SupportedMacHeaderFields', type: ulong, direction: 'out' },
    { name: 'MaxMacHeaderFilters', type: ulong, direction: 'out' },
    { name: 'MaxQueueGroups', type: ulong, direction: 'out' },
    { name: 'MaxQueuesPerQueueGroup', type: ulong, direction: 'out' },
    { name: 'MinLookaheadSplitSize', type: ulong, direction: 'out' },
    { name: 'MaxLookaheadSplitSize', type: ulong, direction: 'out' },
    { name: 'SupportedARPHeaderFields', type: ulong, direction: 'out' },
    { name: 'SupportedIPv4HeaderFields', type: ulong, direction: 'out' },
    { name: 'SupportedIPv6HeaderFields', type: ulong, direction: 'out' },
    { name: 'SupportedUdpHeaderFields', type: ulong, direction: 'out' },
    { name: 'MaxFieldTestsPerPacketCoalescingFilter', type: ulong, direction: 'out' },
    { name: 'MaxPacketCoalescingFilters', type: ulong, direction: 'out' },
    { name: 'NdisReserved', type: ulong, direction: 'out' },
  ],
});
