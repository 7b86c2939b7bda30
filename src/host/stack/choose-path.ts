import { adapterOf } from '../host-machine';
import type { Course, Steps } from '../testbed-course';
import { note } from './ask';
import { attachVf } from './attach-vf';
import { detachVf } from './detach-vf';
import { whyNotEligible } from './eligibility';
import { adapterUnder } from './switch-of-adapter';
import { holdersOn } from './vf-holder';
import { vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * The stack decides the path of a VM adapter: a VF where it may have one and one is free, or where a lower weight holds
 * one (XSW-IOV-10, XSW-IOV-23); the synthetic path otherwise, which is no error (VF-ATTACH-19). Says why in the log.
 */
export function* choosePath(course: Course, ref: VmAdapterRef): Steps<void> {
  const { iovWeight, attachment } = vmAdapter(course.testbed, ref);
  if (iovWeight === 0 || attachment !== undefined) return;
  const obstacle = whyNotEligible(course.testbed, ref) ?? (yield* attachWithRank(course, ref));
  if (obstacle !== undefined)
    note(course, ref, 'synthetic-path', { reason: obstacle.reason, rule: obstacle.rule ?? null });
}

/** Attach; when every VF is taken, the lowest weight below the own one gives way first. */
export function* attachWithRank(course: Course, ref: VmAdapterRef): Steps {
  const loser = weakestHolder(course, ref);
  if (loser !== undefined) {
    note(course, ref, 'vf-reassigned', { from: loser.partition });
    const refusal = yield* detachVf(course, loser);
    if (refusal !== undefined) return refusal;
  }
  return yield* attachVf(course, ref);
}

/** Undefined while a VF is free, or when nobody ranks lower. Of equals the one with the lowest VF. */
function weakestHolder(course: Course, ref: VmAdapterRef): VmAdapterRef | undefined {
  const own = vmAdapter(course.testbed, ref);
  const adapter = adapterUnder(course.testbed, own);
  if (adapter === undefined || isVfFree(course, adapter)) return undefined;
  const weight = (each: VmAdapterRef): number => vmAdapter(course.testbed, each).iovWeight;
  let weakest: VmAdapterRef | undefined;
  for (const each of holdersOn(course.testbed, adapter))
    if (weight(each) < (weakest === undefined ? own.iovWeight : weight(weakest))) weakest = each;
  return weakest;
}

function isVfFree(course: Course, adapter: string): boolean {
  const { ndis } = adapterOf(course.testbed.machine, adapter);
  return ndis.vfs.count < Number(ndis.nicSwitch?.NumVFs ?? 0);
}
