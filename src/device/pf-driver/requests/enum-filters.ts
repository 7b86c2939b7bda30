import { usableSwitch } from '../../adapter-state';
import { succeeded, withMembers } from '../oid-reply';
import { invalidParameter, refusal } from '../refusal';
import {
  FILTER_INFO_ARRAY_FLAGS,
  RECEIVE_FILTER_INFO,
  RECEIVE_FILTER_INFO_ARRAY,
  RECEIVE_FILTER_PARAMETERS_QUERY,
} from '../structures/receive-filter';
import { enumeration } from './enumeration';
import { queueFault } from './set-filter';
import { filterMembers } from './filter-members';
import { createdSwitch } from '../vf-checks';

const ON_VPORT = FILTER_INFO_ARRAY_FLAGS.NDIS_RECEIVE_FILTER_INFO_ARRAY_VPORT_ID_SPECIFIED;

/** All filters, or those of one VPort (FILTER-ENUM-03); through NDIS the answer comes from its records. */
export const enumFilters = withMembers(
  RECEIVE_FILTER_INFO_ARRAY,
  ({ state }, { QueueId, Flags, VPortId }) => {
    const fault = queueFault(QueueId, 'FILTER-ENUM-02');
    if (fault !== undefined) return fault;
    const nicSwitch = usableSwitch(state);
    const onOne = (Flags & ON_VPORT) !== 0;
    if (onOne && nicSwitch?.vports.has(VPortId) !== true)
      return refusal('NDIS_STATUS_FAILURE', `there is no VPort ${VPortId}`, 'FILTER-ENUM-04');
    const filters = [...(nicSwitch?.filters.values() ?? [])];
    const elements = filters
      .filter(({ vport }) => !onOne || vport === VPortId)
      .map(({ id }) => ({ Flags: 0, FilterType: 'NdisReceiveFilterTypeVMQueue', FilterId: id }));
    return succeeded(state, enumeration(RECEIVE_FILTER_INFO_ARRAY, RECEIVE_FILTER_INFO, elements));
  },
);

/** One filter with its field parameters (FILTER-QUERY-04). */
export const queryFilterParameters = withMembers(
  RECEIVE_FILTER_PARAMETERS_QUERY,
  ({ state }, { QueueId, FilterId }) => {
    const nicSwitch = createdSwitch(state, 'FILTER-QUERY-02');
    if (!nicSwitch.ok) return nicSwitch.error;
    const fault = queueFault(QueueId, 'FILTER-QUERY-02');
    if (fault !== undefined) return fault;
    const filter = nicSwitch.value.filters.get(FilterId);
    return filter === undefined
      ? invalidParameter(`no filter ${FilterId} is set`, 'OID-RFPARAM-03')
      : succeeded(state, filterMembers(filter));
  },
);
