import { ETHERTYPE, type Frame } from '../wire/frame';
import type { PortPaths } from './configuration';
import type { Verdict } from './port-acl';

const PROTOCOL = { icmp: 1, udp: 17, icmpv6: 58 } as const;
const DHCP_SERVER = 67;
const DHCP_CLIENT = 68;
const DHCPV6 = [546, 547];
const FRAGMENT_OFFSET = 0x1fff;
const ROUTER_ADVERTISEMENT = 134;
const REDIRECT = 137;
const ICMP_REDIRECT = 5;
const ICMP_ROUTER_ADVERTISEMENT = 9;
const IPV6_HEADER = 40;
/** Hop-by-hop, routing, fragment, destination options: what follows them is not looked into here. */
const IPV6_EXTENSIONS = [0, 43, 44, 60];

/** XSW-SEC-08 to -10: what a guarded port's own guest may not send. */
export function guardVerdict(port: PortPaths, frame: Frame): Verdict {
  if (frame.etherType === ETHERTYPE.ipv4) return ipv4Verdict(port, frame.payload);
  if (frame.etherType === ETHERTYPE.ipv6) return ipv6Verdict(port, frame.payload);
  return 'pass';
}

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function ipv4Verdict(port: PortPaths, packet: Uint8Array): Verdict {
  const header = ((packet[0] ?? 0) & 0xf) * 4;
  if (header < 20 || packet.length < header + 8) return 'pass';
  if ((word(packet, 6) & FRAGMENT_OFFSET) !== 0)
    return port.dhcpGuard || port.routerGuard ? 'undecided' : 'pass';
  if (packet[9] === PROTOCOL.udp && port.dhcpGuard) return dhcpVerdict(packet, header);
  const type = packet[header] ?? 0;
  const advertises = type === ICMP_REDIRECT || type === ICMP_ROUTER_ADVERTISEMENT;
  return packet[9] === PROTOCOL.icmp && port.routerGuard && advertises ? 'undecided' : 'pass';
}

/** A server sends from port 67. What goes to port 68 from elsewhere may be a server's or not. */
function dhcpVerdict(packet: Uint8Array, at: number): Verdict {
  if (word(packet, at) === DHCP_SERVER) return 'denied';
  return word(packet, at + 2) === DHCP_CLIENT && word(packet, at) !== DHCP_CLIENT ? 'undecided' : 'pass';
}

function ipv6Verdict(port: PortPaths, packet: Uint8Array): Verdict {
  const guarded = port.dhcpGuard || port.routerGuard;
  const next = packet[6] ?? 0;
  if (!guarded || packet.length < IPV6_HEADER + 4) return 'pass';
  if (IPV6_EXTENSIONS.includes(next)) return 'undecided';
  if (next === PROTOCOL.udp && port.dhcpGuard)
    return DHCPV6.includes(word(packet, IPV6_HEADER)) || DHCPV6.includes(word(packet, IPV6_HEADER + 2))
      ? 'undecided'
      : 'pass';
  const type = packet[IPV6_HEADER] ?? 0;
  const advertises = type === ROUTER_ADVERTISEMENT || type === REDIRECT;
  return next === PROTOCOL.icmpv6 && port.routerGuard && advertises ? 'denied' : 'pass';
}
