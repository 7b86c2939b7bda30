import { filterId, vportId } from '../../../terms/switch-ids';
import { firstRefusal, withMembers } from '../oid-reply';
import { RECEIVE_FILTER_MOVE_FILTER_PARAMETERS } from '../structures/receive-filter';
import { switchReply } from '../switch-answer';
import { createdSwitch } from '../vf-checks';
import { queueFault } from './set-filter';

/** Source and destination change in one step (FILTER-MOVE-02). */
export const moveFilter = withMembers(
  RECEIVE_FILTER_MOVE_FILTER_PARAMETERS,
  ({ context, state }, parameters) => {
    const nicSwitch = createdSwitch(state, 'FILTER-MOVE-03');
    if (!nicSwitch.ok) return nicSwitch.error;
    const fault = firstRefusal(
      queueFault(parameters.SourceQueueId, 'FILTER-MOVE-04'),
      queueFault(parameters.DestQueueId, 'FILTER-MOVE-04'),
    );
    if (fault !== undefined) return fault;
    const { FilterId, SourceVPortId, DestVPortId } = parameters;
    const moved = context.parts.nicSwitch.moveFilter(
      nicSwitch.value,
      filterId(FilterId),
      vportId(SourceVPortId),
      vportId(DestVPortId),
    );
    return switchReply(state, moved);
  },
);
