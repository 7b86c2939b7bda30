import { domainKey, type Domain, type Facet } from '../terms/domain';
import type { Json } from '../terms/json';
import type { Cell, Observation, Shelf } from '../terms/observation';
import { Table } from '../terms/table';
import { sameJson } from './same-json';

/** One cell that is not what it was. A missing cell reads as null on that side. */
export interface OwnedChange {
  readonly owner: Domain;
  readonly facet: Facet;
  readonly cell: string;
  readonly was: Json;
  readonly is: Json;
}

/**
 * Cells that differ between two snapshots. Costs what changed, never what exists: unchanged entries are the same objects
 * and are not looked at. A shelf that is on one side only reads as empty on the other.
 */
export function difference(before: Observation, after: Observation): readonly OwnedChange[] {
  if (before === after) return [];
  return pairs(before, after).flatMap(([was, is]) => shelfDifference(was, is));
}

const NOTHING: Table<unknown> = Table.empty<unknown>();

function pairs(
  before: Observation,
  after: Observation,
): readonly (readonly [Shelf | undefined, Shelf | undefined])[] {
  const inStep = before.length === after.length && before.every((shelf, i) => shelf.name === after[i]?.name);
  if (inStep) return before.map((shelf, i) => [shelf, after[i]] as const);
  const names = new Set([...before, ...after].map((shelf) => shelf.name));
  const named = (side: Observation, name: string) => side.find((shelf) => shelf.name === name);
  return Array.from(names, (name) => [named(before, name), named(after, name)] as const);
}

function shelfDifference(was: Shelf | undefined, is: Shelf | undefined): readonly OwnedChange[] {
  const earlier = was?.table ?? NOTHING;
  const later = is?.table ?? NOTHING;
  if (earlier === later) return [];
  return earlier
    .changesTo(later)
    .flatMap((change) =>
      cellDifference(
        was === undefined || change.was === undefined ? [] : was.cells(change.key, change.was),
        is === undefined || change.is === undefined ? [] : is.cells(change.key, change.is),
      ),
    );
}

const cellKey = (cell: Cell): string => `${domainKey(cell.owner)}|${cell.facet}|${cell.name}`;

/** A cell whose owner changes is a change to both owners: gone from one, new at the other. */
export function cellDifference(before: readonly Cell[], after: readonly Cell[]): readonly OwnedChange[] {
  const later = new Map(after.map((cell) => [cellKey(cell), cell]));
  const changes: OwnedChange[] = [];
  for (const cell of before) {
    const key = cellKey(cell);
    const now = later.get(key);
    later.delete(key);
    if (now === undefined || !sameJson(cell.value, now.value))
      changes.push(change(cell, cell.value, now === undefined ? null : now.value));
  }
  for (const cell of later.values()) if (cell.value !== null) changes.push(change(cell, null, cell.value));
  return changes.filter((each) => !sameJson(each.was, each.is));
}

const change = (cell: Cell, was: Json, is: Json): OwnedChange => ({
  owner: cell.owner,
  facet: cell.facet,
  cell: cell.name,
  was,
  is,
});
