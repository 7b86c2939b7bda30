import { ETHERTYPE, type Frame } from '../wire/frame';
import type { PortPaths } from './configuration';
import type { Verdict } from './port-acl';

const PROTOCOL = { icmp: 1, udp: 17, icmpv6: 58 } as const;
const DHCP_SERVER = 67;
const DHCPV6_SERVER = 547;
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
  if (packet[9] === PROTOCOL.udp && port.dhcpGuard)
    return word(packet, header) === DHCP_SERVER ? 'denied' : 'pass';
  const type = packet[header] ?? 0;
  const advertises = type === ICMP_REDIRECT || type === ICMP_ROUTER_ADVERTISEMENT;
  return packet[9] === PROTOCOL.icmp && port.routerGuard && advertises ? 'undecided' : 'pass';
}

function ipv6Verdict(port: PortPaths, packet: Uint8Array): Verdict {
  const guarded = port.dhcpGuard || port.routerGuard;
  const next = packet[6] ?? 0;
  if (!guarded || packet.length < IPV6_HEADER + 4) return 'pass';
  if (IPV6_EXTENSIONS.includes(next)) return 'undecided';
  if (next === PROTOCOL.udp && port.dhcpGuard)
    return word(packet, IPV6_HEADER) === DHCPV6_SERVER ? 'undecided' : 'pass';
  const type = packet[IPV6_HEADER] ?? 0;
  const advertises = type === ROUTER_ADVERTISEMENT || type === REDIRECT;
  return next === PROTOCOL.icmpv6 && port.routerGuard && advertises ? 'denied' : 'pass';
}
