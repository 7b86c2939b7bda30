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
  const changes: OwnedChange[] = [];
  if (areInStep(before, after)) before.forEach((shelf, i) => shelfDifference(shelf, after[i], changes));
  else for (const [was, is] of pairs(before, after)) shelfDifference(was, is, changes);
  return changes;
}

const NOTHING: Table<unknown> = Table.empty<unknown>();

const areInStep = (before: Observation, after: Observation): boolean =>
  before.length === after.length && before.every((shelf, i) => shelf.name === after[i]?.name);

function pairs(
  before: Observation,
  after: Observation,
): readonly (readonly [Shelf | undefined, Shelf | undefined])[] {
  const names = new Set([...before, ...after].map((shelf) => shelf.name));
  const named = (side: Observation, name: string) => side.find((shelf) => shelf.name === name);
  return Array.from(names, (name) => [named(before, name), named(after, name)] as const);
}

function shelfDifference(was: Shelf | undefined, is: Shelf | undefined, into: OwnedChange[]): void {
  const earlier = was?.table ?? NOTHING;
  const later = is?.table ?? NOTHING;
  if (earlier === later) return;
  for (const entry of earlier.changesTo(later))
    compareCells(
      was === undefined || entry.was === undefined ? [] : was.cells(entry.key, entry.was, entry.is),
      is === undefined || entry.is === undefined ? [] : is.cells(entry.key, entry.is, entry.was),
      into,
    );
}

/** A cell whose owner changes is a change to both owners: gone from one, new at the other. */
export function cellDifference(before: readonly Cell[], after: readonly Cell[]): readonly OwnedChange[] {
  const changes: OwnedChange[] = [];
  compareCells(before, after, changes);
  return changes;
}

/** Cells of one entry nearly always come in one order; only from where they do not are they looked up by name. */
function compareCells(before: readonly Cell[], after: readonly Cell[], into: OwnedChange[]): void {
  let at = 0;
  for (; at < before.length && at < after.length; at++) {
    const was = before[at] as Cell;
    const is = after[at] as Cell;
    if (!isSameCell(was, is)) break;
    if (!sameJson(was.value, is.value)) into.push(change(was, was.value, is.value));
  }
  if (at < before.length || at < after.length) compareByName(before.slice(at), after.slice(at), into);
}

const isSameCell = (a: Cell, b: Cell): boolean =>
  a.name === b.name &&
  a.facet === b.facet &&
  (a.owner === b.owner || domainKey(a.owner) === domainKey(b.owner));

const cellKey = (cell: Cell): string => `${domainKey(cell.owner)}|${cell.facet}|${cell.name}`;

function compareByName(before: readonly Cell[], after: readonly Cell[], into: OwnedChange[]): void {
  const later = new Map(after.map((cell) => [cellKey(cell), cell]));
  for (const cell of before) {
    const key = cellKey(cell);
    const now = later.get(key)?.value ?? null;
    later.delete(key);
    if (!sameJson(cell.value, now)) into.push(change(cell, cell.value, now));
  }
  for (const cell of later.values()) if (cell.value !== null) into.push(change(cell, null, cell.value));
}

const change = (cell: Cell, was: Json, is: Json): OwnedChange => ({
  owner: cell.owner,
  facet: cell.facet,
  cell: cell.name,
  was,
  is,
});
