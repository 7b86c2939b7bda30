import { configuration } from '../path/configuration.fixture';
import type { PathConfiguration } from '../path/configuration';
import {
  domainKey,
  partitionDomain,
  PF_DOMAIN,
  vfDomain,
  WIRE_DOMAIN,
  type Domain,
  type Facet,
} from '../terms/domain';
import { vfId } from '../terms/function-id';
import type { Json } from '../terms/json';
import type { Cell, Observation } from '../terms/observation';
import { Table } from '../terms/table';
import type { Sight } from './sight';

/** A testbed of cells alone, for specs: every domain has one cell of every facet that a case writes to. */
export type CellText = readonly [owner: Domain, facet: Facet, name: string, value: Json];

export const VF0 = vfDomain(vfId(0));
export const VF1 = vfDomain(vfId(1));
export const GUEST_OF_VF0 = partitionDomain('web');
export const GUEST_OF_VF1 = partitionDomain('db');
export const SYNTHETIC_GUEST = partitionDomain('legacy');
export const PF = PF_DOMAIN;
export const WIRE = WIRE_DOMAIN;

const cellOf = ([owner, facet, name, value]: CellText): Cell => ({ owner, facet, name, value });

/** One shelf of cells; cells of equal place get equal keys, so that two observations compare as versions of one. */
export function observationOf(cells: readonly CellText[]): Observation {
  const table = Table.of(cells.map((cell) => [keyOf(cell), cell] as const));
  return [{ name: 'cells', table, cells: (_key, value) => [cellOf(value as CellText)] }, ...owners()];
}

const places = new Map<string, number>();
function keyOf([owner, facet, name]: CellText): number {
  const place = `${domainKey(owner)}|${facet}|${name}`;
  const known = places.get(place) ?? places.size;
  places.set(place, known);
  return known;
}

/** VPort 1 and filter 1 are VF 0's, VPort 2 and filter 2 are VF 1's, the rest the PF's. */
const VPORTS = Table.of<Domain>([
  [0, PF],
  [1, VF0],
  [2, VF1],
]);

const owners = (): Observation => [
  {
    name: 'VPorts',
    table: VPORTS,
    cells: (key, owner) => [{ owner: owner as Domain, facet: 'vport', name: `VPort ${key}`, value: 1 }],
  },
  {
    name: 'receive filters',
    table: VPORTS,
    cells: (key, owner) => [{ owner: owner as Domain, facet: 'filters', name: `filter ${key}`, value: 1 }],
  },
];

export const HOLDERS: Readonly<Record<string, Domain>> = { web: VF0, db: VF1 };

export const sightOf = (
  cells: readonly CellText[],
  where: PathConfiguration = configuration(),
  holders: Readonly<Record<string, Domain>> = HOLDERS,
): Sight => ({
  observation: observationOf(cells),
  configuration: where,
  holderOf: (partition) => holders[partition],
});
