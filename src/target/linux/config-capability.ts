const CAPABILITIES_POINTER = 0x34;
/** More than fit into 256 bytes; a list that is longer goes round in a circle. */
const MOST = 48;

/** Where a standard capability begins in a configuration space, as software walks the list; undefined: it has none. */
export function configCapability(space: Uint8Array, id: number): number | undefined {
  let at = space[CAPABILITIES_POINTER] ?? 0;
  for (let steps = 0; at >= 0x40 && steps < MOST; steps += 1) {
    if (space[at] === id) return at;
    at = space[at + 1] ?? 0;
  }
  return undefined;
}
