import type { Course } from '../testbed-course';
import { note } from './ask';
import type { NetVsc } from './partition';
import { markDataPath } from './vf-assignment';
import { changeVmAdapter, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * NetVSC switches the guest's data path and tells the management OS over VMBus. Both ends change in one step, so that no
 * frame meets one of them alone.
 */
export function switchDataPath(course: Course, ref: VmAdapterRef, dataPath: NetVsc['dataPath']): void {
  const { netvsc } = vmAdapter(course.testbed, ref);
  if (netvsc.dataPath === dataPath) return;
  changeVmAdapter(course, ref, { netvsc: { ...netvsc, dataPath } });
  markDataPath(course, ref, dataPath === 'VF');
  note(course, ref, 'data-path', { path: dataPath });
}
