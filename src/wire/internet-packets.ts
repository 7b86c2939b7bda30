import { macBytes, type MacAddress } from '../terms/mac-address';

/** RFC 1071: complement of the ones' complement sum of 16-bit words; an odd last byte is padded with zero. */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  const bytes = Buffer.concat(parts);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at]! << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

export const half = (value: number): readonly number[] => [(value >> 8) & 0xff, value & 0xff];
export const word = (value: number): readonly number[] => [...half(value >>> 16), ...half(value)];

/** A copy of `bytes` with a checksum over `covered` at `at`. UDP sends an all-ones field for a computed zero. */
function checksummed(
  bytes: Uint8Array,
  at: number,
  covered: readonly Uint8Array[],
  zeroIsOnes = false,
): Uint8Array {
  const sum = internetChecksum(...covered);
  const copy = Uint8Array.from(bytes);
  copy.set(half(zeroIsOnes && sum === 0 ? 0xffff : sum), at);
  return copy;
}

/** @param text four decimal parts. @throws on another spelling, which is a mistake in the code. */
export function ipv4Address(text: string): Uint8Array {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || !parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255)) {
    throw new Error(`"${text}" is not an IPv4 address`);
  }
  return Uint8Array.from(parts);
}

export interface UdpPacket {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly content: Uint8Array;
}

const UDP = 17;

/** An IPv4 packet with one UDP datagram, both checksums correct. */
export function ipv4UdpPacket(packet: UdpPacket): Uint8Array {
  const addresses = [ipv4Address(packet.source), ipv4Address(packet.destination)];
  const length = 8 + packet.content.length;
  const ports = [...half(packet.sourcePort), ...half(packet.destinationPort)];
  const datagram = Uint8Array.of(...ports, ...half(length), 0, 0, ...packet.content);
  const pseudo = Uint8Array.of(...addresses[0]!, ...addresses[1]!, 0, UDP, ...half(length));
  const total = half(20 + length);
  const header = Uint8Array.of(
    0x45,
    0,
    ...total,
    0,
    0,
    0,
    0,
    64,
    UDP,
    0,
    0,
    ...addresses[0]!,
    ...addresses[1]!,
  );
  return Buffer.concat([
    checksummed(header, 10, [header]),
    checksummed(datagram, 6, [pseudo, datagram], true),
  ]);
}

const ICMPV6 = 58;

/** An IPv6 packet with one ICMPv6 message. Hop limit 255, as neighbour discovery demands (RFC 4861). */
export function icmpv6Packet(source: Uint8Array, destination: Uint8Array, message: Uint8Array): Uint8Array {
  const pseudo = Uint8Array.of(...source, ...destination, ...word(message.length), 0, 0, 0, ICMPV6);
  const header = Uint8Array.of(
    0x60,
    0,
    0,
    0,
    ...half(message.length),
    ICMPV6,
    255,
    ...source,
    ...destination,
  );
  return Buffer.concat([header, checksummed(message, 2, [pseudo, message])]);
}

/** fe80::/64 with the interface identifier made from the MAC address (RFC 4291, appendix A). */
export function linkLocalAddress(mac: MacAddress): Uint8Array {
  const [a, b, c, d, e, f] = macBytes(mac);
  return Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, a! ^ 2, b!, c!, 0xff, 0xfe, d!, e!, f!);
}
