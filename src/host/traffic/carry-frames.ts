import type { DeviceRequest } from '../../device/device';
import { carry } from '../device-loop';
import type { HostCarrier } from '../host-carrier';
import type { DeviceUpcall } from '../device-upcall';
import { setMachine, type Course } from '../testbed-course';
import { unreachable } from '../../terms/result';
import { enterSwitch } from './enter-switch';
import { endsAtHopLimit } from './hop-limit';
import type { Carriage } from './journey';
import { onMedium } from './medium';
import { entersAdapter } from './origins';
import { takeUpcall } from './take-upcall';

/**
 * Carries copies of frames until each has reached its one end. First in, first out, so that frames keep their order.
 * No way leads in a circle where devices do what they should; what a faulty one sends round is ended at the hop limit.
 */
export function carryFrames(course: Course, first: readonly Carriage[]): void {
  const queue = first.map((carriage) => ({ carriage, legs: 0 }));
  for (let at = 0; at < queue.length; at++) {
    const { carriage, legs } = queue[at]!;
    if (endsAtHopLimit(course, legs, carriage)) continue;
    for (const next of carryOn(course, carriage)) queue.push({ carriage: next, legs: legs + 1 });
  }
}

/** Work on the machine, and everything that follows from it above the devices. */
export function onMachine<T>(course: Course, work: (carrier: HostCarrier) => T): T {
  const { value, upcalls } = quietly(course, work);
  if (upcalls.length > 0) carryFrames(course, upcalls.map(asCarriage));
  return value;
}

function carryOn(course: Course, carriage: Carriage): readonly Carriage[] {
  switch (carriage.kind) {
    case 'ingress':
      return enterSwitch(course, carriage);
    case 'pf-send': {
      const { adapter, vport, journey } = carriage;
      entersAdapter(course, adapter, journey);
      const { frame, token } = journey;
      return onDevice(course, adapter, { kind: 'pf-send', vport, frame, token });
    }
    case 'medium':
      return onMedium(course, carriage).flatMap(({ adapter, journey }) => {
        entersAdapter(course, adapter, journey);
        const { frame, token } = journey;
        return onDevice(course, adapter, { kind: 'wire-frame', frame, token });
      });
    case 'upcall':
      return takeUpcall(course, carriage.upcall, (adapter, indication) =>
        onDevice(course, adapter, { kind: 'pf-return', indication }),
      );
    default:
      return unreachable(carriage);
  }
}

const onDevice = (course: Course, adapter: string, request: DeviceRequest): readonly Carriage[] =>
  quietly(course, (carrier) => carrier.device(adapter, request)).upcalls.map(asCarriage);

const asCarriage = (upcall: DeviceUpcall): Carriage => ({ kind: 'upcall', upcall });

function quietly<T>(
  course: Course,
  work: (carrier: HostCarrier) => T,
): { readonly value: T; readonly upcalls: readonly DeviceUpcall[] } {
  const { machine, value, events, upcalls } = carry(course.testbed.machine, work);
  setMachine(course, machine);
  for (const event of events) course.events.push(event);
  return { value, upcalls };
}
