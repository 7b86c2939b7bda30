import type { DeviceUpcall } from '../device-upcall';
import type { Course } from '../testbed-course';
import { delivered, type Carriage } from './journey';
import { wayThrough } from './origins';
import { boundSwitch } from '../stack/switch-of-adapter';

type PfIndication = Extract<DeviceUpcall, { kind: 'pf-indication' }>;

/**
 * A packet that the PF miniport indicates belongs to the extensible switch bound to it, which takes it at its external
 * port; without one the management OS's own protocols are bound and receive it.
 */
export function fromPf(
  course: Course,
  adapter: string,
  { indication, received }: PfIndication,
  giveBack: (adapter: string, indication: number) => readonly Carriage[],
): readonly Carriage[] {
  const journey = {
    ...wayThrough(course, adapter, received.token, received.hops),
    frame: received.frame,
  };
  const returned = returnOrHold(course, adapter, indication, giveBack);
  const above = boundSwitch(course.testbed, adapter);
  if (above === undefined) {
    delivered(course, journey, { kind: 'management-os' }, received.outOfBand);
    return returned;
  }
  if (above.externalPort === undefined) throw new Error('cannot happen: a bound switch has an external port');
  const ingress = {
    kind: 'ingress',
    switch: above.switch,
    port: above.externalPort,
    journey,
    outOfBand: received.outOfBand,
  } as const;
  return [ingress, ...returned];
}

/** NDIS gives a packet back at once, unless a scenario has it hold them (VPORT-DELETE-10). */
function returnOrHold(
  course: Course,
  adapter: string,
  indication: number,
  giveBack: (adapter: string, indication: number) => readonly Carriage[],
): readonly Carriage[] {
  const held = course.testbed.adapters.get(adapter)?.heldIndications;
  if (held === undefined) return giveBack(adapter, indication);
  course.testbed = {
    ...course.testbed,
    adapters: course.testbed.adapters.update(adapter, (each) => ({
      ...each,
      heldIndications: [...held, indication],
    })),
  };
  return [];
}
