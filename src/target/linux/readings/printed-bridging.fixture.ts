import { isGroupAddress, type MacAddress } from '../../../terms/mac-address';
import type { Bridging } from './bridge-reading';
import { listOf, numberOf, parsePrinted, textOf, type Printed } from './printed-json.fixture';
import { printedMac } from './printed-links.fixture';
import type { BridgePortReading, PortVlan } from './reading';

/** From what `bridge -j -d` prints for `link show`, `vlan show` and `fdb show`. */
export function parsePrintedBridging(text: string): Bridging {
  const [links = [], vlans = [], entries = []] = parsePrinted(text);
  const names = new Set([...links, ...vlans].flatMap((each) => textOf(each['ifname']) ?? []));
  const named = (list: Printed, name: string): Printed[number] =>
    list.find((each) => each['ifname'] === name) ?? {};
  const of = (name: string): Printed => entries.filter((each) => each['ifname'] === name);
  return {
    ports: new Map(
      Array.from(names, (name) => [name, portReading(named(links, name), named(vlans, name), of(name))]),
    ),
    unicast: new Map(Array.from(names, (name) => [name, ownUnicast(of(name))])),
  };
}

const portReading = (link: Printed[number], vlan: Printed[number], entries: Printed): BridgePortReading => ({
  state: textOf(link['state']) ?? 'none',
  learning: link['learning'] === true,
  flood: link['flood'] === true,
  multicastFlood: link['mcast_flood'] === true,
  broadcastFlood: link['bcast_flood'] === true,
  isolated: link['isolated'] === true,
  hairpin: link['hairpin'] === true,
  locked: link['locked'] === true,
  vlans: listOf(vlan['vlans']).map(portVlan),
  addresses: entries
    .filter((each) => each['state'] === 'static')
    .flatMap(addressOf)
    .sort(byAddress),
});

function portVlan(printed: Printed[number]): PortVlan {
  const flags = Array.isArray(printed['flags']) ? (printed['flags'] as readonly unknown[]) : [];
  return {
    vlan: numberOf(printed['vlan']),
    pvid: flags.includes('PVID'),
    untagged: flags.includes('Egress Untagged'),
  };
}

type Address = BridgePortReading['addresses'][number];

function addressOf(printed: Printed[number]): readonly Address[] {
  const mac = printedMac(printed['mac']);
  const vlan = printed['vlan'];
  return mac === undefined ? [] : [{ mac, vlan: typeof vlan === 'number' ? vlan : undefined }];
}

/** The kernel keeps entries by hash; their order tells nothing. */
const byAddress = (a: Address, b: Address): number =>
  a.mac < b.mac ? -1 : a.mac > b.mac ? 1 : (a.vlan ?? -1) - (b.vlan ?? -1);

const ownUnicast = (entries: Printed): readonly MacAddress[] =>
  entries
    .filter(({ flags }) => Array.isArray(flags) && flags.includes('self'))
    .flatMap((each) => printedMac(each['mac']) ?? [])
    .filter((mac) => !isGroupAddress(mac))
    .sort();
