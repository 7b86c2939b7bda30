import { macBytes } from '../terms/mac-address';
import { ETHERTYPE, frameSize, type Frame, type VlanTag } from './frame';

/** PCP in bits 15..13, DEI in bit 12, VLAN in bits 11..0 (IEEE 802.1Q). */
const tagControl = (tag: VlanTag): number =>
  ((tag.priority & 7) << 13) | (tag.dropEligible === true ? 0x1000 : 0) | (tag.vlan & 0xfff);

/**
 * Bytes of a frame from destination to the end of the payload, without preamble, padding and check sequence. Inverse of
 * `parseFrame`; the one exception is an untagged frame whose type says 0x8100, which on a wire *is* a tagged frame.
 */
export function emitFrame(frame: Frame): Uint8Array {
  const bytes = new Uint8Array(frameSize(frame));
  const view = new DataView(bytes.buffer);
  bytes.set(macBytes(frame.destination), 0);
  bytes.set(macBytes(frame.source), 6);
  let at = 12;
  if (frame.tag !== undefined) {
    view.setUint16(12, ETHERTYPE.vlan);
    view.setUint16(14, tagControl(frame.tag));
    at = 16;
  }
  view.setUint16(at, frame.etherType);
  bytes.set(frame.payload, at + 2);
  return bytes;
}
