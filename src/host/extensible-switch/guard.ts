import { ETHERTYPE, type Frame } from '../../wire/frame';

const PROTOCOL = { icmp: 1, udp: 17, icmpv6: 58 } as const;
const IPV6_HEADER = 40;
/** Hop-by-hop options, routing header and destination options: a guest may put its message behind them. */
const EXTENSION_HEADERS: readonly number[] = [0, 43, 60];

interface Transport {
  readonly protocol: number;
  readonly at: number;
}

/** Where the message of an IP packet begins; undefined where there is none, as in a later fragment. */
function transportOf({ etherType, payload }: Frame): Transport | undefined {
  if (etherType === ETHERTYPE.ipv4) return ipv4Transport(payload);
  return etherType === ETHERTYPE.ipv6 ? ipv6Transport(payload) : undefined;
}

const byte = (payload: Uint8Array, at: number): number => payload[at] ?? 0;
const word = (payload: Uint8Array, at: number): number => byte(payload, at) * 256 + byte(payload, at + 1);

function ipv4Transport(payload: Uint8Array): Transport | undefined {
  const isLaterFragment = (word(payload, 6) & 0x1fff) !== 0;
  return isLaterFragment ? undefined : { protocol: byte(payload, 9), at: (byte(payload, 0) & 0xf) * 4 };
}

function ipv6Transport(payload: Uint8Array): Transport | undefined {
  let protocol = byte(payload, 6);
  let at = IPV6_HEADER;
  while (EXTENSION_HEADERS.includes(protocol) && at < payload.length) {
    protocol = byte(payload, at);
    at += (byte(payload, at + 1) + 1) * 8;
  }
  return at < payload.length ? { protocol, at } : undefined;
}

/** Servers and relays send from port 67 or to port 68, in IPv6 from 547 or to 546; clients never do (XSW-SEC-08). */
export function isDhcpServerMessage(frame: Frame): boolean {
  const transport = transportOf(frame);
  if (transport?.protocol !== PROTOCOL.udp) return false;
  const [server, client] = frame.etherType === ETHERTYPE.ipv6 ? [547, 546] : [67, 68];
  const from = word(frame.payload, transport.at);
  return from === server || word(frame.payload, transport.at + 2) === client;
}

const ROUTER_MESSAGES = {
  /** Router advertisement (RFC 1256) and redirect. */
  [PROTOCOL.icmp]: [9, 5],
  /** Router advertisement and redirect (RFC 4861). */
  [PROTOCOL.icmpv6]: [134, 137],
} as const;

/** Router advertisements and redirects; neighbour discovery passes (XSW-SEC-09). */
export function isRouterMessage(frame: Frame): boolean {
  const transport = transportOf(frame);
  const wanted = frame.etherType === ETHERTYPE.ipv6 ? PROTOCOL.icmpv6 : PROTOCOL.icmp;
  if (transport?.protocol !== wanted) return false;
  const types: readonly number[] = ROUTER_MESSAGES[wanted];
  return types.includes(byte(frame.payload, transport.at));
}
