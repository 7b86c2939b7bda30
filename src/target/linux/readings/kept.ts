import { sameJson } from '../../../isolation/same-json';
import type { Json } from '../../../terms/json';
import type { Table } from '../../../terms/table';

/** What reads the same as before is the same object, so that differences cost what changed. */
export const kept = <T>(was: T | undefined, is: T): T =>
  was !== undefined && sameJson(was as Json, is as Json) ? was : is;

/** @param keep keys that were not read now: they stay as they are. */
export function keptTable<T>(
  was: Table<T>,
  read: Iterable<readonly [number, T]>,
  keep: (key: number) => boolean,
): Table<T> {
  let table = was;
  const fresh = new Map(read);
  for (const key of was.keys()) if (!fresh.has(key) && !keep(key)) table = table.delete(key);
  for (const [key, value] of fresh) table = table.set(key, kept(was.get(key), value));
  return table;
}
