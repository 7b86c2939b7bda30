import { BROADCAST, macBytes, type MacAddress } from '../terms/mac-address';
import { ETHERTYPE, type Frame, type VlanTag } from './frame';
import { half, ipv4Address, ipv4UdpPacket, word } from './internet-packets';
import { frameWith } from './test-frame';

export interface DhcpFrame {
  readonly source: MacAddress;
  readonly tag?: VlanTag | undefined;
  readonly token?: string | undefined;
}

export interface DhcpOffer extends DhcpFrame {
  /** Hardware address of the client. */
  readonly client: MacAddress;
  readonly destination?: MacAddress | undefined;
  readonly server?: string;
  readonly offered?: string;
}

const CLIENT_PORT = 68;
const SERVER_PORT = 67;
const REQUEST = 1;
const REPLY = 2;
const MAGIC = 0x63825363;
const MESSAGE_TYPE = 53;
const SERVER_IDENTIFIER = 54;
const END = 255;
/** Of `options` in a BOOTP message. */
const OPTIONS = 240;
const MESSAGE_SIZE = 300;
const TRANSACTION = 0x42554c4b;

/** BOOTP header, then options; padded to the 300 bytes that old relays expect (RFC 951). */
function message(
  operation: number,
  client: MacAddress,
  offered: Uint8Array,
  options: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(Math.max(MESSAGE_SIZE, OPTIONS + options.length + 1));
  bytes.set([operation, 1, 6, 0, ...word(TRANSACTION), 0, 0, ...half(0x8000)]);
  bytes.set(offered, 16);
  bytes.set(macBytes(client), 28);
  bytes.set([...word(MAGIC), ...options, END], OPTIONS - 4);
  return bytes;
}

/** What a client broadcasts to find a server. */
export const dhcpDiscover = ({ source, tag, token }: DhcpFrame): Frame =>
  frameWith({
    source,
    destination: BROADCAST,
    tag,
    token,
    etherType: ETHERTYPE.ipv4,
    content: ipv4UdpPacket({
      source: '0.0.0.0',
      destination: '255.255.255.255',
      sourcePort: CLIENT_PORT,
      destinationPort: SERVER_PORT,
      content: message(REQUEST, source, ipv4Address('0.0.0.0'), [MESSAGE_TYPE, 1, 1]),
    }),
  });

/** What a server answers, and a rogue one too; what a DHCP guard stops. */
export const dhcpOffer = (offer: DhcpOffer): Frame => {
  const server = offer.server ?? '192.0.2.1';
  const options = [MESSAGE_TYPE, 1, 2, SERVER_IDENTIFIER, 4, ...ipv4Address(server)];
  return frameWith({
    source: offer.source,
    destination: offer.destination ?? BROADCAST,
    tag: offer.tag,
    token: offer.token,
    etherType: ETHERTYPE.ipv4,
    content: ipv4UdpPacket({
      source: server,
      destination: '255.255.255.255',
      sourcePort: SERVER_PORT,
      destinationPort: CLIENT_PORT,
      content: message(REPLY, offer.client, ipv4Address(offer.offered ?? '192.0.2.100'), options),
    }),
  });
};

/** Is this from a DHCP server to a client? By addresses of the transport, as a guard in a switch decides. */
export function isDhcpServerFrame({ etherType, payload }: Frame): boolean {
  if (etherType !== ETHERTYPE.ipv4 || payload.length < 28 || payload[9] !== 17) return false;
  const udp = (payload[0]! & 0x0f) * 4;
  const port = (at: number): number => (payload[udp + at]! << 8) | payload[udp + at + 1]!;
  return port(0) === SERVER_PORT && port(2) === CLIENT_PORT;
}
