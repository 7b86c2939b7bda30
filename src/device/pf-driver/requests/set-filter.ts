import { filterId, vportId } from '../../../terms/switch-ids';
import { injectedFailure, withMembers } from '../oid-reply';
import { invalidParameter, type Refusal } from '../refusal';
import { filterTests } from './filter-tests';
import { sizeOf } from '../structures/layout';
import type { Parsed } from '../structures/member-type';
import { RECEIVE_FILTER_FIELD_PARAMETERS, RECEIVE_FILTER_PARAMETERS } from '../structures/receive-filter';
import { switchReply } from '../switch-answer';
import { createdSwitch } from '../vf-checks';

type Parameters = Parsed<typeof RECEIVE_FILTER_PARAMETERS>;

/** Sets one filter under the identifier that NDIS assigned (FILTER-SET-10). */
export const setFilter = withMembers(RECEIVE_FILTER_PARAMETERS, ({ context, state }, parameters) => {
  const nicSwitch = createdSwitch(state, 'FILTER-SET-03');
  if (!nicSwitch.ok) return nicSwitch.error;
  const fault = memberFault(parameters) ?? arrayFault(parameters);
  if (fault !== undefined) return fault;
  const tests = filterTests(parameters.FieldParameters);
  if (!tests.ok) return tests.error;
  const failure = injectedFailure(
    state,
    'filter-resources',
    'resources of the filter could not be allocated',
    'FILTER-SET-12',
  );
  if (failure !== undefined) return failure;
  const filter = filterId(parameters.FilterId);
  const set = context.parts.nicSwitch.setFilter(nicSwitch.value, {
    filter,
    vport: vportId(parameters.VPortId),
    ...tests.value,
  });
  return switchReply(state, set, { FilterId: filter, VPortId: parameters.VPortId });
});

function memberFault({ FilterType, QueueId, FilterId, RequestedFilterIdBitCount }: Parameters) {
  if (FilterType !== 'NdisReceiveFilterTypeVMQueue')
    return invalidParameter('SR-IOV supports NdisReceiveFilterTypeVMQueue alone', 'FILTER-SET-04');
  if (QueueId !== 0) return queueFault(QueueId, 'FILTER-SET-05');
  if (FilterId === 0) return invalidParameter('FilterId 0 is invalid', 'FILTER-PARAMS-02');
  return RequestedFilterIdBitCount === 0
    ? undefined
    : invalidParameter('RequestedFilterIdBitCount must be zero', 'FILTER-PARAMS-03');
}

/** With SR-IOV a VPort has no other queue identifier (VPORT-FLOW-11). */
export const queueFault = (queue: number, rule: string): Refusal | undefined =>
  queue === 0 ? undefined : invalidParameter(`queue ${queue} is not NDIS_DEFAULT_RECEIVE_QUEUE_ID`, rule);

/** The three members that describe the array must agree with it (FILTER-SET-08). */
function arrayFault(parameters: Parameters): Refusal | undefined {
  const count = parameters.FieldParameters.length;
  const offset = parameters.FieldParametersArrayOffset ?? sizeOf(RECEIVE_FILTER_PARAMETERS);
  const size = parameters.FieldParametersArrayElementSize ?? sizeOf(RECEIVE_FILTER_FIELD_PARAMETERS);
  if ((parameters.FieldParametersArrayNumElements ?? count) !== count)
    return invalidParameter(`FieldParametersArrayNumElements is not ${count}`, 'FILTER-SET-08');
  if (count > 0 && offset < sizeOf(RECEIVE_FILTER_PARAMETERS))
    return invalidParameter('the field parameters begin inside the structure', 'FILTER-SET-08');
  return size < sizeOf(RECEIVE_FILTER_FIELD_PARAMETERS)
    ? invalidParameter(`FieldParametersArrayElementSize ${size} is too small`, 'FILTER-SET-08')
    : undefined;
}
