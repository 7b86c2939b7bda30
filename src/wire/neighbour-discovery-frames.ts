import { macAddress, macBytes, macFromBytes, type MacAddress } from '../terms/mac-address';
import { ETHERTYPE, type Frame, type VlanTag } from './frame';
import { half, icmpv6Packet, linkLocalAddress, word } from './internet-packets';
import { frameWith } from './test-frame';

export interface NeighbourDiscoveryFrame {
  readonly source: MacAddress;
  readonly tag?: VlanTag | undefined;
  readonly token?: string | undefined;
}

/** Of the block that RFC 7042 keeps for documentation. */
const SOMEBODY = macAddress('00-00-5E-00-53-01');
const ROUTER_ADVERTISEMENT = 134;
const NEIGHBOUR_SOLICITATION = 135;
const SOURCE_LINK_LAYER_ADDRESS = 1;
const ALL_NODES = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
export const ALL_NODES_MAC = macAddress('33-33-00-00-00-01');

const linkLayerOption = (mac: MacAddress): readonly number[] => [
  SOURCE_LINK_LAYER_ADDRESS,
  1,
  ...macBytes(mac),
];

/** A router that offers itself for 1,800 s to every node on the link; what a router guard stops. */
export const routerAdvertisement = ({ source, tag, token }: NeighbourDiscoveryFrame): Frame => {
  const timers = [...half(1800), ...word(0), ...word(0)];
  const message = Uint8Array.of(ROUTER_ADVERTISEMENT, 0, 0, 0, 64, 0, ...timers, ...linkLayerOption(source));
  const content = icmpv6Packet(linkLocalAddress(source), ALL_NODES, message);
  return frameWith({ source, destination: ALL_NODES_MAC, tag, token, etherType: ETHERTYPE.ipv6, content });
};

/** "Who has the link-local address of `target`?", sent to its solicited-node group (RFC 4291, 2.7.1). */
export const neighbourSolicitation = (
  frame: NeighbourDiscoveryFrame & { readonly target?: MacAddress },
): Frame => {
  const { source, tag, token } = frame;
  const target = linkLocalAddress(frame.target ?? SOMEBODY);
  const last = target.subarray(13);
  const group = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, ...last);
  const message = Uint8Array.of(
    NEIGHBOUR_SOLICITATION,
    0,
    0,
    0,
    ...word(0),
    ...target,
    ...linkLayerOption(source),
  );
  const content = icmpv6Packet(linkLocalAddress(source), group, message);
  const destination = macFromBytes(Uint8Array.of(0x33, 0x33, 0xff, ...last));
  return frameWith({ source, destination, tag, token, etherType: ETHERTYPE.ipv6, content });
};

const ICMPV6 = 58;

/** Extension headers are not followed: what hides behind one is not recognised. */
export const isRouterAdvertisement = ({ etherType, payload }: Frame): boolean =>
  etherType === ETHERTYPE.ipv6 && payload[6] === ICMPV6 && payload[40] === ROUTER_ADVERTISEMENT;
