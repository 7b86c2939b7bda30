import type { Step } from '../machine';
import { addressOf, SYNTHETIC, UNTAGGED_VLAN, type LinuxPartition, type LinuxSwitch } from '../testbed';
import type { Bench } from '../bench';
import { bridgeBatch, bridgeEach, ip, ipBatch, setLink } from './devices';
import { linuxMac } from './linux-mac';

/** A guest, on its switch if it has one: a namespace with its synthetic adapter, one end of a veth pair. */
export function makeGuest(
  bench: Bench,
  partition: LinuxPartition,
  on: LinuxSwitch | undefined,
): readonly Step[] {
  const { namespace, hostPort, mac } = partition;
  return [
    ipBatch([
      `netns add ${namespace}`,
      `link add ${hostPort} type veth peer name ${SYNTHETIC} netns ${namespace} address ${linuxMac(mac)}`,
      ...(on === undefined ? [] : pluggingInto(on, partition)),
    ]),
    setLink(true, SYNTHETIC, namespace),
    ...(on === undefined ? [] : [portOn(bench, partition, on)]),
  ];
}

export const connect = (bench: Bench, partition: LinuxPartition, on: LinuxSwitch): readonly Step[] => [
  ipBatch(pluggingInto(on, partition)),
  portOn(bench, partition, on),
];

const pluggingInto = ({ bridge }: LinuxSwitch, { hostPort }: LinuxPartition): readonly string[] => [
  `link set ${hostPort} master ${bridge}`,
  `link set ${hostPort} up`,
];

/**
 * The port of a guest: one VLAN, no learning, no flooding, and only its own address as a source. A guest that is about to
 * get a VF leaves its address to that.
 */
const portOn = ({ subject }: Bench, partition: LinuxPartition, on: LinuxSwitch): Step =>
  bridgeBatch([
    `link set dev ${partition.hostPort} learning off flood off`,
    ...accessVlan(partition, on.type === 'external' ? subject.netdev : undefined),
    ...(partition.vf === undefined ? [announcing(partition)] : []),
    guarding(partition),
  ]);

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

/**
 * A locked port takes frames only from addresses that the bridge knows to be behind it. While the guest is on its VF the
 * bridge knows none there, and the port stays open.
 */
const guarding = ({ hostPort, macSpoofing, vf }: LinuxPartition): string =>
  `link set dev ${hostPort} locked ${macSpoofing || vf !== undefined ? 'off' : 'on'}`;

export const guardSource = (partition: LinuxPartition): Step => bridgeBatch([guarding(partition)]);

const placeOf = (partition: LinuxPartition): string =>
  `${linuxMac(addressOf(partition))} dev ${partition.hostPort} master`;
const vlanOf = ({ vlan }: LinuxPartition): string => `vlan ${vlan ?? UNTAGGED_VLAN}`;

/** The bridge, and through it the PF's own filters, know the address: frames for it come to the default VPort. */
const announcing = (partition: LinuxPartition): string =>
  `fdb replace ${placeOf(partition)} static ${vlanOf(partition)}`;

/** On the synthetic path: the address and the guard that needs it. */
export const announceAddress = (partition: LinuxPartition): Step =>
  bridgeBatch([announcing(partition), guarding({ ...partition, vf: undefined })]);

/** Off the synthetic path. */
export const withdrawAddress = (partition: LinuxPartition): Step =>
  bridgeEach([
    `link set dev ${partition.hostPort} locked off`,
    `fdb del ${placeOf(partition)} ${vlanOf(partition)}`,
  ]);

/**
 * A guest whose VF driver stopped is to be found behind its port by its neighbours on the switch, while its filter stays
 * with the VF: an entry that is not static is no filter of the PF.
 */
export const followStoppedGuest = (partition: LinuxPartition): Step =>
  bridgeBatch([`fdb replace ${placeOf(partition)} dynamic ${vlanOf(partition)}`]);
