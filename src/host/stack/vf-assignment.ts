import { setVfAssigned, setVfDataPath } from '../extensible-switch/vf-assignment';
import type { Course } from '../testbed-course';
import { onSwitch } from './on-switch';
import { vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** VFAssigned of the switch's adapter, announced by NIC_UPDATED (XSW-IOV-14). */
export function announceVf(course: Course, ref: VmAdapterRef, assigned: boolean): void {
  const { switch: name, port } = vmAdapter(course.testbed, ref);
  if (name !== undefined && port !== undefined)
    onSwitch(course, name, (state) => setVfAssigned(state, port, assigned));
}

/** The switch sends frames for the adapter to its external port, or to the adapter's own again (XSW-IOV-42). */
export function markDataPath(course: Course, ref: VmAdapterRef, onVf: boolean): void {
  const { switch: name, port } = vmAdapter(course.testbed, ref);
  if (name !== undefined && port !== undefined)
    onSwitch(course, name, (state) => setVfDataPath(state, port, onVf));
}
