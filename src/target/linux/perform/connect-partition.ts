import type { Step } from '../machine';
import { SYNTHETIC, UNTAGGED_VLAN, type LinuxPartition, type LinuxSwitch } from '../testbed';
import type { Bench } from '../bench';
import { bridge, bridgeBatch, ip, ipBatch } from './devices';
import { announceAddress } from './hand-over-vf';
import { linuxMac } from './linux-mac';

/** A guest: a namespace with its synthetic adapter, one end of a veth pair. */
export const makeGuest = ({ namespace, hostPort, mac }: LinuxPartition): readonly Step[] => [
  ip('netns', 'add', namespace),
  ip(
    ...['link', 'add', hostPort, 'type', 'veth', 'peer', 'name', SYNTHETIC],
    ...['netns', namespace, 'address', linuxMac(mac)],
  ),
  ip('-n', namespace, 'link', 'set', SYNTHETIC, 'up'),
];

/** Its port on the bridge: one VLAN, no learning, no flooding, and only its own address as a source. */
export const connect = ({ subject }: Bench, partition: LinuxPartition, on: LinuxSwitch): readonly Step[] => [
  ipBatch([`link set ${partition.hostPort} master ${on.bridge}`, `link set ${partition.hostPort} up`]),
  bridgeBatch([
    `link set dev ${partition.hostPort} learning off flood off`,
    ...accessVlan(partition, on.type === 'external' ? subject.netdev : undefined),
  ]),
  announceAddress(partition),
  guardSource(partition),
];

export const disconnect = ({ hostPort }: LinuxPartition): readonly Step[] => [
  ip('link', 'set', hostPort, 'nomaster'),
];

export function accessVlan(
  { vlan, hostPort }: LinuxPartition,
  uplink: string | undefined,
): readonly string[] {
  if (vlan === undefined) return [];
  return [
    `vlan del dev ${hostPort} vid ${UNTAGGED_VLAN}`,
    `vlan add dev ${hostPort} vid ${vlan} pvid untagged`,
    ...(uplink === undefined ? [] : [`vlan add dev ${uplink} vid ${vlan}`]),
  ];
}

/** A locked port takes frames only from addresses that the bridge knows to be behind it. */
export const guardSource = ({ hostPort, macSpoofing }: LinuxPartition): Step =>
  bridge('link', 'set', 'dev', hostPort, 'locked', macSpoofing ? 'off' : 'on');
