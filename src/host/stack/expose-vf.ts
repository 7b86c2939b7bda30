import { addVfDevice } from '../platform/expose';
import type { Course, Steps } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { note, stackRefuses } from './ask';
import { callRefusal } from './call-refusal';
import { announceVf } from './vf-assignment';
import { attachmentOf, changeAttachment, partitionNamed, type VmAdapterRef } from './vm-adapter-ref';

/**
 * The guest learns of its VF: the stack notifies the VPCI VSP, the VSP the VSC over VMBus, the VSC puts the device on the
 * guest's bus, PnP finds it (VF-ATTACH-05 to VF-ATTACH-08). VFAssigned is announced once it is there (XSW-IOV-14).
 */
export function* exposeVf(course: Course, ref: VmAdapterRef): Steps {
  const { adapter, vf, serialNumber, stage } = attachmentOf(course.testbed, ref);
  if (stage === 'PORTED')
    return stackRefuses(`the filters of "${ref.partition}" are not on the VF's VPort`, 'VF-ATTACH-05');
  const { number: partition } = partitionNamed(course.testbed, ref.partition);
  note(course, ref, 'vsp-notification', { adapter, VFId: vf, attached: true });
  yield;
  const refusal = callRefusal(
    onMachine(course, (carrier) => addVfDevice(carrier, adapter, vf, { partition, serialNumber })),
  );
  if (refusal !== undefined) return refusal;
  changeAttachment(course, ref, { stage: 'EXPOSED' });
  announceVf(course, ref, true);
  return undefined;
}
