import { adapterOf } from '../host-machine';
import { vfId, type VfId } from '../../terms/function-id';
import type { OidRequest } from '../../terms/oid';
import { NDIS_DEFAULT_VPORT_ID, vportId } from '../../terms/switch-ids';
import type { Testbed } from '../testbed';
import type { Course } from '../testbed-course';
import { releaseHardware } from './release-vf';
import { holderOfVf } from './vf-holder';
import {
  attachmentOf,
  changeAttachment,
  changeVmAdapter,
  vmAdapter,
  type VmAdapterRef,
} from './vm-adapter-ref';

/**
 * A request that was made by hand, step by step, belongs to the stack's own bookkeeping all the same: what it took from a
 * partition's VF is gone from the partition's record too.
 * @param before the testbed in which the request was made, where what it deleted can still be found.
 */
export function recordRequest(
  course: Course,
  before: Testbed,
  adapter: string,
  { oid, members }: OidRequest,
): void {
  if (oid === 'OID_NIC_SWITCH_FREE_VF') {
    const ref = holder(before, adapter, vfId(Number(members.VFId)));
    if (ref !== undefined) releaseHardware(course, ref);
  }
  if (oid === 'OID_NIC_SWITCH_DELETE_VPORT') {
    const ref = holderOfVPort(before, adapter, Number(members.VPortId));
    if (ref !== undefined) changeAttachment(course, ref, { vport: undefined, stage: 'ALLOCATED' });
  }
  if (oid === 'OID_RECEIVE_FILTER_MOVE_FILTER') recordMove(course, before, adapter, members);
  if (oid === 'OID_RECEIVE_FILTER_CLEAR_FILTER')
    forgetFilter(course, before, adapter, Number(members.FilterId));
}

const holder = (testbed: Testbed, adapter: string, vf: VfId): VmAdapterRef | undefined =>
  holderOfVf(testbed, adapter, vf)?.ref;

function holderOfVPort(testbed: Testbed, adapter: string, vport: number): VmAdapterRef | undefined {
  const { device, state } = adapterOf(testbed.machine, adapter);
  const owner = device.view(state).nicSwitch?.vports.get(vport)?.function;
  return owner?.kind === 'vf' ? holder(testbed, adapter, owner.vf) : undefined;
}

/** Only filters of the partitions at either end can be meant. */
function recordMove(
  course: Course,
  before: Testbed,
  adapter: string,
  { FilterId, SourceVPortId, DestVPortId }: OidRequest['members'],
): void {
  const to = vportId(Number(DestVPortId));
  for (const end of [SourceVPortId, DestVPortId]) {
    const ref = holderOfVPort(before, adapter, Number(end));
    if (ref === undefined) continue;
    const { filters } = vmAdapter(course.testbed, ref);
    if (!filters.some((each) => each.filter === FilterId)) continue;
    const moved = filters.map((each) => (each.filter === FilterId ? { ...each, vport: to } : each));
    changeVmAdapter(course, ref, { filters: moved });
    stageAfterMove(course, ref);
  }
}

function stageAfterMove(course: Course, ref: VmAdapterRef): void {
  const { stage } = attachmentOf(course.testbed, ref);
  const steered = vmAdapter(course.testbed, ref).filters.some((each) => each.vport !== NDIS_DEFAULT_VPORT_ID);
  if (stage === 'PORTED' && steered) changeAttachment(course, ref, { stage: 'FILTERED' });
  if ((stage === 'FILTERED' || stage === 'REMOVED') && !steered)
    changeAttachment(course, ref, { stage: 'PORTED' });
}

function forgetFilter(course: Course, before: Testbed, adapter: string, id: number): void {
  const { device, state } = adapterOf(before.machine, adapter);
  const vport = device.view(state).nicSwitch?.filters.get(id)?.vport;
  const ref = vport === undefined ? undefined : holderOfVPort(before, adapter, vport);
  if (ref === undefined) return;
  const filters = vmAdapter(course.testbed, ref).filters.filter((each) => each.filter !== id);
  changeVmAdapter(course, ref, { filters });
  stageAfterMove(course, ref);
}
