import { invalidParameter, notSupported, refusal, type Refusal } from '../../device/pf-driver/refusal';
import { sizeOf } from '../../device/pf-driver/structures/layout';
import type { StructureDescription } from '../../device/pf-driver/structures/member-type';
import { NIC_SWITCH_INFO, NIC_SWITCH_INFO_ARRAY } from '../../device/pf-driver/structures/nic-switch';
import {
  RECEIVE_FILTER_INFO,
  RECEIVE_FILTER_INFO_ARRAY,
} from '../../device/pf-driver/structures/receive-filter';
import { NIC_SWITCH_VF_INFO, NIC_SWITCH_VF_INFO_ARRAY } from '../../device/pf-driver/structures/vf';
import {
  NIC_SWITCH_VPORT_INFO,
  NIC_SWITCH_VPORT_INFO_ARRAY,
  VPORT_INFO_ARRAY_FLAGS,
} from '../../device/pf-driver/structures/vport';
import { NDIS_PF_FUNCTION_ID } from '../../terms/function-id';
import type { OidAnswer, OidMembers, OidName } from '../../terms/oid';
import { NDIS_DEFAULT_RECEIVE_QUEUE_ID, NDIS_DEFAULT_SWITCH_ID } from '../../terms/switch-ids';
import { succeeded, type Verification } from './admission';
import { switchInformation } from './switch-information';
import { namesTheSwitch } from './verify-switch';

type Query = (question: Verification) => OidAnswer;

/**
 * Queries that NDIS answers for the miniport (OID-ROUTE-02). An enumeration's elements stand in `Elements`, a list of
 * structures; FirstElementOffset, NumElements and ElementSize describe them as in the buffer.
 */
export const answerFromRecord: Query = (question) => {
  const { oid } = question.issued.request;
  const query = QUERIES[oid];
  return query === undefined ? attribute(question) : query(question);
};

/** Capabilities as registered in MiniportInitializeEx (PF-INIT-07 to -12). */
function attribute({ ndis, issued }: Verification): OidAnswer {
  const members = ndis.attributes[issued.request.oid];
  return members === undefined
    ? notSupported(`the miniport registered nothing that answers ${issued.request.oid}`)
    : succeeded(members);
}

const QUERIES: Readonly<Partial<Record<OidName, Query>>> = {
  OID_NIC_SWITCH_PARAMETERS: ({ ndis, members }) =>
    namesTheSwitch(ndis, members.SwitchId) && ndis.nicSwitch !== undefined
      ? succeeded(ndis.nicSwitch)
      : invalidParameter('no such switch', 'SWITCH-QUERY-02'),
  OID_NIC_SWITCH_ENUM_SWITCHES: (question) =>
    list(question, NIC_SWITCH_INFO_ARRAY, NIC_SWITCH_INFO, switchInformation(question.ndis)),
  OID_NIC_SWITCH_VF_PARAMETERS: ({ ndis, members }) => {
    const vf = ndis.vfs.get(members.VFId as number);
    return vf === undefined
      ? invalidParameter(`VFId ${members.VFId as number} is not allocated`, 'VF-QUERY-01')
      : succeeded(vf.members);
  },
  OID_NIC_SWITCH_ENUM_VFS: (question) =>
    question.members.SwitchId === NDIS_DEFAULT_SWITCH_ID
      ? list(question, NIC_SWITCH_VF_INFO_ARRAY, NIC_SWITCH_VF_INFO, recorded(question.ndis.vfs))
      : invalidParameter('no such switch', 'VF-ENUM-04'),
  OID_NIC_SWITCH_VPORT_PARAMETERS: ({ ndis, members }) => {
    const vport = ndis.vports.get(members.VPortId as number);
    return vport === undefined || !namesTheSwitch(ndis, members.SwitchId)
      ? invalidParameter(`there is no VPort ${members.VPortId as number}`, 'VPORT-QUERY-02')
      : succeeded(vport.members);
  },
  OID_NIC_SWITCH_ENUM_VPORTS: enumerateVPorts,
  OID_RECEIVE_FILTER_PARAMETERS: ({ ndis, members }) => {
    const filter = ndis.filters.get(members.FilterId as number);
    return filter === undefined || members.QueueId !== NDIS_DEFAULT_RECEIVE_QUEUE_ID
      ? invalidParameter(`there is no filter ${members.FilterId as number}`, 'OID-RFPARAM-03')
      : succeeded(filter.members);
  },
  OID_RECEIVE_FILTER_ENUM_FILTERS: enumerateFilters,
};

type RecordTable = Verification['ndis']['vfs'];
const recorded = (table: RecordTable): readonly OidMembers[] =>
  [...table.values()].map(({ members }) => members);

const { NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION: ON_FUNCTION } = VPORT_INFO_ARRAY_FLAGS;
const { NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_SWITCH: ON_SWITCH } = VPORT_INFO_ARRAY_FLAGS;

function enumerateVPorts(question: Verification): OidAnswer {
  const fault = vportQuestionFault(question);
  if (fault !== undefined) return fault;
  const { ndis, members } = question;
  const ofOne = ((members.Flags as number) & ON_FUNCTION) !== 0;
  const elements = recorded(ndis.vports)
    .filter((vport) => !ofOne || vport.AttachedFunctionId === members.AttachedFunctionId)
    .map((vport) => ({ ...vport, NumFilters: ndis.filtersOnVPort.get(vport.VPortId as number) ?? 0 }));
  return list(question, NIC_SWITCH_VPORT_INFO_ARRAY, NIC_SWITCH_VPORT_INFO, elements);
}

/** With Flags zero the identifiers are not looked at (VPORT-ENUM-06, -07, -08). */
function vportQuestionFault({ ndis, members }: Verification): Refusal | undefined {
  const flags = members.Flags as number;
  const both = ON_FUNCTION | ON_SWITCH;
  if ((flags & both) === both) return invalidParameter('the two flags exclude each other', 'VPORT-ENUM-07');
  if ((flags & both) !== 0 && members.SwitchId !== NDIS_DEFAULT_SWITCH_ID)
    return invalidParameter('no such switch', 'VPORT-ENUM-08');
  const id = members.AttachedFunctionId as number;
  const unknown = id !== NDIS_PF_FUNCTION_ID && !ndis.vfs.has(id);
  return (flags & ON_FUNCTION) !== 0 && unknown
    ? invalidParameter(`function ${id} is neither the PF nor an allocated VF`, 'OID-VPENUM-03')
    : undefined;
}

const VPORT_ID_SPECIFIED = 1;

function enumerateFilters(question: Verification): OidAnswer {
  const { ndis, members } = question;
  if (members.QueueId !== NDIS_DEFAULT_RECEIVE_QUEUE_ID)
    return refusal('NDIS_STATUS_FAILURE', 'no such receive queue', 'FILTER-ENUM-02');
  const ofOne = ((members.Flags as number) & VPORT_ID_SPECIFIED) !== 0;
  if (ofOne && !ndis.vports.has(members.VPortId as number))
    return refusal('NDIS_STATUS_FAILURE', `there is no VPort ${members.VPortId as number}`, 'FILTER-ENUM-04');
  const elements = recorded(ndis.filters)
    .filter((filter) => !ofOne || filter.VPortId === members.VPortId)
    .map(({ FilterType, FilterId }) => ({ Flags: 0, FilterType, FilterId }));
  return list(question, RECEIVE_FILTER_INFO_ARRAY, RECEIVE_FILTER_INFO, elements);
}

/** An array structure and its elements; a buffer that holds only the array is told what it needs (VF-ENUM-05, -06, -09). */
function list(
  { issued }: Verification,
  array: StructureDescription,
  element: StructureDescription,
  elements: readonly OidMembers[],
): OidAnswer {
  const [start, size] = [sizeOf(array), sizeOf(element)];
  const needed = start + elements.length * size;
  const { bufferLength } = issued.request;
  if (bufferLength !== undefined && bufferLength < needed)
    return {
      ...refusal('NDIS_STATUS_INVALID_LENGTH', `the information buffer needs ${needed} bytes`, 'VF-ENUM-09'),
      bytesNeeded: needed,
    };
  return succeeded({
    FirstElementOffset: start,
    NumElements: elements.length,
    ElementSize: size,
    Elements: elements,
  });
}
