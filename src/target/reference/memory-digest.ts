import type { PartitionMemory } from '../../host/platform/system-memory';

const digests = new WeakMap<Uint8Array, number>();

/** Of one page, word by word; pages are never written in place, so it is computed once for each. */
function pageDigest(page: Uint8Array): number {
  const known = digests.get(page);
  if (known !== undefined) return known;
  const words = new Int32Array(page.buffer, page.byteOffset, page.length >> 2);
  let value = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) {
    value = Math.imul(value ^ words[at]!, 0x85ebca6b);
    // High bits come down, or the top bits of two words could cancel each other out.
    value ^= value >>> 15;
  }
  digests.set(page, value);
  return value;
}

/** Equal memories have equal digests; different ones differ but for one chance in 2^32. */
export function memoryDigest({ pages }: PartitionMemory): string {
  let value = 0x811c9dc5;
  pages.forEach((page, number) => {
    value = Math.imul(value ^ Math.imul(number + 1, 0x9e3779b1) ^ pageDigest(page), 0x01000193);
  });
  return (value >>> 0).toString(16).padStart(8, '0');
}
