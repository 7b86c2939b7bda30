import type { PathConfiguration } from '../path/configuration';
import type { Facet } from '../terms/domain';
import type { Observation } from '../terms/observation';
import type { OwnedChange } from './difference';
import type { LawId } from './law-of';
import { concernsQueues, concernsRoutingIds, QUEUE_SHELF, queueRangesIn, routingIdsIn } from './invariants';
import { VPORT_SHELF, type Sight } from './sight';
import { VF_SHELF } from './unheld-vfs';

/**
 * Laws that a look at the state decides, whether they hold or not: only where something that a law speaks of has changed
 * since the last look, and where there are two that could have come into each other's way. What a target does not show
 * as its own (its VPorts, who holds a VF) and the kit has written down itself proves nothing about that target.
 * @param changed facets in which anybody's cells have changed since the last look.
 */
export function lawsOfConfiguration(
  { configuration, observation }: Pick<Sight, 'configuration' | 'observation'>,
  changed: ReadonlySet<Facet>,
): readonly LawId[] {
  const decided: readonly (readonly [LawId, boolean])[] = [
    ['ISO-LAW-10', changedAny(changed, OF_VPORTS) && entriesOn(observation, VPORT_SHELF) > 1],
    ['ISO-LAW-11', changed.has('filters') && configuration.adapters.some((each) => each.filters.length > 1)],
    [
      'ISO-LAW-14',
      changed.has('lifecycle') && entriesOn(observation, VF_SHELF) > 0 && heldVfCount(configuration) > 1,
    ],
  ];
  return decided.flatMap(([law, could]) => (could ? [law] : []));
}

/** What the existence of VPorts, and of what is set on them, hangs on. */
const OF_VPORTS: readonly Facet[] = ['vport', 'filters', 'lifecycle', 'capability', 'switch'];

const changedAny = (changed: ReadonlySet<Facet>, facets: readonly Facet[]): boolean =>
  facets.some((facet) => changed.has(facet));

const heldVfCount = ({ partitions }: PathConfiguration): number =>
  partitions.filter(({ vf, adapter }) => vf !== undefined && adapter !== undefined).length;

/** Of the adapter that has most. */
const entriesOn = (observation: Observation, name: string): number =>
  Math.max(0, ...shelvesNamed(observation, name).map((shelf) => shelf.table.count));

const shelvesNamed = (observation: Observation, name: string): Observation =>
  observation.filter((shelf) => shelf.name === name || shelf.name.endsWith(`/${name}`));

/** Only who shows who holds what can be found to have lost or doubled it (ISO-LAW-09). */
export const showsPools = (observation: Observation): boolean =>
  shelvesNamed(observation, QUEUE_SHELF).length > 0;

/** The same of the invariants over cells, which are looked at when such a cell has changed. */
export function lawsOfCells(observation: Observation, changes: readonly OwnedChange[]): readonly LawId[] {
  const functions = changes.some(concernsRoutingIds) && isSeveral(routingIdsIn(observation));
  const queues = changes.some(concernsQueues) && isSeveral(queueRangesIn(observation));
  return [...(functions ? ['ISO-LAW-14' as const] : []), ...(queues ? ['ISO-LAW-09' as const] : [])];
}

function isSeveral(cells: Iterator<unknown>): boolean {
  cells.next();
  return cells.next().done !== true;
}
