import { NDIS_INVALID_RID, NDIS_INVALID_VF_FUNCTION_ID } from '../../../terms/function-id';
import { ARRAY_MEMBERS, FLAGS, SWITCH_ID, VF_ID, ulong, ushort } from './shorthand';
import { structure } from './member-type';

const NAMES_AND_ADDRESSES = [
  { name: 'VMName', type: { kind: 'text' }, default: '' },
  { name: 'VMFriendlyName', type: { kind: 'text' }, default: '' },
  { name: 'NicName', type: { kind: 'text' }, default: '' },
  { name: 'MacAddressLength', type: ushort, default: 6 },
  { name: 'PermanentMacAddress', type: { kind: 'mac' } },
  { name: 'CurrentMacAddress', type: { kind: 'mac' } },
] as const;

/** VFId and RequestorId go in as "invalid" and come out as the VF's (VF-ALLOC-03, VF-ALLOC-04). */
export const NIC_SWITCH_VF_PARAMETERS = structure({
  name: 'NDIS_NIC_SWITCH_VF_PARAMETERS',
  revisions: [1],
  members: [
    FLAGS,
    SWITCH_ID,
    ...NAMES_AND_ADDRESSES,
    { name: 'VFId', type: ushort, direction: 'in-out', default: NDIS_INVALID_VF_FUNCTION_ID },
    { name: 'RequestorId', type: ulong, direction: 'in-out', default: NDIS_INVALID_RID },
  ],
});

/** The same structure as a question: only VFId is read (VF-QUERY-03). */
export const NIC_SWITCH_VF_PARAMETERS_QUERY = structure({
  name: 'NDIS_NIC_SWITCH_VF_PARAMETERS',
  revisions: [1],
  members: [
    FLAGS,
    SWITCH_ID,
    { name: 'VMName', type: { kind: 'text' }, direction: 'out' },
    { name: 'VMFriendlyName', type: { kind: 'text' }, direction: 'out' },
    { name: 'NicName', type: { kind: 'text' }, direction: 'out' },
    { name: 'MacAddressLength', type: ushort, direction: 'out' },
    { name: 'PermanentMacAddress', type: { kind: 'mac' }, direction: 'out' },
    { name: 'CurrentMacAddress', type: { kind: 'mac' }, direction: 'out' },
    VF_ID,
    { name: 'RequestorId', type: ulong, direction: 'out' },
  ],
});

export const NIC_SWITCH_FREE_VF_PARAMETERS = structure({
  name: 'NDIS_NIC_SWITCH_FREE_VF_PARAMETERS',
  revisions: [1],
  members: [FLAGS, VF_ID],
});

export const NIC_SWITCH_VF_INFO_ARRAY = structure({
  name: 'NDIS_NIC_SWITCH_VF_INFO_ARRAY',
  revisions: [1],
  members: [
    {
      name: 'Flags',
      type: { kind: 'flags', values: { NDIS_NIC_SWITCH_VF_INFO_ARRAY_ENUM_ON_SPECIFIC_SWITCH: 1 } },
      default: 0,
    },
    SWITCH_ID,
    ...ARRAY_MEMBERS,
  ],
});

/** One element of the answer to OID_NIC_SWITCH_ENUM_VFS: the descriptive members of the parameters (DDI-VFINFO-01). */
export const NIC_SWITCH_VF_INFO = structure({
  name: 'NDIS_NIC_SWITCH_VF_INFO',
  revisions: [1],
  members: NIC_SWITCH_VF_PARAMETERS.members,
});
