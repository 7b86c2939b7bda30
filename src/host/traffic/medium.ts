import { adapterOf } from '../host-machine';
import type { Course } from '../testbed-course';
import type { Testbed } from '../testbed';
import { stationParty, stationsFor } from './external-network';
import { delivered, dropped, type Carriage, type Journey } from './journey';

/** A frame that the external network brings to an adapter's physical port. */
export interface Arrival {
  readonly adapter: string;
  readonly journey: Journey;
}

type OnMedium = Extract<Carriage, { kind: 'medium' }>;

/**
 * One shared medium: a frame that left an adapter reaches the stations it concerns and every other adapter with a link;
 * a station's frame reaches every adapter with a link (what stations say to each other is nobody's business here).
 */
export function onMedium(course: Course, { from, journey }: OnMedium): readonly Arrival[] {
  const source = from.kind === 'adapter' ? from.adapter : undefined;
  const linked = adaptersWithLink(course.testbed).filter((adapter) => adapter !== source);
  if (from.kind === 'adapter')
    for (const station of stationsFor(course.testbed.stations, journey.frame))
      delivered(course, journey, stationParty(station));
  else if (linked.length === 0) dropped(course, journey, 'link-down', 'ruling 11');
  return linked.map((adapter) => ({ adapter, journey }));
}

const adaptersWithLink = ({ adapters, machine }: Testbed): readonly string[] =>
  Array.from(adapters.values(), (each) => each.adapter).filter((name) => {
    const { device, state } = adapterOf(machine, name);
    return device.view(state).link === 'up';
  });
