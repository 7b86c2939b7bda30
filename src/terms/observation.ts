import type { Domain, Facet } from './domain';
import type { Json } from './json';
import type { Table } from './table';

/** One piece of state: who owns it, what kind it is, what it is called, what it holds. */
export interface Cell {
  readonly owner: Domain;
  readonly facet: Facet;
  /** Unique within owner and facet, for people: `VPort 2 state`, `BAR0+0x40`. */
  readonly name: string;
  readonly value: Json;
}

/**
 * One persistent table of a subject's state, and how an entry of it reads as cells. Only changed entries are ever
 * turned into cells, so the cost of a difference does not grow with the number of VFs.
 */
export interface Shelf<V = unknown> {
  readonly name: string;
  readonly table: Table<V>;
  /**
   * @param unlike the same entry in another snapshot, for a difference: what is the same object in both may be left out.
   */
  cells(key: number, value: V, unlike?: V): readonly Cell[];
}

/** A snapshot: everything that any domain can observe. Two snapshots of one subject list the same shelves in the same order. */
export type Observation = readonly Shelf[];
