import { macAddress, type MacAddress } from '../terms/mac-address';
import { unreachable } from '../terms/result';
import { arpRequest } from './arp-frame';
import { dhcpDiscover, dhcpOffer } from './dhcp-frames';
import type { Frame, VlanTag } from './frame';
import { neighbourSolicitation, routerAdvertisement } from './neighbour-discovery-frames';
import { pauseFrame } from './pause-frame';

export { arpRequest } from './arp-frame';
export { dhcpDiscover, dhcpOffer } from './dhcp-frames';
export { neighbourSolicitation, routerAdvertisement } from './neighbour-discovery-frames';
export { pauseFrame } from './pause-frame';
export { testFrame, type TestFrame } from './test-frame';
export { tokenOf } from './token';

/** Frames that features call by name. */
export type WellKnownFrameName =
  | 'ARP request'
  | 'PAUSE frame'
  | 'DHCP offer'
  | 'DHCP discover'
  | 'router advertisement'
  | 'neighbour solicitation';

/** Of the block that RFC 7042 keeps for documentation: the client that an offer speaks of. */
const CLIENT = macAddress('00-00-5E-00-53-01');

/** A frame by its name, with its token behind the protocol's own bytes. A PAUSE frame is never tagged. */
export function wellKnownFrame(
  name: WellKnownFrameName,
  source: MacAddress,
  token: string,
  tag?: VlanTag,
): Frame {
  const from = { source, token, tag };
  switch (name) {
    case 'ARP request':
      return arpRequest(from);
    case 'PAUSE frame':
      return pauseFrame({ source, token });
    case 'DHCP offer':
      return dhcpOffer({ ...from, client: CLIENT });
    case 'DHCP discover':
      return dhcpDiscover(from);
    case 'router advertisement':
      return routerAdvertisement(from);
    case 'neighbour solicitation':
      return neighbourSolicitation(from);
    default:
      return unreachable(name);
  }
}
