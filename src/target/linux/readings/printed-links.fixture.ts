import { isGroupAddress, parseMacAddress, type MacAddress } from '../../../terms/mac-address';
import { listOf, numberOf, parsePrinted, recordOf, textOf, type Printed } from './printed-json.fixture';
import type { Links } from './link-reading';
import type { LinkCounters, LinkReading, VfSettings } from './reading';

/** By which the kit's own reading of the kernel is checked: from what `ip -j -d -s` prints for `link show` and `maddr show`. */
export function parsePrintedLinks(text: string): Links {
  const [links = [], groups = []] = parsePrinted(text);
  const groupsOf = new Map(groups.map((each) => [textOf(each['ifname']), groupsIn(each)] as const));
  const read = links.flatMap((each) => {
    const link = linkReading(each, groupsOf.get(textOf(each['ifname'])) ?? []);
    return link === undefined ? [] : [{ printed: each, link }];
  });
  return {
    byName: new Map(read.map(({ printed, link }) => [textOf(printed['ifname']) ?? '', link])),
    byParent: new Map(
      read.flatMap(({ printed, link }) => {
        const parent = textOf(printed['parentdev']);
        return parent === undefined ? [] : [[parent, link] as const];
      }),
    ),
    vfs: new Map(
      read.map(({ printed }) => [
        textOf(printed['ifname']) ?? '',
        settingsIn(listOf(printed['vfinfo_list'])),
      ]),
    ),
  };
}

export const printedMac = (value: unknown): MacAddress | undefined => {
  const parsed = parseMacAddress(textOf(value) ?? '');
  return parsed.ok ? parsed.value : undefined;
};

const groupsIn = (printed: Printed[number]): readonly MacAddress[] =>
  listOf(printed['maddr'])
    .flatMap((each) => printedMac(each['link']) ?? [])
    .filter(isGroupAddress);

function linkReading(printed: Printed[number], groups: readonly MacAddress[]): LinkReading | undefined {
  const mac = printedMac(printed['address']);
  if (mac === undefined) return undefined;
  const flags = Array.isArray(printed['flags']) ? (printed['flags'] as readonly unknown[]) : [];
  return {
    mac,
    mtu: numberOf(printed['mtu']),
    up: flags.includes('UP'),
    carrier: flags.includes('LOWER_UP'),
    promiscuous: numberOf(printed['promiscuity']) > 0,
    allMulticast: numberOf(printed['allmulti']) > 0,
    groups,
    master: textOf(printed['master']),
    counters: countersIn(recordOf(printed['stats64'])),
  };
}

function countersIn(statistics: Readonly<Record<string, unknown>>): LinkCounters {
  const [rx, tx] = [recordOf(statistics['rx']), recordOf(statistics['tx'])];
  return {
    framesIn: numberOf(rx['packets']),
    framesOut: numberOf(tx['packets']),
    bytesIn: numberOf(rx['bytes']),
    bytesOut: numberOf(tx['bytes']),
    dropped: numberOf(rx['dropped']) + numberOf(tx['dropped']),
    errors: numberOf(rx['errors']) + numberOf(tx['errors']),
  };
}

const settingsIn = (vfs: Printed): ReadonlyMap<number, VfSettings> =>
  new Map(vfs.map((each) => [numberOf(each['vf']), settings(each)]));

const NO_ADDRESS = '00-00-00-00-00-00';

function settings(printed: Printed[number]): VfSettings {
  const mac = printedMac(printed['address']);
  const [vlan] = listOf(printed['vlan_list']);
  const rate = recordOf(printed['rate']);
  const state = textOf(printed['link_state']);
  return {
    mac: mac === NO_ADDRESS ? undefined : mac,
    vlan: typeof vlan?.['vlan'] === 'number' && vlan['vlan'] !== 0 ? vlan['vlan'] : undefined,
    qos: numberOf(vlan?.['qos']),
    spoofCheck: printed['spoofchk'] === true,
    trusted: printed['trust'] === true,
    linkState: state === 'enable' || state === 'disable' ? state : 'auto',
    minRate: numberOf(rate['min_tx']),
    maxRate: numberOf(rate['max_tx']),
  };
}
