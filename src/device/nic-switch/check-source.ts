import { macAddress } from '../../terms/mac-address';
import { ETHERTYPE, type Frame } from '../../wire/frame';
import type { ForwardingPort } from './forwarding-port';
import type { DropCause } from './forwarding';

export const MAC_CONTROL_ADDRESS = macAddress('01-80-C2-00-00-01');

/**
 * What a VF may send at all (ISO-LAW-07, ruling 7). The PF is trusted: what it sends was checked by the extensible switch.
 * Not covered: whether the address is used on the VLAN that its filter names; the VLAN is `tagOnIngress`'s.
 */
export function checkSource(sender: ForwardingPort, frame: Frame): DropCause | undefined {
  if (sender.vport?.function.kind !== 'vf') return undefined;
  if (frame.etherType === ETHERTYPE.macControl || frame.destination === MAC_CONTROL_ADDRESS)
    return { reason: 'mac-control-from-vf', rule: 'ISO-LAW-07' };
  return sender.hasMac(frame.source) || sender.vport.allowMacSpoofing
    ? undefined
    : { reason: 'spoofed-source', rule: 'ISO-LAW-07' };
}
