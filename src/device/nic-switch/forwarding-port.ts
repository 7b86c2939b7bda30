import type { MacAddress } from '../../terms/mac-address';
import { NDIS_DEFAULT_VPORT_ID, type VPortId } from '../../terms/switch-ids';
import type { VPort } from './nic-switch';

/** Key of a filter's VLAN test: an identifier, 0 for untagged-or-zero, or this for a test of the MAC address alone. */
export const ANY_VLAN = -1;

/** A VPort as forwarding sees it: its addresses and VLANs, counted over its filters. Read-only outside this table. */
export class ForwardingPort {
  /** Undefined only while a filter names a VPort that does not exist, which no verb lets happen. */
  vport: VPort | undefined = undefined;
  filters = 0;
  private readonly macs = new Map<MacAddress, number>();
  private readonly vlans = new Map<number, number>();

  readonly isDefault: boolean;

  constructor(readonly id: VPortId) {
    this.isDefault = id === NDIS_DEFAULT_VPORT_ID;
  }

  isActive(): boolean {
    return this.vport?.active === true;
  }

  hasMac(mac: MacAddress): boolean {
    return this.macs.has(mac);
  }

  /** Ruling 5: the one VLAN that its filters name, if it is an access port. */
  accessVlan(): number | undefined {
    if (this.isDefault || this.vlans.size !== 1) return undefined;
    const only = this.vlans.keys().next().value;
    return only !== undefined && only > 0 ? only : undefined;
  }

  /** Belongs to the VLAN; 0 stands for untagged. The default VPort belongs to all (ruling 3). */
  belongsTo(vlan: number): boolean {
    return this.isDefault || this.vlans.has(vlan) || this.vlans.has(ANY_VLAN);
  }

  /** @returns true if the VLAN key is new to the port. */
  add(mac: MacAddress, vlan: number): boolean {
    this.filters++;
    raise(this.macs, mac);
    return raise(this.vlans, vlan) === 1;
  }

  /** @returns true if no filter of the port has the VLAN key any more. */
  remove(mac: MacAddress, vlan: number): boolean {
    this.filters--;
    lower(this.macs, mac);
    return lower(this.vlans, vlan) === 0;
  }
}

function raise<K>(counts: Map<K, number>, key: K): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function lower<K>(counts: Map<K, number>, key: K): number {
  const count = (counts.get(key) ?? 0) - 1;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
  return count;
}
