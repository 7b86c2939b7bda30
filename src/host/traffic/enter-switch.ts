import type { SwitchDelivery } from '../extensible-switch/forward';
import { forward } from '../extensible-switch/forward';
import { NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import type { Party } from '../../terms/party';
import type { SwitchOnHost } from '../testbed-switch';
import type { Course } from '../testbed-course';
import { vmAdapterParty } from '../stack/vf-holder';
import { logSwitchEvents, setSwitchState, switchNamed } from '../stack/on-switch';
import { delivered, dropped, passing, switchHop, type Carriage, type Journey } from './journey';

type Ingress = Extract<Carriage, { kind: 'ingress' }>;

/** A frame enters an extensible switch; its copies go to the guests at its ports, or down to the physical adapter. */
export function enterSwitch(course: Course, ingress: Ingress): readonly Carriage[] {
  const { switch: name, port, journey, outOfBand } = ingress;
  const { state } = switchNamed(course.testbed, name);
  const { now } = course.testbed;
  const options = outOfBand === undefined ? { now } : { now, outOfBand };
  const result = forward(state, port, journey.frame, options);
  setSwitchState(course, name, result.switch);
  logSwitchEvents(course, name, result.extensionEvents);
  const inside = passing(journey, switchHop(name));
  for (const { reason, rule } of result.drops) dropped(course, inside, reason, rule);
  const on = switchNamed(course.testbed, name);
  return result.deliveries.flatMap((delivery) => leaveSwitch(course, on, delivery, inside));
}

function leaveSwitch(
  course: Course,
  on: SwitchOnHost,
  { owner, frame, outOfBand }: SwitchDelivery,
  inside: Journey,
): readonly Carriage[] {
  const journey = { ...inside, frame };
  if (owner.kind !== 'external') {
    delivered(course, journey, partyOf(owner), outOfBand);
    return [];
  }
  if (on.adapter === undefined) throw new Error('cannot happen: an external port without an adapter');
  return [{ kind: 'pf-send', adapter: on.adapter, vport: NDIS_DEFAULT_VPORT_ID, journey }];
}

function partyOf(owner: Exclude<SwitchDelivery['owner'], { kind: 'external' }>): Party {
  if (owner.kind === 'management-os') return { kind: 'management-os' };
  return vmAdapterParty({ partition: owner.partition, adapter: owner.adapter });
}
