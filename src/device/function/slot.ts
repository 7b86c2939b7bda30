import type { Frame } from '../../wire/frame';
import { emitFrame } from '../../wire/emit-frame';
import { parseFrame } from '../../wire/parse-frame';
import { failed, ok, type Result } from '../../terms/result';
import { SLOT_HEADER } from './registers';

/** A slot's used part: 4 bytes of length, little endian, then the frame. */
export function emitSlot(frame: Frame): Uint8Array {
  const bytes = emitFrame(frame);
  const slot = new Uint8Array(SLOT_HEADER + bytes.length);
  new DataView(slot.buffer).setUint32(0, bytes.length, true);
  slot.set(bytes, SLOT_HEADER);
  return slot;
}

/**
 * The frame in a slot that a driver, maybe a hostile one, filled.
 * @returns `malformed` for a length beyond the bytes or a frame that is none, `frame-too-long` above `maxFrameSize`.
 */
export function parseSlot(
  slot: Uint8Array,
  maxFrameSize: number,
): Result<Frame, 'malformed' | 'frame-too-long'> {
  if (slot.length < SLOT_HEADER) return failed('malformed');
  const length = new DataView(slot.buffer, slot.byteOffset).getUint32(0, true);
  if (length > maxFrameSize) return failed('frame-too-long');
  if (length > slot.length - SLOT_HEADER) return failed('malformed');
  const frame = parseFrame(slot.slice(SLOT_HEADER, SLOT_HEADER + length));
  return frame.ok ? ok(frame.value) : failed('malformed');
}
