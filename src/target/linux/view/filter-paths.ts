import type { AdapterPaths } from '../../../path/configuration';
import type { MacAddress } from '../../../terms/mac-address';
import type { Reading } from '../readings/reading';
import { UNTAGGED_VLAN, type LinuxTestbed } from '../testbed';
import { vportOf } from './vport-of';

type FilterPaths = AdapterPaths['filters'][number];

/**
 * Receive filters as the machine shows them: of a VF that somebody holds, what the PF has set for it, or where it set no
 * address the one that its driver uses; of the default VPort, the addresses that the PF takes and a bridge leads on.
 */
export const filterPaths = (testbed: LinuxTestbed, reading: Reading): AdapterPaths['filters'] => [
  ...defaultVPortFilters(reading),
  ...testbed.partitions.flatMap(({ vf }) => (vf === undefined ? [] : vfFilters(vf.vf, reading))),
];

function vfFilters(vf: number, { settings, vfs }: Reading): readonly FilterPaths[] {
  const set = settings.get(vf);
  const mac = set?.mac ?? vfs.get(vf)?.netdev?.mac;
  return mac === undefined ? [] : [{ vport: vportOf(vf), mac, vlan: vlanKey(set?.vlan) }];
}

/** An address that a bridge knows and the PF's driver does not take never comes that far. */
function defaultVPortFilters({ pf, bridges, partitions }: Reading): readonly FilterPaths[] {
  if (pf?.netdev?.master === undefined) return [];
  const taken = (mac: MacAddress): boolean =>
    pf.unicast.includes(mac) || pf.netdev?.mac === mac || pf.netdev?.promiscuous === true;
  const management = bridges.map(({ netdev, uplink }) =>
    uplink === undefined || netdev === undefined ? [] : [{ mac: netdev.mac, vlan: undefined }],
  );
  const ports = partitions.map(({ hostPort, port }) =>
    hostPort?.master === pf.netdev?.master ? (port?.addresses ?? []) : [],
  );
  return [...management, ...ports]
    .flat()
    .filter(({ mac }) => taken(mac))
    .map(({ mac, vlan }) => ({ vport: 0, mac, vlan: vlanKey(vlan) }));
}

const vlanKey = (vlan: number | undefined): FilterPaths['vlan'] =>
  vlan === undefined || vlan === UNTAGGED_VLAN ? { kind: 'untagged-or-zero' } : { kind: 'id', id: vlan };
