import { macFromBytes } from '../terms/mac-address';
import { failed, ok, type Result } from '../terms/result';
import { ETHERTYPE, type Frame, type VlanTag } from './frame';

const HEADER = 14;
const TAG = 4;
const FIRST_TYPE = 0x0600;

/**
 * Meaning of a frame's bytes; the outermost 802.1Q tag becomes `tag`, a second one stays in the payload.
 * The payload is a view of `bytes`, which must not change afterwards.
 * @returns an error for fewer bytes than the headers need, and for a length field where the type should be (IEEE 802.3
 * frames below 0x0600 are none of this project's business).
 */
export function parseFrame(bytes: Uint8Array): Result<Frame> {
  if (bytes.length < HEADER)
    return failed(`a frame of ${bytes.length} bytes is shorter than its ${HEADER}-byte header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tagged = view.getUint16(12) === ETHERTYPE.vlan;
  const header = tagged ? HEADER + TAG : HEADER;
  if (bytes.length < header) return failed(`a tagged frame of ${bytes.length} bytes ends inside its tag`);
  const etherType = view.getUint16(header - 2);
  if (etherType < FIRST_TYPE) return failed(`type field 0x${etherType.toString(16)} is a length, not a type`);
  return ok({
    destination: macFromBytes(bytes.subarray(0, 6)),
    source: macFromBytes(bytes.subarray(6, 12)),
    ...(tagged && { tag: tagOf(view.getUint16(14)) }),
    etherType,
    payload: bytes.subarray(header),
  });
}

function tagOf(control: number): VlanTag {
  const tag = { vlan: control & 0xfff, priority: control >> 13 };
  return (control & 0x1000) === 0 ? tag : { ...tag, dropEligible: true };
}
