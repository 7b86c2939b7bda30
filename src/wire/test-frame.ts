import type { MacAddress } from '../terms/mac-address';
import { ETHERTYPE, type Frame, type VlanTag } from './frame';
import { tokenBytes } from './token';

/** Shortest untagged frame on a link, without check sequence; a tagged one is four bytes longer. */
export const MIN_FRAME_SIZE = 60;

export interface FrameContent {
  readonly destination: MacAddress;
  readonly source: MacAddress;
  readonly tag?: VlanTag | undefined;
  readonly etherType: number;
  /** What the protocol says; the token and padding follow. */
  readonly content: Uint8Array;
  readonly token?: string | undefined;
  /** Bytes as `frameSize` counts them, at least 60; a frame whose content needs more is as long as it needs. */
  readonly size?: number | undefined;
}

/** A frame of given content with its token behind it, padded with zeros to its size. */
export function frameWith(parts: FrameContent): Frame {
  const { destination, source, tag, etherType, content } = parts;
  const token = parts.token === undefined ? new Uint8Array() : tokenBytes(parts.token);
  const tagSize = tag === undefined ? 0 : 4;
  const size = Math.max(parts.size ?? 0, MIN_FRAME_SIZE + tagSize);
  const payload = new Uint8Array(Math.max(size - 14 - tagSize, content.length + token.length));
  payload.set(content);
  payload.set(token, content.length);
  return { destination, source, ...(tag !== undefined && { tag }), etherType, payload };
}

/** What a scenario sends to learn where frames go. */
export interface TestFrame {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly tag?: VlanTag | undefined;
  /** Read back by `tokenOf`, so that a receiver's frame can be matched on any target. */
  readonly token: string;
  readonly size?: number | undefined;
}

export const testFrame = (frame: TestFrame): Frame =>
  frameWith({ ...frame, etherType: ETHERTYPE.experimental, content: new Uint8Array() });
