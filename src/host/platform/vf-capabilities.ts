import type { RoutingId } from '../../terms/routing-id';
import type { HostCarrier } from '../host-carrier';
import type { VpciDevice } from './virtual-pci';

const POINTER = 0x34;
const POWER_MANAGEMENT = 0x01;
const PCI_EXPRESS = 0x10;
const MOST_CAPABILITIES = 48;

/**
 * Where a VF's capabilities lie that carry privileged bits, read by the management OS's own bus driver: the guest's
 * writes to them must be caught, wherever this adapter has put them.
 */
export function findCapabilities(
  carrier: HostCarrier,
  adapter: string,
  routingId: RoutingId,
): VpciDevice['capabilities'] {
  const read = (offset: number, width: 1 | 2): number => {
    const outcome = carrier.device(adapter, { kind: 'config-read', routingId, offset, width });
    return outcome.kind === 'value' && !outcome.unsupportedRequest ? outcome.value : 0;
  };
  const found = new Map<number, number>();
  let at = read(POINTER, 1) & 0xfc;
  for (let count = 0; at !== 0 && count < MOST_CAPABILITIES; count++) {
    const header = read(at, 2);
    found.set(header & 0xff, at);
    at = (header >> 8) & 0xfc;
  }
  return { pciExpress: found.get(PCI_EXPRESS) ?? 0, power: found.get(POWER_MANAGEMENT) ?? 0 };
}
