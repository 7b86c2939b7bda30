import type { OidMembers } from '../../../terms/oid';
import { failed, ok, type Result } from '../../../terms/result';
import { invalidParameter, refusal, type Refusal } from '../refusal';
import { sizeOf } from '../structures/layout';
import type { StructureDescription } from '../structures/member-type';

/** Highest offset that a ULONG can name. */
const END_OF_ULONG = 2 ** 32;

/** No requester hands over more; it bounds what a hostile BufferOffset can make the model allocate. */
const LARGEST_BUFFER = 0x10000;

/** The part of an information buffer that a request moves: `length` bytes from `start`, counted from the structure. */
export interface Window {
  readonly start: number;
  readonly length: number;
  /** The whole buffer as the caller gave it. */
  readonly buffer: Uint8Array;
}

export interface WindowMembers {
  readonly Length: number;
  readonly BufferOffset: number | undefined;
  readonly Buffer: Uint8Array | undefined;
  readonly Data?: Uint8Array | undefined;
}

/**
 * Where the data stands, when the caller's numbers make sense: behind the structure, without overflow, inside the buffer
 * (BLOCK-READ-07, BLOCK-READ-09, CFG-READ-04).
 */
export function windowOf(
  structure: StructureDescription,
  members: WindowMembers,
  bufferLength: number | undefined,
): Result<Window, Refusal> {
  const fixed = sizeOf(structure);
  const { Length: length, BufferOffset: start = fixed } = members;
  if (start < fixed)
    return failed(invalidParameter(`BufferOffset ${start} lies inside the structure`, 'BLOCK-READ-09'));
  const end = start + length;
  if (end > END_OF_ULONG)
    return failed(invalidParameter('BufferOffset and Length overflow', 'BLOCK-READ-09'));
  const size = Math.min(bufferLength ?? members.Buffer?.length ?? end, LARGEST_BUFFER);
  if (size < end)
    return failed({
      ...refusal('NDIS_STATUS_INVALID_LENGTH', `the buffer ends at ${size}, the data at ${end}`),
      bytesNeeded: end,
    });
  return dataFault(members) ?? ok({ start, length, buffer: bufferOf(members, start, end) });
}

function dataFault({ Data, Length }: WindowMembers): Result<never, Refusal> | undefined {
  return Data === undefined || Data.length === Length
    ? undefined
    : failed(invalidParameter(`Data has ${Data.length} bytes, Length says ${Length}`, 'BLOCK-WRITE-08'));
}

/** Bytes that the caller did not show are zero. */
function bufferOf({ Buffer, Data }: WindowMembers, start: number, end: number): Uint8Array {
  const buffer = new Uint8Array(Math.max(end, Buffer?.length ?? 0));
  if (Buffer !== undefined) buffer.set(Buffer);
  if (Data !== undefined) buffer.set(Data, start);
  return buffer;
}

export const bytesIn = ({ buffer, start, length }: Window): Uint8Array => buffer.slice(start, start + length);

/** The answer to a read: the data, and the buffer in which nothing but the window has changed (BLOCK-READ-08). */
export function filled({ buffer, start, length }: Window, bytes: Uint8Array): OidMembers {
  const answer = buffer.slice();
  answer.set(bytes, start);
  return { Length: length, BufferOffset: start, Data: bytes, Buffer: answer };
}
