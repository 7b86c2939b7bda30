import type { Course, Refusal, Steps } from '../testbed-course';
import { allocateVf } from './allocate-vf';
import { stackRefuses } from './ask';
import { createVfVPort } from './create-vf-vport';
import { detachVf } from './detach-vf';
import { whyNotEligible } from './eligibility';
import { exposeVf } from './expose-vf';
import { startVfDriver } from './start-vf-driver';
import { moveFilters } from './steering-filters';
import { reached, type AttachStage } from './vf-stage';
import { attachmentOf, changeAttachment, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * The documented sequence (XSW-IOV-29, ruling 18): allocate, VPort, filters, expose; the guest's driver and NetVSC then
 * make the VF path active. Goes on from where an earlier part of it stopped, and no further than `upTo`. A step that is
 * refused undoes what went before (VF-ATTACH-22): the partition stays on the synthetic path.
 */
export function* attachVf(course: Course, ref: VmAdapterRef, upTo: AttachStage = 'ACTIVE'): Steps {
  const { attachment } = vmAdapter(course.testbed, ref);
  if (attachment?.stage === 'ACTIVE')
    return stackRefuses(`"${ref.partition}" has a VF already`, 'VF-ATTACH-18');
  const ineligible = attachment === undefined ? whyNotEligible(course.testbed, ref, 'demand') : undefined;
  if (ineligible !== undefined) return ineligible;
  for (const part of PARTS) {
    if (!reached(upTo, part.to) || reached(stageOf(course, ref), part.to)) continue;
    const refusal = yield* part.run(course, ref);
    if (refusal !== undefined) return yield* undo(course, ref, refusal);
    yield;
  }
  return undefined;
}

interface Part {
  readonly to: AttachStage;
  readonly run: (course: Course, ref: VmAdapterRef) => Steps;
}

const PARTS: readonly Part[] = [
  { to: 'ALLOCATED', run: allocateVf },
  { to: 'PORTED', run: createVfVPort },
  { to: 'FILTERED', run: steerToVf },
  { to: 'EXPOSED', run: exposeVf },
  { to: 'ACTIVE', run: startVfDriver },
];

const stageOf = (course: Course, ref: VmAdapterRef): AttachStage =>
  vmAdapter(course.testbed, ref).attachment?.stage ?? 'RESERVED';

function* steerToVf(course: Course, ref: VmAdapterRef): Steps {
  const { adapter, vport } = attachmentOf(course.testbed, ref);
  if (vport === undefined) throw new Error('cannot happen: a PORTED VF has a VPort');
  const refusal = yield* moveFilters(course, ref, adapter, vport);
  if (refusal === undefined) changeAttachment(course, ref, { stage: 'FILTERED' });
  return refusal;
}

function* undo(course: Course, ref: VmAdapterRef, refusal: Refusal): Steps {
  if (vmAdapter(course.testbed, ref).attachment !== undefined)
    yield* detachVf(course, ref, { manner: 'graceful', downTo: 'RESERVED' });
  return refusal;
}
