import type { PartitionMemory } from '../../host/platform/system-memory';

const digests = new WeakMap<Uint8Array, number>();

/** FNV-1a of one page; pages are never written in place, so it is computed once for each. */
function pageDigest(page: Uint8Array): number {
  const known = digests.get(page);
  if (known !== undefined) return known;
  let value = 0x811c9dc5;
  for (const byte of page) value = Math.imul(value ^ byte, 0x01000193);
  digests.set(page, value);
  return value;
}

/** Equal memories have equal digests; different ones differ but for one chance in 2^32. */
export function memoryDigest({ pages }: PartitionMemory): string {
  let value = 0x811c9dc5;
  for (const [number, page] of pages.entries())
    value = Math.imul(value ^ Math.imul(number + 1, 0x9e3779b1) ^ pageDigest(page), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
