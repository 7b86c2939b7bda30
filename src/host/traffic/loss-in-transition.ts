import type { DeviceUpcall } from '../device-upcall';
import type { VfId } from '../../terms/function-id';
import type { DropReason, Hop } from '../../wire/trace';
import { holderOfVf } from '../stack/vf-holder';
import type { Course } from '../testbed-course';

type Dropped = Extract<DeviceUpcall, { kind: 'dropped' }>;

/** How a VF whose driver is not up looks to the device, from power-on to the packet filter. */
const WITHOUT_DRIVER: readonly DropReason[] = [
  'bus-master-disabled',
  'receive-disabled',
  'no-receive-buffer',
];

/**
 * A frame that a VF could not hand over because its driver does not run yet, or runs no more, while the filters already
 * steer to it, is the loss that ruling 18 and PATH-FAILOVER-10 speak of. Anything else keeps the device's word.
 */
export function lossInTransition(
  course: Course,
  { adapter, hops, reason, rule }: Dropped,
): { readonly reason: DropReason; readonly rule?: string | undefined } {
  const vf = WITHOUT_DRIVER.includes(reason) ? vfAtTheEnd(hops) : undefined;
  const holder = vf === undefined ? undefined : holderOfVf(course.testbed, adapter, vf)?.vmAdapter;
  const between = holder !== undefined && holder.attachment?.stage !== 'ACTIVE';
  return between ? { reason: 'declared-failover-loss', rule: 'PATH-FAILOVER-10' } : { reason, rule };
}

function vfAtTheEnd(hops: readonly Hop[]): VfId | undefined {
  const last = hops.at(-1);
  return last?.kind === 'function' && last.function.kind === 'vf' ? last.function.vf : undefined;
}
