import type { MacAddress } from '../../terms/mac-address';
import type { Course, Steps } from '../testbed-course';
import { steer } from './connect-vm-adapter';
import { currentAddress } from './current-address';
import { clearFilter, moveFilters } from './steering-filters';
import { adapterUnder } from './switch-of-adapter';
import { changeVmAdapter, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * Filters follow an address that the guest, or a policy, has changed on the switch (XSW-OFFLOAD-12): the new pair is set
 * where the former one is, on the default VPort or on the VF's, and then the former one stops matching. An address that
 * somebody else's filter holds is not set a second time (ruling 8); its frames stay that one's.
 */
export function* followAddress(course: Course, ref: VmAdapterRef, was: MacAddress): Steps {
  const adapter = adapterUnder(course.testbed, vmAdapter(course.testbed, ref));
  if (adapter === undefined || currentAddress(course, ref) === was) return undefined;
  const former = vmAdapter(course.testbed, ref).filters;
  changeVmAdapter(course, ref, { filters: [] });
  yield* steer(course, ref);
  const place = former[0]?.vport;
  if (place !== undefined) yield* moveFilters(course, ref, adapter, place);
  for (const { filter } of former) {
    const refusal = clearFilter(course, ref, adapter, filter);
    if (refusal !== undefined) return refusal;
    yield;
  }
  return undefined;
}
