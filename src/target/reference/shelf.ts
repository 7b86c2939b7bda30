import type { Domain, Facet } from '../../terms/domain';
import type { Json } from '../../terms/json';
import type { Cell, Shelf } from '../../terms/observation';
import type { Table } from '../../terms/table';

export type Row = readonly [facet: Facet, name: string, value: Json];

export function shelf<V>(
  name: string,
  table: Table<V>,
  ownerOf: (key: number, value: V) => Domain,
  rows: (value: V, key: number) => readonly Row[],
): Shelf {
  const cells = (key: number, value: V): readonly Cell[] => {
    const owner = ownerOf(key, value);
    return rows(value, key).map(([facet, cell, content]) => ({ owner, facet, name: cell, value: content }));
  };
  const typed: Shelf<V> = { name, table, cells };
  return typed;
}
