import { invalidParameter, type Refusal } from '../../device/pf-driver/refusal';
import type { Issuer, OidMembers } from '../../terms/oid';
import {
  NDIS_DEFAULT_RECEIVE_FILTER_ID,
  NDIS_DEFAULT_RECEIVE_QUEUE_ID,
  NDIS_DEFAULT_VPORT_ID,
} from '../../terms/switch-ids';
import { fileNotFound, type Verifier } from './admission';
import { sameIssuer, type NdisAdapter } from './ndis-adapter';

export const verifySetFilter: Verifier = ({ ndis, issued, members }) => {
  if (members.FilterType !== 'NdisReceiveFilterTypeVMQueue')
    return invalidParameter('VPorts know filters of type VMQueue only', 'FILTER-SET-04');
  if (members.QueueId !== NDIS_DEFAULT_RECEIVE_QUEUE_ID)
    return invalidParameter('QueueId must be the default receive queue', 'FILTER-SET-05');
  if ((members.FilterId ?? NDIS_DEFAULT_RECEIVE_FILTER_ID) !== NDIS_DEFAULT_RECEIVE_FILTER_ID)
    return invalidParameter('FilterId of a new filter must be 0', 'FILTER-SET-07');
  if ((members.FieldParameters as readonly OidMembers[]).length === 0)
    return invalidParameter('a filter needs a field to test', 'FILTER-SET-08');
  const fault = vportFault(ndis, issued.issuer, members.VPortId as number, 'FILTER-SET-06');
  return fault ?? { ...issued.request.members, FilterId: lowestFreeFilter(ndis) };
};

/** The default VPort is open to every driver (VPORT-DEFAULT-07), another one only to the driver that created it. */
function vportFault(ndis: NdisAdapter, issuer: Issuer, id: number, rule: string): Refusal | undefined {
  const vport = ndis.vports.get(id);
  if (vport === undefined) return invalidParameter(`there is no VPort ${id}`, rule);
  return id === NDIS_DEFAULT_VPORT_ID || sameIssuer(vport.owner, issuer)
    ? undefined
    : invalidParameter(`VPort ${id} was created by another driver`, rule);
}

function lowestFreeFilter(ndis: NdisAdapter): number {
  let id = ndis.filterHint;
  while (ndis.filters.has(id)) id++;
  return id;
}

export const verifyClearFilter: Verifier = ({ ndis, issued, members }) => {
  const filter = ndis.filters.get(members.FilterId as number);
  if (filter === undefined || members.QueueId !== NDIS_DEFAULT_RECEIVE_QUEUE_ID)
    return fileNotFound(`there is no filter ${members.FilterId as number}`, 'FILTER-CLEAR-03');
  return sameIssuer(filter.owner, issued.issuer)
    ? issued.request.members
    : fileNotFound(`filter ${members.FilterId as number} was set by another driver`, 'FILTER-CLEAR-02');
};

export const verifyMoveFilter: Verifier = ({ ndis, issued, members }) => {
  const { FilterId, SourceQueueId, DestQueueId, SourceVPortId, DestVPortId } = members;
  const filter = ndis.filters.get(FilterId as number);
  if (filter === undefined || !sameIssuer(filter.owner, issued.issuer))
    return invalidParameter(`no filter ${FilterId as number} of this driver`, 'FILTER-MOVE-03');
  if (SourceQueueId !== NDIS_DEFAULT_RECEIVE_QUEUE_ID || DestQueueId !== NDIS_DEFAULT_RECEIVE_QUEUE_ID)
    return invalidParameter('both queues must be the default receive queue', 'FILTER-MOVE-04');
  if (filter.members.VPortId !== SourceVPortId)
    return invalidParameter('the filter is not set on the source VPort', 'FILTER-MOVE-05');
  const fault = vportFault(ndis, issued.issuer, DestVPortId as number, 'FILTER-MOVE-06');
  return fault ?? issued.request.members;
};
