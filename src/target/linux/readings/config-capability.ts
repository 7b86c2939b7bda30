const STATUS = 0x06;
const HAS_CAPABILITIES = 0x10;
const FIRST = 0x34;
/** No list of a 256-byte space is longer; a damaged one that runs in a circle ends here. */
const MOST = 48;

/**
 * Where a capability starts in a configuration space, by its identifier (PCI 3.0, 6.7); undefined where the function has
 * none, or shows no configuration space at all.
 */
export function configCapability(space: Uint8Array, identifier: number): number | undefined {
  if (((space[STATUS] ?? 0) & HAS_CAPABILITIES) === 0) return undefined;
  let at = (space[FIRST] ?? 0) & ~3;
  for (let steps = 0; at !== 0 && steps < MOST; steps++) {
    if (space[at] === identifier) return at;
    at = (space[at + 1] ?? 0) & ~3;
  }
  return undefined;
}

const EXTENDED_SPACE = 0x100;
const MOST_EXTENDED = 960;

/** As `configCapability`, in the extended space (PCI Express Base, 7.6.3). SR-IOV is 0x0010. */
export function extendedCapability(space: Uint8Array, identifier: number): number | undefined {
  const view = new DataView(space.buffer, space.byteOffset, space.byteLength);
  let at = EXTENDED_SPACE;
  for (let steps = 0; at >= EXTENDED_SPACE && at + 4 <= space.byteLength && steps < MOST_EXTENDED; steps++) {
    const header = view.getUint32(at, true);
    if ((header & 0xffff) === identifier && header !== 0xffffffff) return at;
    at = (header >>> 20) & ~3;
  }
  return undefined;
}
