import type { VfId } from '../../terms/function-id';
import type { MacAddress } from '../../terms/mac-address';
import { NDIS_DEFAULT_VPORT_ID, type VPortId } from '../../terms/switch-ids';
import { Table, type Change } from '../../terms/table';
import { ANY_VLAN, ForwardingPort } from './forwarding-port';
import { MacHolders } from './mac-holders';
import type { NicSwitch, ReceiveFilter, SwitchLimits, VlanTest, VPort } from './nic-switch';

export function vlanKey(test: VlanTest): number {
  if (test.kind === 'id') return test.id;
  return test.kind === 'untagged-or-zero' ? 0 : ANY_VLAN;
}

/**
 * What forwarding and uniqueness ask of VPorts and filters, compiled. One table follows all versions of a switch: before
 * it answers for a version it takes over the difference to the version it stood at, which the persistent tables give in
 * time proportional to the change. So a moved filter costs the same among 65,536 others as among two, and going back to
 * an older version (as exploration does) is a difference like any other. The answers depend on the version alone.
 */
export class ForwardingTable {
  private vports = Table.empty<VPort>();
  private filters = Table.empty<ReceiveFilter>();
  private readonly ports: (ForwardingPort | undefined)[] = [];
  private readonly holders = new Map<MacAddress, MacHolders>();
  private readonly vportOfVf = new Map<VfId, VPortId>();
  private readonly members = new Map<number, Map<number, ForwardingPort>>();
  private readonly lists = new Map<number, readonly ForwardingPort[]>();

  follow(vports: Table<VPort>, filters: Table<ReceiveFilter>): this {
    if (vports !== this.vports) this.takeVPorts(this.vports.changesTo(vports));
    if (filters !== this.filters) this.takeFilters(this.filters.changesTo(filters));
    this.vports = vports;
    this.filters = filters;
    return this;
  }

  port(vport: number): ForwardingPort | undefined {
    const port = this.ports[vport];
    return port?.vport === undefined ? undefined : port;
  }

  defaultPort(): ForwardingPort | undefined {
    return this.port(NDIS_DEFAULT_VPORT_ID);
  }

  /** The VPort whose filter selects (mac, vlan), active or not; vlan 0 for an untagged frame. */
  holder(mac: MacAddress, vlan: number): ForwardingPort | undefined {
    return this.holders.get(mac)?.select(vlan);
  }

  /** Every VPort that holds the address, on whatever VLAN. */
  holdersOfMac(mac: MacAddress): readonly ForwardingPort[] {
    return [...new Set(this.holders.get(mac)?.all() ?? [])].sort((a, b) => a.id - b.id);
  }

  /** How many filters of other VPorts select some frame that this test selects (ruling 8, ISO-LAW-11). */
  rivals(mac: MacAddress, test: VlanTest, vport: VPortId): number {
    const ports = this.holders.get(mac)?.rivalsOf(vlanKey(test)) ?? [];
    return ports.filter((port) => port.id !== vport).length;
  }

  vportOf(vf: VfId): VPortId | undefined {
    return this.vportOfVf.get(vf);
  }

  /** Number of VFs that have a VPort. */
  portedVfs(): number {
    return this.vportOfVf.size;
  }

  /** VPorts that a broadcast on this VLAN concerns, active or not, ascending: the default VPort belongs to every VLAN (ruling 3). */
  membersOf(vlan: number): readonly ForwardingPort[] {
    const known = this.lists.get(vlan);
    if (known !== undefined) return known;
    const ports = new Set<ForwardingPort>();
    for (const port of [
      this.ports[NDIS_DEFAULT_VPORT_ID],
      ...this.filteredOn(vlan),
      ...this.filteredOn(ANY_VLAN),
    ])
      if (port !== undefined) ports.add(port);
    const list = [...ports].sort((a, b) => a.id - b.id);
    this.lists.set(vlan, list);
    return list;
  }

  private filteredOn(key: number): Iterable<ForwardingPort> {
    return this.members.get(key)?.values() ?? [];
  }

  private takeVPorts(changes: readonly Change<VPort>[]): void {
    for (const { was } of changes) if (was?.function.kind === 'vf') this.vportOfVf.delete(was.function.vf);
    for (const { key, is } of changes) {
      this.portAt(key).vport = is;
      if (is?.function.kind === 'vf') this.vportOfVf.set(is.function.vf, is.id);
      this.forgetIfEmpty(key);
    }
    if (changes.length > 0) this.lists.clear();
  }

  /** Adds before it removes: a moved filter's address then keeps its place in a map that is slow to change at 65,536. */
  private takeFilters(changes: readonly Change<ReceiveFilter>[]): void {
    for (const { is } of changes) if (is !== undefined) this.add(is);
    for (const { was } of changes) if (was !== undefined) this.remove(was);
  }

  private add(filter: ReceiveFilter): void {
    const key = vlanKey(filter.vlan);
    const port = this.portAt(filter.vport);
    if (port.add(filter.mac, key)) {
      entryOf(this.members, key, () => new Map()).set(port.id, port);
      this.changedMembers(key);
    }
    entryOf(this.holders, filter.mac, () => new MacHolders()).add(key, port);
  }

  private remove(filter: ReceiveFilter): void {
    const key = vlanKey(filter.vlan);
    const port = this.portAt(filter.vport);
    if (port.remove(filter.mac, key)) {
      this.members.get(key)?.delete(port.id);
      this.changedMembers(key);
    }
    const holders = this.holders.get(filter.mac);
    holders?.remove(key, port);
    if (holders?.isEmpty() === true) this.holders.delete(filter.mac);
    this.forgetIfEmpty(filter.vport);
  }

  private changedMembers(key: number): void {
    if (key === ANY_VLAN) this.lists.clear();
    else this.lists.delete(key);
  }

  private portAt(vport: number): ForwardingPort {
    return (this.ports[vport] ??= new ForwardingPort(vport as VPortId));
  }

  private forgetIfEmpty(vport: number): void {
    const port = this.ports[vport];
    if (port?.vport === undefined && port?.filters === 0) this.ports[vport] = undefined;
  }
}

const tables = new WeakMap<SwitchLimits, ForwardingTable>();

/** The table of a switch, brought to this version. Valid until the next call for another version of the same switch. */
export function forwardingTable(nicSwitch: NicSwitch): ForwardingTable {
  let table = tables.get(nicSwitch.limits);
  if (table === undefined) tables.set(nicSwitch.limits, (table = new ForwardingTable()));
  return table.follow(nicSwitch.vports, nicSwitch.filters);
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
