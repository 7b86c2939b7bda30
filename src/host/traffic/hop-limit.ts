import { unreachable } from '../../terms/result';
import type { DeviceUpcall } from '../device-upcall';
import type { Course } from '../testbed-course';
import { dropped, type Carriage, type Journey } from './journey';
import { wayThrough } from './origins';

/**
 * Legs that a copy may go between devices, switches and the medium before it counts as going in a circle. The longest
 * way without a circle has six: out of a switch by one adapter, over the medium, by another adapter into its switch
 * (ingress, pf-send, upcall, medium, upcall, ingress). Twice that shows a circle in the evidence; no more, because a group
 * frame multiplies with every round.
 */
export const HOP_LIMIT = 12;

/**
 * Ends what has gone too far, each frame with a drop of its own.
 * @returns false for what carries no frame, or has come to its end: that goes on, since it leads nowhere.
 */
export function endsAtHopLimit(course: Course, legs: number, carriage: Carriage): boolean {
  if (legs < HOP_LIMIT) return false;
  const journey = carriage.kind === 'upcall' ? underWay(course, carriage.upcall) : carriage.journey;
  if (journey !== undefined) dropped(course, journey, 'hop-limit');
  return journey !== undefined;
}

function underWay(course: Course, upcall: DeviceUpcall): Omit<Journey, 'frame'> | undefined {
  switch (upcall.kind) {
    case 'wire-frame':
      return wayThrough(course, upcall.adapter, upcall.token, upcall.hops);
    case 'pf-indication':
      return wayThrough(course, upcall.adapter, upcall.received.token, upcall.received.hops);
    case 'guest-received':
    case 'dropped':
    case 'link-indication':
    case 'virtualization':
    case 'oid-completed':
      return undefined;
    default:
      return unreachable(upcall);
  }
}
