import type { Frame } from './frame';

/** Marks the start of a token in a payload; then one length byte, then the token in UTF-8. */
const MARK = Buffer.from('\u0000BLKHD', 'latin1');
const MAX_BYTES = 255;

/** @throws above 255 bytes of UTF-8, which no generator of tokens produces. */
export function tokenBytes(token: string): Uint8Array {
  const text = Buffer.from(token, 'utf8');
  if (text.length > MAX_BYTES)
    throw new Error(`token of ${text.length} bytes; at most ${MAX_BYTES} can be carried`);
  return Buffer.concat([MARK, Uint8Array.of(text.length), text]);
}

/**
 * The token that names this frame, or undefined when it carries none. It is searched, not expected at a place: it may
 * follow real protocol content, and a link may have padded the frame after it.
 */
export function tokenOf(frame: Frame): string | undefined {
  const payload = Buffer.from(frame.payload.buffer, frame.payload.byteOffset, frame.payload.byteLength);
  const mark = payload.indexOf(MARK);
  const length = mark < 0 ? undefined : payload[mark + MARK.length];
  if (length === undefined) return undefined;
  const start = mark + MARK.length + 1;
  return start + length > payload.length ? undefined : payload.toString('utf8', start, start + length);
}
