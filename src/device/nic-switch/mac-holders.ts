import { ANY_VLAN, type ForwardingPort } from './forwarding-port';

/**
 * The VPorts that hold a filter of one MAC address, by VLAN key; one entry a filter, ascending, so that answers do not
 * depend on the order in which filters came. Most addresses have one key and are answered from the two `only` members,
 * without touching the map: at 65,536 filters that is most of the time of a lookup.
 */
export class MacHolders {
  private readonly byVlan = new Map<number, readonly ForwardingPort[]>();
  private onlyVlan = 0;
  private onlyPort: ForwardingPort | undefined = undefined;

  /** @param vlan 0 for an untagged frame. */
  select(vlan: number): ForwardingPort | undefined {
    if (this.onlyPort !== undefined)
      return this.onlyVlan === vlan || this.onlyVlan === ANY_VLAN ? this.onlyPort : undefined;
    return (this.byVlan.get(vlan) ?? this.byVlan.get(ANY_VLAN))?.[0];
  }

  /** Holders of filters that select some frame which a filter with this key selects. */
  rivalsOf(key: number): readonly ForwardingPort[] {
    if (key === ANY_VLAN) return this.all();
    return [...(this.byVlan.get(key) ?? []), ...(this.byVlan.get(ANY_VLAN) ?? [])];
  }

  all(): readonly ForwardingPort[] {
    return Array.from(this.byVlan.values()).flat();
  }

  isEmpty(): boolean {
    return this.byVlan.size === 0;
  }

  add(key: number, port: ForwardingPort): void {
    this.put(
      key,
      [...(this.byVlan.get(key) ?? []), port].sort((a, b) => a.id - b.id),
    );
  }

  remove(key: number, port: ForwardingPort): void {
    const ports = this.byVlan.get(key) ?? [];
    const at = ports.indexOf(port);
    this.put(
      key,
      ports.filter((_, index) => index !== at),
    );
  }

  private put(key: number, ports: readonly ForwardingPort[]): void {
    if (ports.length > 0) this.byVlan.set(key, ports);
    else this.byVlan.delete(key);
    this.onlyPort = undefined;
    if (this.byVlan.size !== 1) return;
    for (const [vlan, [first]] of this.byVlan) {
      this.onlyVlan = vlan;
      this.onlyPort = first;
    }
  }
}
