import { Table } from '../../terms/table';

/**
 * Persistent table of named things, in order of creation: entries under consecutive numbers, and a hash index from name
 * to number. A write costs the same with 8 partitions and with 4,096.
 */
export class NamedTable<V> {
  private constructor(
    readonly entries: Table<V>,
    private readonly index: Table<readonly (readonly [string, number])[]>,
    readonly nextNumber: number,
  ) {}

  /** @param first number of the first entry; numbers are never reused. */
  static empty<V>(first = 0): NamedTable<V> {
    return new NamedTable<V>(Table.empty(), Table.empty(), first);
  }

  numberOf(name: string): number | undefined {
    return this.index.get(hash(name))?.find(([each]) => each === name)?.[1];
  }

  get(name: string): V | undefined {
    const number = this.numberOf(name);
    return number === undefined ? undefined : this.entries.get(number);
  }

  has(name: string): boolean {
    return this.numberOf(name) !== undefined;
  }

  /** Adds under the next number, or replaces. Keeps its identity when nothing changes. */
  set(name: string, value: V): NamedTable<V> {
    const number = this.numberOf(name);
    if (number === undefined) return this.add(name, value);
    const entries = this.entries.set(number, value);
    return entries === this.entries ? this : new NamedTable(entries, this.index, this.nextNumber);
  }

  update(name: string, change: (value: V) => V): NamedTable<V> {
    const value = this.get(name);
    return value === undefined ? this : this.set(name, change(value));
  }

  delete(name: string): NamedTable<V> {
    const number = this.numberOf(name);
    if (number === undefined) return this;
    const bucket = (this.index.get(hash(name)) ?? []).filter(([each]) => each !== name);
    const index = bucket.length === 0 ? this.index.delete(hash(name)) : this.index.set(hash(name), bucket);
    return new NamedTable(this.entries.delete(number), index, this.nextNumber);
  }

  values(): IterableIterator<V> {
    return this.entries.values();
  }

  names(): readonly string[] {
    return Array.from(this.index.values())
      .flat()
      .sort(([, a], [, b]) => a - b)
      .map(([name]) => name);
  }

  private add(name: string, value: V): NamedTable<V> {
    const bucket = this.index.get(hash(name)) ?? [];
    const index = this.index.set(hash(name), [...bucket, [name, this.nextNumber]]);
    return new NamedTable(this.entries.set(this.nextNumber, value), index, this.nextNumber + 1);
  }
}

/** FNV-1a, folded to the 18 bits that three levels of a table hold. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) value = Math.imul(value ^ name.charCodeAt(at), 0x01000193);
  return ((value >>> 18) ^ value) & 0x3ffff;
}
