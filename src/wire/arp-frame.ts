import { BROADCAST, macBytes, type MacAddress } from '../terms/mac-address';
import { ETHERTYPE, type Frame, type VlanTag } from './frame';
import { ipv4Address } from './internet-packets';
import { frameWith } from './test-frame';

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
