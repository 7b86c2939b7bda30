import type { OidMembers } from '../../../terms/oid';
import type { ReceiveFilter } from '../../nic-switch/nic-switch';
import { sizeOf } from '../structures/layout';
import {
  FIELD_FLAGS,
  RECEIVE_FILTER_FIELD_PARAMETERS,
  RECEIVE_FILTER_PARAMETERS,
} from '../structures/receive-filter';

const field = (HeaderField: string, FieldValue: string | number, Flags = 0): OidMembers => ({
  Flags,
  FrameHeader: 'NdisFrameHeaderMac',
  ReceiveFilterTest: 'NdisReceiveFilterTestEqual',
  HeaderField,
  FieldValue,
});

/** A filter as NDIS_RECEIVE_FILTER_PARAMETERS; `filterTests` reads the fields back to the same tests. */
export function filterMembers({ id, vport, mac, vlan }: ReceiveFilter): OidMembers {
  const flags =
    vlan.kind === 'untagged-or-zero'
      ? FIELD_FLAGS.NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO
      : 0;
  const fields = [
    field('NdisMacHeaderFieldDestinationAddress', mac, flags),
    ...(vlan.kind === 'id' ? [field('NdisMacHeaderFieldVlanId', vlan.id)] : []),
  ];
  return {
    Flags: 0,
    FilterType: 'NdisReceiveFilterTypeVMQueue',
    QueueId: 0,
    FilterId: id,
    FieldParametersArrayOffset: sizeOf(RECEIVE_FILTER_PARAMETERS),
    FieldParametersArrayNumElements: fields.length,
    FieldParametersArrayElementSize: sizeOf(RECEIVE_FILTER_FIELD_PARAMETERS),
    RequestedFilterIdBitCount: 0,
    MaxCoalescingDelay: 0,
    VPortId: vport,
    FieldParameters: fields,
  };
}
