/** One place where frames were seen: a function, a VPort, the physical port. */
export interface CaptureInterface {
  readonly name: string;
  readonly description?: string;
}

export interface CapturedPacket {
  /** Index into the interfaces. */
  readonly interface: number;
  /** Microseconds; a scenario without a clock uses sequence numbers. */
  readonly timestamp: number;
  /** As `emitFrame` makes them. */
  readonly bytes: Uint8Array;
  /** Shown by Wireshark beside the packet. */
  readonly comment?: string;
}

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const ETHERNET = 1;
const COMMENT = 1;
const INTERFACE_NAME = 2;
const INTERFACE_DESCRIPTION_TEXT = 3;
const USER_APPLICATION = 4;

/**
 * A capture in the pcapng format (draft-ietf-opsawg-pcapng), little endian, one section, default resolution of
 * microseconds. Pure: the same packets give the same bytes.
 */
export const pcapng = (
  interfaces: readonly CaptureInterface[],
  packets: readonly CapturedPacket[],
): Uint8Array =>
  Buffer.concat([sectionHeader(), ...interfaces.map(interfaceDescription), ...packets.map(enhancedPacket)]);

function sectionHeader(): Buffer {
  const fixed = Buffer.alloc(16);
  fixed.writeUInt32LE(BYTE_ORDER_MAGIC, 0);
  fixed.writeUInt16LE(1, 4);
  fixed.writeBigInt64LE(-1n, 8);
  return block(SECTION_HEADER, fixed, [option(USER_APPLICATION, 'Bulkhead')]);
}

function interfaceDescription({ name, description }: CaptureInterface): Buffer {
  const fixed = Buffer.alloc(8);
  fixed.writeUInt16LE(ETHERNET, 0);
  const text = description === undefined ? [] : [option(INTERFACE_DESCRIPTION_TEXT, description)];
  return block(INTERFACE_DESCRIPTION, fixed, [option(INTERFACE_NAME, name), ...text]);
}

function enhancedPacket(packet: CapturedPacket): Buffer {
  const fixed = Buffer.alloc(20);
  fixed.writeUInt32LE(packet.interface, 0);
  fixed.writeUInt32LE(Math.floor(packet.timestamp / 2 ** 32), 4);
  fixed.writeUInt32LE(packet.timestamp % 2 ** 32, 8);
  fixed.writeUInt32LE(packet.bytes.length, 12);
  fixed.writeUInt32LE(packet.bytes.length, 16);
  const comment = packet.comment === undefined ? [] : [option(COMMENT, packet.comment)];
  return block(ENHANCED_PACKET, Buffer.concat([fixed, padded(packet.bytes)]), comment);
}

/** Type, total length, body, options, total length again. */
function block(type: number, body: Buffer, options: readonly Buffer[]): Buffer {
  const end = options.length === 0 ? Buffer.alloc(0) : Buffer.alloc(4);
  const content = Buffer.concat([body, ...options, end]);
  const head = Buffer.alloc(8);
  const tail = Buffer.alloc(4);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(content.length + 12, 4);
  tail.writeUInt32LE(content.length + 12, 0);
  return Buffer.concat([head, content, tail]);
}

/** Options are at most 65,535 bytes; longer texts are cut. */
function option(code: number, text: string): Buffer {
  const value = Buffer.from(text, 'utf8').subarray(0, 0xffff);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, padded(value)]);
}

const padded = (bytes: Uint8Array): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
