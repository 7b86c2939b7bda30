import { Table } from '../../terms/table';

/** Which ports have a text (a MAC address, a partition) as their key; persistent, so that a lookup never scans all ports. */
export type KeyIndex = Table<readonly number[]>;

export const NO_KEYS: KeyIndex = Table.empty();

/** FNV-1a, folded to 18 bits: three levels of a table. */
function slotOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return ((hash >>> 18) ^ hash) & 0x3ffff;
}

const NONE: readonly number[] = [];

/** In ascending order. Keys that share a slot come too: the caller compares the key itself. */
export const candidates = (index: KeyIndex, key: string): readonly number[] => index.get(slotOf(key)) ?? NONE;

export function withKey(index: KeyIndex, key: string | undefined, id: number): KeyIndex {
  if (key === undefined) return index;
  const ids = candidates(index, key);
  return ids.includes(id)
    ? index
    : index.set(
        slotOf(key),
        [...ids, id].sort((a, b) => a - b),
      );
}

/** @param index an id that is listed for another key of the same slot must be added again by the caller; ids have one key here. */
export function withoutKey(index: KeyIndex, key: string | undefined, id: number): KeyIndex {
  if (key === undefined) return index;
  const rest = candidates(index, key).filter((each) => each !== id);
  return rest.length === 0 ? index.delete(slotOf(key)) : index.set(slotOf(key), rest);
}
