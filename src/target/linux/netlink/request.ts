import { ASKING } from './numbers';

/** One request of routing netlink, ready but for what the machine alone knows. */
export interface NetlinkRequest {
  /** As one would type it, for who reads why it was refused. */
  readonly words: string;
  readonly type: number;
  readonly flags: number;
  /** What follows the header, in hexadecimal. */
  readonly body: string;
  readonly fill: readonly (Blank & { readonly at: number })[];
}

/** Four bytes that the machine fills in: the index of a device, or a handle of a namespace. */
export type Blank = { readonly device: string } | { readonly namespace: string };
export type Field = Uint8Array | Blank;

/** A change that the kernel answers with yes or no. */
export const change = (
  words: string,
  type: number,
  fields: readonly Field[],
  flags: number = 0,
): NetlinkRequest => assembled(words, type, ASKING.request | ASKING.ack | flags, fields);

export const dump = (words: string, type: number, fields: readonly Field[]): NetlinkRequest =>
  assembled(words, type, ASKING.request | ASKING.dump, fields);

function assembled(words: string, type: number, flags: number, fields: readonly Field[]): NetlinkRequest {
  const offsets = fields.map((_each, index) => sizeOf(fields.slice(0, index)));
  const bytes = fields.map((each) => (each instanceof Uint8Array ? each : BLANK));
  return {
    ...{ words, type, flags },
    body: Buffer.concat(bytes).toString('hex'),
    fill: fields.flatMap((each, index) =>
      each instanceof Uint8Array ? [] : [{ ...each, at: offsets[index] ?? 0 }],
    ),
  };
}

const BLANK = new Uint8Array(4);

const sizeOf = (fields: readonly Field[]): number =>
  fields.map((each) => (each instanceof Uint8Array ? each.length : BLANK.length)).reduce((a, b) => a + b, 0);

/** Kind, length and content, which may be attributes again, up to the next multiple of four bytes. */
export function attribute(kind: number, ...content: readonly Field[]): readonly Field[] {
  const size = sizeOf(content);
  return [u16(4 + size), u16(kind), ...content, new Uint8Array(-size & 3)];
}

/** Numbers as the machine counts them, which is from the little end (`agent-machine.ts`). */
export const u8 = (value: number): Uint8Array => Uint8Array.of(value);
export function u16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
export function u32(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, 4 * at);
  return bytes;
}
export const text = (value: string): Uint8Array => Buffer.from(`${value}\0`);

/** In front of the attributes of a device. `device`: its name; absent: none, or the one that is made. */
export const linkHeader = (
  device: string | undefined,
  { family = 0, flags = 0, changed = 0 } = {},
): readonly Field[] => [u32(family), device === undefined ? u32(0) : { device }, u32(flags, changed)];
