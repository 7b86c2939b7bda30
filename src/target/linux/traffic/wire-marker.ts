import { emitFrame } from '../../../wire/emit-frame';
import type { Frame } from '../../../wire/frame';
import { MIN_FRAME_SIZE } from '../../../wire/test-frame';
import { tokenBytes, tokenOf } from '../../../wire/token';

/**
 * Scenarios use the same tokens again and again, and a frame may come late. So each frame carries a number of its own
 * behind its payload: magic, run, counter, four bytes each. It is taken off again before anything is compared.
 */
const MAGIC = Buffer.from('BKwm', 'latin1');
export const MARKER_SIZE = 12;

export function wireMarker(run: number, number: number): Buffer {
  const marker = Buffer.alloc(MARKER_SIZE);
  marker.set(MAGIC);
  marker.writeUInt32BE(run >>> 0, 4);
  marker.writeUInt32BE(number, 8);
  return marker;
}

/** A frame as it leaves, with what it is known by; padded here, for behind the marker padding does no harm. */
export interface MarkedFrame {
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly knownBy: string;
  /** False where the marker would make the frame longer than the link takes: its own token must do. */
  readonly marked: boolean;
}

export function markFrame(frame: Frame, marker: Buffer, mtu: number): MarkedFrame {
  const bytes = emitFrame(frame);
  if (frame.payload.length + MARKER_SIZE > mtu) return { bytes, knownBy: ownMark(frame), marked: false };
  const whole = Buffer.concat([bytes, marker]);
  const padding = Buffer.alloc(Math.max(0, MIN_FRAME_SIZE - whole.length));
  return { bytes: Buffer.concat([whole, padding]), knownBy: marker.toString('hex'), marked: true };
}

function ownMark(frame: Frame): string {
  const token = tokenOf(frame);
  const mark = token === undefined ? frame.payload.subarray(0, 64) : tokenBytes(token);
  return Buffer.from(mark).toString('hex');
}

/** What a frame's marker says, and the frame without it; undefined for a frame that this run did not mark. */
export function readMarker(
  bytes: Uint8Array,
  run: number,
): { readonly number: number; readonly bytes: Uint8Array } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = buffer.lastIndexOf(wireMarker(run, 0).subarray(0, 8));
  if (at < 0 || at + MARKER_SIZE > buffer.length) return undefined;
  return { number: buffer.readUInt32BE(at + 8), bytes: bytes.subarray(0, at) };
}
