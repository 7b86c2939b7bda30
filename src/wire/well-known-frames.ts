import { BROADCAST, macAddress, macBytes, type MacAddress } from '../terms/mac-address';
import { ETHERTYPE, type Frame, type VlanTag } from './frame';
import { half, ipv4Address } from './internet-packets';
import { frameWith } from './test-frame';

export { dhcpDiscover, dhcpOffer, isDhcpServerFrame } from './dhcp-frames';
export {
  isRouterAdvertisement,
  neighbourSolicitation,
  routerAdvertisement,
} from './neighbour-discovery-frames';
export { testFrame, type TestFrame } from './test-frame';
export { tokenOf } from './token';

/** IEEE 802.3 annex 31B: never forwarded by a bridge. */
export const PAUSE_ADDRESS = macAddress('01-80-C2-00-00-01');
const PAUSE_OPCODE = 0x0001;

/** Asks the link partner for silence; with `quanta` 0 to 65535 units of 512 bit times. From a VF it is an attack. */
export const pauseFrame = (frame: {
  readonly source: MacAddress;
  readonly quanta?: number;
  readonly token?: string | undefined;
}): Frame =>
  frameWith({
    source: frame.source,
    destination: PAUSE_ADDRESS,
    token: frame.token,
    etherType: ETHERTYPE.macControl,
    content: Uint8Array.of(...half(PAUSE_OPCODE), ...half(frame.quanta ?? 0xffff)),
  });

export const isPause = (frame: Frame): boolean =>
  frame.destination === PAUSE_ADDRESS && frame.etherType === ETHERTYPE.macControl;

/** An ARP request: the broadcast that every network carries. */
export const arpRequest = (frame: {
  readonly source: MacAddress;
  readonly tag?: VlanTag | undefined;
  readonly sender?: string;
  readonly target?: string;
  readonly token?: string | undefined;
}): Frame => {
  const sender = ipv4Address(frame.sender ?? '192.0.2.10');
  const target = ipv4Address(frame.target ?? '192.0.2.20');
  const hardware = macBytes(frame.source);
  return frameWith({
    source: frame.source,
    destination: BROADCAST,
    tag: frame.tag,
    token: frame.token,
    etherType: ETHERTYPE.arp,
    content: Uint8Array.of(0, 1, 8, 0, 6, 4, 0, 1, ...hardware, ...sender, 0, 0, 0, 0, 0, 0, ...target),
  });
};
