import { Table } from '../../terms/table';
import type { ConfigLayout } from './config-layout';

/**
 * The 4 KiB of one function: a shared layout, and the dwords that differ from it. A function that nobody has written to
 * costs nothing, and equal contents are equal tables, because a dword that returns to its reset value leaves the table.
 */
export interface ConfigSpace {
  readonly layout: ConfigLayout;
  /** By dword index. */
  readonly changed: Table<number>;
}

const UNCHANGED = Table.empty<number>();
export const resetSpace = (layout: ConfigLayout): ConfigSpace => ({ layout, changed: UNCHANGED });

export const dwordAt = (space: ConfigSpace, index: number): number =>
  space.changed.get(index) ?? space.layout.value[index]!;

/** Bits of a register of `size` bytes within its dword. */
export const lanesOf = (offset: number, size: 1 | 2 | 3 | 4): number =>
  ((size === 4 ? 0xffffffff : (1 << (size * 8)) - 1) << ((offset & 3) * 8)) >>> 0;

/** @param offset naturally aligned, inside the space. */
export const readField = (space: ConfigSpace, offset: number, size: 1 | 2 | 4): number =>
  (dwordAt(space, offset >> 2) & lanesOf(offset, size)) >>> ((offset & 3) * 8);

export function withDword(space: ConfigSpace, index: number, value: number): ConfigSpace {
  const unsigned = value >>> 0;
  const changed =
    unsigned === space.layout.value[index] ? space.changed.delete(index) : space.changed.set(index, unsigned);
  return changed === space.changed ? space : { layout: space.layout, changed };
}

/** The hardware's own write: no mask applies. */
export function withField(space: ConfigSpace, offset: number, size: 1 | 2 | 4, value: number): ConfigSpace {
  const lanes = lanesOf(offset, size);
  const shifted = (value << ((offset & 3) * 8)) & lanes;
  return withDword(space, offset >> 2, (dwordAt(space, offset >> 2) & ~lanes) | shifted);
}

/**
 * Software's write of the bytes in `lanes` of one dword: writable bits take the value, clearable bits written as one
 * become zero, all others keep what they hold.
 */
export function writeDword(space: ConfigSpace, index: number, value: number, lanes: number): ConfigSpace {
  const { writable, clearable } = space.layout;
  const taken = writable[index]! & lanes;
  const cleared = clearable[index]! & lanes & value;
  return withDword(space, index, ((dwordAt(space, index) & ~taken) | (value & taken)) & ~cleared);
}

/** A function level reset of the space: the layout's values, and only the listed survivors of what was there. */
export function survivingFlr(space: ConfigSpace): ConfigSpace {
  let fresh = resetSpace(space.layout);
  for (const [index, value] of space.changed.entries()) {
    const kept = space.layout.survivesFlr[index]!;
    fresh = withDword(fresh, index, (dwordAt(fresh, index) & ~kept) | (value & kept));
  }
  return fresh;
}
