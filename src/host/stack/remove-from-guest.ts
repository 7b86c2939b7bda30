import { GuestAccess } from '../guest/guest-access';
import { haltVfMiniport } from '../guest/halt';
import { forgetVfMiniport, removeVfDevice, requestEject } from '../platform/expose';
import type { Course, Steps } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { note } from './ask';
import type { Detachment } from './detachment';
import { announceVf } from './vf-assignment';
import {
  attachmentOf,
  changeAttachment,
  changeVmAdapter,
  partitionNamed,
  vmAdapter,
  type VmAdapterRef,
} from './vm-adapter-ref';

type Manner = Detachment['manner'];

/**
 * The VSP asks the VSC to eject the device (VF-DETACH-02); a guest that does not answer in time loses it by surprise
 * (VF-DETACH-04). In both cases NetVSC is unbound before the miniport is halted (VF-DETACH-05), and the VM adapter stays.
 */
export function* removeFromGuest(course: Course, ref: VmAdapterRef, how: Detachment): Steps {
  const manner = how.manner === 'graceful' ? yield* askToEject(course, ref) : 'surprise';
  if (manner === 'surprise') yield* takeDevice(course, ref, manner);
  unbindNetVsc(course, ref);
  yield;
  haltMiniport(course, ref, manner);
  yield;
  if (manner === 'graceful') yield* takeDevice(course, ref, manner);
  unloadDriver(course, ref);
  announceVf(course, ref, false);
  const onVPort = vmAdapter(course.testbed, ref).filters.some((each) => each.vport !== 0);
  changeAttachment(course, ref, { stage: onVPort ? 'REMOVED' : 'PORTED' });
  return undefined;
}

/** @returns how the guest lets go. There is no clock: the time-out is an event. */
function* askToEject(course: Course, ref: VmAdapterRef): Steps<Manner> {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  onMachine(course, (carrier) => requestEject(carrier, adapter, vf));
  yield;
  if (partitionNamed(course.testbed, ref.partition).guest !== 'blocks-removal') return 'graceful';
  note(course, ref, 'removal-timeout', { adapter, VFId: vf });
  return 'surprise';
}

function* takeDevice(course: Course, ref: VmAdapterRef, manner: Manner): Steps<void> {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  onMachine(course, (carrier) => removeVfDevice(carrier, adapter, vf, manner));
  yield;
}

/** A guest whose driver never started has nothing to halt. */
function haltMiniport(course: Course, ref: VmAdapterRef, manner: Manner): void {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  onMachine(course, (carrier) => haltVfMiniport(new GuestAccess(carrier, adapter, vf), manner));
}

function unloadDriver(course: Course, ref: VmAdapterRef): void {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  onMachine(course, (carrier) => forgetVfMiniport(carrier, adapter, vf));
}

function unbindNetVsc(course: Course, ref: VmAdapterRef): void {
  const { netvsc } = vmAdapter(course.testbed, ref);
  if (!netvsc.bound) return;
  changeVmAdapter(course, ref, { netvsc: { ...netvsc, bound: false } });
  note(course, ref, 'netvsc-unbind');
}
