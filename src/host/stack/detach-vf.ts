import { NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import type { Course, Refusal, Steps } from '../testbed-course';
import { note, refusalIn, stackRefuses } from './ask';
import { askFor } from './ask-for';
import { switchDataPath } from './data-path';
import { WHOLLY, type Detachment } from './detachment';
import { releaseHardware } from './release-vf';
import { removeFromGuest } from './remove-from-guest';
import { moveFilters } from './steering-filters';
import { reached, type AttachStage } from './vf-stage';
import { attachmentOf, changeAttachment, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * Takes a VF away again (XSW-IOV-30, ruling 18). NetVSC sends by the synthetic path before anything is torn down, and
 * the filters go to the default VPort while the VF still receives; so at no moment is a frame for the partition steered
 * to where nobody takes it, and none comes twice. Only then is the device removed and the VF given back.
 */
export function* detachVf(course: Course, ref: VmAdapterRef, how: Detachment = WHOLLY): Steps {
  const { attachment } = vmAdapter(course.testbed, ref);
  if (attachment === undefined) return stackRefuses(`"${ref.partition}" has no VF`, 'VF-DETACH-01');
  const { adapter, vf } = attachment;
  note(course, ref, 'vsp-notification', { adapter, VFId: vf, attached: false });
  yield;
  for (const part of PARTS) {
    if (!part.isDue(how, attachmentOf(course.testbed, ref).stage)) continue;
    const refusal = yield* part.run(course, ref, how);
    if (refusal !== undefined) return refusal;
    yield;
  }
  if (how.downTo === 'RESERVED') releaseHardware(course, ref);
  return undefined;
}

interface Part {
  readonly isDue: (how: Detachment, stage: AttachStage) => boolean;
  readonly run: (course: Course, ref: VmAdapterRef, how: Detachment) => Steps;
}

const below = (how: Detachment, stage: AttachStage): boolean => !reached(how.downTo, stage);
const inGuest = (stage: AttachStage): boolean => stage === 'EXPOSED' || stage === 'ACTIVE';

const PARTS: readonly Part[] = [
  { isDue: (how, stage) => stage === 'ACTIVE' && below(how, 'ACTIVE'), run: toSyntheticPath },
  { isDue: (how) => below(how, 'FILTERED'), run: filtersHome },
  { isDue: (how, stage) => inGuest(stage) && below(how, 'EXPOSED'), run: removeFromGuest },
  { isDue: (how) => below(how, 'PORTED'), run: deleteVPort },
  { isDue: (how) => how.downTo === 'RESERVED', run: resetVf },
  { isDue: (how) => how.downTo === 'RESERVED', run: freeVf },
];

function* toSyntheticPath(course: Course, ref: VmAdapterRef): Steps {
  switchDataPath(course, ref, 'synthetic');
  changeAttachment(course, ref, { stage: 'EXPOSED' });
  return undefined;
}

function* filtersHome(course: Course, ref: VmAdapterRef): Steps {
  const { adapter, stage } = attachmentOf(course.testbed, ref);
  const refusal = yield* moveFilters(course, ref, adapter, NDIS_DEFAULT_VPORT_ID);
  if (refusal === undefined && !inGuest(stage) && stage !== 'ALLOCATED')
    changeAttachment(course, ref, { stage: 'PORTED' });
  return refusal;
}

function* deleteVPort(course: Course, ref: VmAdapterRef): Steps {
  const { adapter, vport } = attachmentOf(course.testbed, ref);
  if (vport === undefined) return undefined;
  const refusal = refusalIn(askFor(course, ref, adapter, 'OID_NIC_SWITCH_DELETE_VPORT', { VPortId: vport }));
  if (refusal === undefined) changeAttachment(course, ref, { vport: undefined, stage: 'ALLOCATED' });
  return refusal;
}

function* resetVf(course: Course, ref: VmAdapterRef): Steps {
  return onVf(course, ref, 'OID_SRIOV_RESET_VF');
}

function* freeVf(course: Course, ref: VmAdapterRef): Steps {
  return onVf(course, ref, 'OID_NIC_SWITCH_FREE_VF');
}

function onVf(
  course: Course,
  ref: VmAdapterRef,
  oid: 'OID_SRIOV_RESET_VF' | 'OID_NIC_SWITCH_FREE_VF',
): Refusal | undefined {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  return refusalIn(askFor(course, ref, adapter, oid, { VFId: vf }));
}
