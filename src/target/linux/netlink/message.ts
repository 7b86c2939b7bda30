/** One message of the kernel. */
export interface NetlinkMessage {
  readonly type: number;
  /** What follows the header. */
  readonly body: DataView;
}

const HEADER = 16;

/** What the machine told of one dump. @param base64 messages one after another. */
export function messagesIn(base64: string): readonly NetlinkMessage[] {
  const bytes = viewOf(Buffer.from(base64, 'base64'));
  const messages: NetlinkMessage[] = [];
  for (let at = 0; at + HEADER <= bytes.byteLength;) {
    const length = bytes.getUint32(at, true);
    if (length < HEADER || at + length > bytes.byteLength) break;
    messages.push({ type: bytes.getUint16(at + 4, true), body: part(bytes, at + HEADER, at + length) });
    at = aligned(at + length);
  }
  return messages;
}

/** One after another, for a list holds one kind more than once. */
export function attributesIn(bytes: DataView, from: number = 0): readonly (readonly [number, DataView])[] {
  const found: (readonly [number, DataView])[] = [];
  for (let at = from; at + 4 <= bytes.byteLength;) {
    const length = bytes.getUint16(at, true);
    if (length < 4 || at + length > bytes.byteLength) break;
    found.push([bytes.getUint16(at + 2, true) & KIND, part(bytes, at + 4, at + length)]);
    at = aligned(at + length);
  }
  return found;
}

/** Without the bits that say "nested" and "of the network's byte order". */
const KIND = 0x3fff;

const aligned = (at: number): number => (at + 3) & ~3;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const part = (bytes: DataView, from: number, to: number): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset + from, to - from);

export const bytesOf = (value: DataView): Buffer =>
  Buffer.from(value.buffer, value.byteOffset, value.byteLength);

export const textIn = (value: DataView): string => bytesOf(value).toString('utf8').replace(/\0+$/, '');

/** Of whatever width; 0 where the kernel told nothing. */
export const numberIn = (value: DataView | undefined): number =>
  value === undefined || value.byteLength === 0
    ? 0
    : value.byteLength > 6
      ? Number(value.getBigUint64(0, true))
      : bytesOf(value).readUIntLE(0, value.byteLength);
