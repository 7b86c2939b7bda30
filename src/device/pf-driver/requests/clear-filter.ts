import { filterId } from '../../../terms/switch-ids';
import { refusal } from '../refusal';
import { withMembers } from '../oid-reply';
import { RECEIVE_FILTER_CLEAR_PARAMETERS } from '../structures/receive-filter';
import { switchReply } from '../switch-answer';
import { createdSwitch } from '../vf-checks';
import { queueFault } from './set-filter';

/** An identifier that names no filter: NDIS_STATUS_FILE_NOT_FOUND (FILTER-CLEAR-03, OID-RFCLEAR-04). */
export const clearFilter = withMembers(
  RECEIVE_FILTER_CLEAR_PARAMETERS,
  ({ context, state }, { QueueId, FilterId }) => {
    const nicSwitch = createdSwitch(state, 'FILTER-CLEAR-03');
    if (!nicSwitch.ok) return refusal('NDIS_STATUS_FILE_NOT_FOUND', nicSwitch.error.reason, 'OID-RFCLEAR-04');
    const fault = queueFault(QueueId, 'FILTER-CLEAR-03');
    if (fault !== undefined) return fault;
    return switchReply(state, context.parts.nicSwitch.clearFilter(nicSwitch.value, filterId(FilterId)));
  },
);
