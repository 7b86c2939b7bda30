import { vportId } from '../../terms/switch-ids';
import type { Course, Steps } from '../testbed-course';
import { refusalIn } from './ask';
import { askFor } from './ask-for';
import { policiesOf } from './port-policies';
import { vmAdapterName } from './partition';
import { attachmentOf, changeAttachment, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** A VF has exactly one nondefault VPort, active from its creation (VF-ATTACH-10, VF-ATTACH-13). */

export function* createVfVPort(course: Course, ref: VmAdapterRef): Steps {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  const answer = askFor(course, ref, adapter, 'OID_NIC_SWITCH_CREATE_VPORT', {
    AttachedFunctionId: vf,
    VPortName: vmAdapterName(ref.partition, ref.adapter),
    AllowMacSpoofing: policiesOf(course, ref)?.allowMacSpoofing ?? false,
    NumQueuePairs: vmAdapter(course.testbed, ref).queuePairs,
  });
  if (answer.kind === 'refused') return refusalIn(answer);
  changeAttachment(course, ref, { vport: vportId(Number(answer.members.VPortId)), stage: 'PORTED' });
  return undefined;
}
