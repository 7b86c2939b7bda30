import type { ExtensibleSwitch } from '../extensible-switch/extensible-switch';
import type { SwitchEvent } from '../extensible-switch/switch-event';
import type { SwitchOutcome, SwitchResult } from '../extensible-switch/switch-outcome';
import { hostEvent } from '../host-event';
import type { Json } from '../../terms/json';
import type { Testbed } from '../testbed';
import type { SwitchOnHost } from '../testbed-switch';
import type { Course, Refusal } from '../testbed-course';

/** @throws if there is none: names are checked where they are read. */
export function switchNamed(testbed: Testbed, name: string): SwitchOnHost {
  const found = testbed.switches.get(name);
  if (found === undefined) throw new Error(`cannot happen: no extensible switch "${name}"`);
  return found;
}

export function changeSwitch(course: Course, name: string, change: Partial<SwitchOnHost>): void {
  const switches = course.testbed.switches.update(name, (each) => ({ ...each, ...change }));
  if (switches !== course.testbed.switches) course.testbed = { ...course.testbed, switches };
}

export function setSwitchState(course: Course, name: string, state: ExtensibleSwitch): void {
  if (state !== switchNamed(course.testbed, name).state) changeSwitch(course, name, { state });
}

/** Applies a request to a switch and logs what happened in it. */
export function onSwitch(
  course: Course,
  name: string,
  request: (state: ExtensibleSwitch) => SwitchResult,
): SwitchOutcome {
  const result = request(switchNamed(course.testbed, name).state);
  setSwitchState(course, name, result.switch);
  logSwitchEvents(course, name, result.events);
  return result.outcome;
}

export function logSwitchEvents(course: Course, name: string, events: readonly SwitchEvent[]): void {
  for (const event of events) course.events.push(asHostEvent(name, event));
}

/** Requests of the switch are `switch-oid`, or `nic-updated` where they announce a changed adapter. */
function asHostEvent(name: string, event: SwitchEvent): ReturnType<typeof hostEvent> {
  const details = plain(event);
  if (event.kind !== 'oid') return hostEvent(`switch-${event.kind}`, name, details);
  const what = event.oid === 'OID_SWITCH_NIC_UPDATED' ? 'nic-updated' : 'switch-oid';
  return hostEvent(what, name, { ...details, ...event.details });
}

/** Told by the name of the event, or merged with the other members. */
const APART: readonly string[] = ['kind', 'details'];

const plain = (members: object): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(members).filter(([key, value]) => value !== undefined && !APART.includes(key)),
  );

/** The refusal in an outcome; a request that waits for references is one too, for the scenario at hand. */
export function refusalOf(outcome: SwitchOutcome): Refusal | undefined {
  if (outcome.kind === 'success') return undefined;
  const { reason, rule } = outcome;
  return outcome.kind === 'pending'
    ? { status: 'NDIS_STATUS_PENDING', reason, rule, by: 'extensible switch' }
    : { status: outcome.status, reason, rule, by: outcome.by };
}
