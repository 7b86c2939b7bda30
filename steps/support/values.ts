import { parseVlanId, type VlanId } from '../../src/terms/vlan-id';
import { FeatureMistake } from '../../src/target/target';

/** A VLAN in a table cell. */
export function vlanNumber(text: string): VlanId {
  const parsed = parseVlanId(text);
  if (!parsed.ok) throw new FeatureMistake(parsed.error);
  return parsed.value;
}

/** `1-100, 200` as numbers. */
export function vlanList(text: string): readonly VlanId[] {
  return text.split(',').flatMap((part) => {
    const [from = '', to = from] = part.trim().split('-');
    const first = vlanNumber(from.trim());
    const last = vlanNumber(to.trim());
    if (last < first)
      throw new FeatureMistake(`"${part.trim()}" is not a range of VLANs; write "${last}-${first}"`);
    return Array.from({ length: last - first + 1 }, (_, index) => (first + index) as VlanId);
  });
}

/** `01 02 FF` or `"text"` as bytes. */
export function bytesOf(text: string): Uint8Array {
  const trimmed = text.trim();
  if (/^([0-9A-Fa-f]{2}\s*)+$/.test(trimmed)) {
    return Uint8Array.from(trimmed.match(/[0-9A-Fa-f]{2}/g) ?? [], (pair) => parseInt(pair, 16));
  }
  return Uint8Array.from(Buffer.from(trimmed, 'utf8'));
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** @param bytes of the whole frame; how many an adapter takes is its own matter, but a length field ends at 65535. */
export function frameSize(bytes: number): number {
  if (bytes >= 1 && bytes <= 65535) return bytes;
  throw new FeatureMistake(`${bytes} bytes are no size of a frame; expected 1 to 65535 bytes`);
}
