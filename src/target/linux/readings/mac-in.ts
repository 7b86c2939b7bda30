import { parseMacAddress, type MacAddress } from '../../../terms/mac-address';

const LENGTH = 6;

/** @returns undefined for what is no address of Ethernet. */
export function macIn(bytes: ArrayBufferView | undefined): MacAddress | undefined {
  if (bytes?.byteLength !== LENGTH) return undefined;
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, LENGTH).toString('hex');
  const parsed = parseMacAddress(hex.replace(/..(?!$)/g, '$&-'));
  return parsed.ok ? parsed.value : undefined;
}
