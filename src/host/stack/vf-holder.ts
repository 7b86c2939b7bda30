import type { VfId } from '../../terms/function-id';
import type { Party } from '../../terms/party';
import type { Course } from '../testbed-course';
import { installed, type InstalledAdapter, type Testbed } from '../testbed';
import type { VmAdapter } from './partition';
import { vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

export interface VfHolder {
  readonly ref: VmAdapterRef;
  readonly vmAdapter: VmAdapter;
}

/** The VM adapter that a VF serves. */
export function holderOfVf(testbed: Testbed, adapter: string, vf: VfId): VfHolder | undefined {
  const ref = testbed.adapters.get(adapter)?.holders.get(vf);
  return ref === undefined ? undefined : { ref, vmAdapter: vmAdapter(testbed, ref) };
}

/** All holders of VFs of an adapter, by VfId. */
export const holdersOn = (testbed: Testbed, adapter: string): readonly VmAdapterRef[] =>
  Array.from(installed(testbed, adapter).holders.values());

export function changeInstalled(
  course: Course,
  name: string,
  change: (adapter: InstalledAdapter) => Partial<InstalledAdapter>,
): void {
  const adapters = course.testbed.adapters.update(name, (adapter) => ({ ...adapter, ...change(adapter) }));
  if (adapters !== course.testbed.adapters) course.testbed = { ...course.testbed, adapters };
}

export const holdVf = (course: Course, adapter: string, vf: VfId, ref: VmAdapterRef): void =>
  changeInstalled(course, adapter, ({ holders }) => ({ holders: holders.set(vf, ref) }));

export const releaseVf = (course: Course, adapter: string, vf: VfId): void =>
  changeInstalled(course, adapter, ({ holders }) => ({ holders: holders.delete(vf) }));

export const vmAdapterParty = ({ partition, adapter }: VmAdapterRef): Party =>
  adapter === undefined ? { kind: 'partition', partition } : { kind: 'partition', partition, adapter };
