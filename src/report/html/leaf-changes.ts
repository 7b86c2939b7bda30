import type { Change } from '../compliance';

interface LeafChange {
  readonly name: string;
  readonly was: unknown;
  readonly is: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A changed cell as the members of it that differ: of a table of counters the one that counted. */
export function leafChanges({ cell, was, is }: Pick<Change, 'cell' | 'was' | 'is'>): readonly LeafChange[] {
  return leaves(cell, was, is);
}

function leaves(name: string, was: unknown, is: unknown): readonly LeafChange[] {
  if (!isRecord(was) || !isRecord(is))
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ name, was, is }];
  const members = Array.from(new Set([...Object.keys(was), ...Object.keys(is)]));
  return members.flatMap((member) => leaves(`${name} · ${member}`, was[member], is[member]));
}
