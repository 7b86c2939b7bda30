import type { DeviceUpcall } from '../device-upcall';
import { hostEvent } from '../host-event';
import type { Course } from '../testbed-course';
import { functionName } from '../../terms/function-id';
import { unreachable } from '../../terms/result';
import { fromPf } from './from-pf';
import { guestReceives } from './guest-receives';
import { lossInTransition } from './loss-in-transition';
import { dropped, type Carriage } from './journey';
import { wayThrough } from './origins';

/** What the host above the devices makes of something that left a device. */
export function takeUpcall(
  course: Course,
  upcall: DeviceUpcall,
  giveBack: (adapter: string, indication: number) => readonly Carriage[],
): readonly Carriage[] {
  const { adapter } = upcall;
  switch (upcall.kind) {
    case 'pf-indication':
      return fromPf(course, adapter, upcall, giveBack);
    case 'guest-received':
      guestReceives(course, upcall);
      return [];
    case 'wire-frame': {
      const way = wayThrough(course, adapter, upcall.token, upcall.hops);
      return [
        { kind: 'medium', from: { kind: 'adapter', adapter }, journey: { ...way, frame: upcall.frame } },
      ];
    }
    case 'dropped': {
      const { reason, rule } = lossInTransition(course, upcall);
      dropped(course, wayThrough(course, adapter, upcall.token, upcall.hops), reason, rule);
      return [];
    }
    case 'link-indication':
      course.events.push(
        hostEvent('link', adapter, { function: functionName(upcall.function), up: upcall.up }),
      );
      return [];
    case 'virtualization':
    case 'oid-completed':
      return [];
    default:
      return unreachable(upcall);
  }
}
