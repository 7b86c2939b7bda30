import type { PortPaths, SwitchPaths } from '../../../path/configuration';
import type { MacAddress } from '../../../terms/mac-address';
import type { BridgePortReading, BridgeReading, PartitionReading, Reading } from '../readings/reading';
import {
  addressOf,
  UNTAGGED_VLAN,
  type LinuxPartition,
  type LinuxSwitch,
  type LinuxTestbed,
} from '../testbed';

const EXTERNAL = 1;
const MANAGEMENT = 2;
/** Of the partition with number 0, which there is not. */
const PARTITIONS = 2;

export const portIdOf = ({ number }: LinuxPartition): number => PARTITIONS + number;

/** A bridge as an extensible switch: its ports by what the bridge says of them. */
export const switchPaths = (
  { switch: name, type, adapter, bridge }: LinuxSwitch,
  index: number,
  { partitions }: LinuxTestbed,
  reading: Reading,
): SwitchPaths => ({
  switch: name,
  type,
  adapter,
  ports: [
    ...(type === 'external' ? [externalPort(reading.bridges.get(index)?.uplink)] : []),
    ...(type === 'private' ? [] : [managementPort(reading.bridges.get(index))]),
    ...partitions
      .filter((each) => each.switch === name)
      .map((each) => partitionPort(each, bridge, reading.partitions.get(each.number))),
  ],
  extensions: [],
});

const PLAIN = {
  allowTeaming: false,
  dhcpGuard: false,
  routerGuard: false,
  allowPriorityTag: false,
  stormLimit: 0,
  mirrorTo: undefined,
  acl: [],
} as const;

const externalPort = (uplink: BridgePortReading | undefined): PortPaths => ({
  ...PLAIN,
  port: EXTERNAL,
  owner: { kind: 'external' },
  connected: uplink?.state === 'forwarding',
  permanentMac: undefined,
  currentMac: undefined,
  allowMacSpoofing: false,
  vlan: { kind: 'untagged' },
});

const managementPort = (bridge: BridgeReading | undefined): PortPaths => ({
  ...PLAIN,
  port: MANAGEMENT,
  owner: { kind: 'management-os' },
  connected: bridge?.netdev?.up ?? false,
  permanentMac: bridge?.netdev?.mac,
  currentMac: bridge?.netdev?.mac,
  allowMacSpoofing: false,
  vlan: vlanOf(bridge?.own),
});

function partitionPort(
  partition: LinuxPartition,
  bridge: string,
  read: PartitionReading | undefined,
): PortPaths {
  const mac = addressAt(partition, read);
  return {
    ...PLAIN,
    port: portIdOf(partition),
    owner: { kind: 'partition', partition: partition.partition },
    connected: read?.hostPort?.master === bridge && read.hostPort.up,
    permanentMac: mac,
    currentMac: mac,
    allowMacSpoofing: read?.port?.locked === false,
    vlan: vlanOf(read?.port),
  };
}

/** The address that the bridge forwards to the port. While the guest uses its VF the bridge knows none; then it is the configured one. */
const addressAt = (partition: LinuxPartition, read: PartitionReading | undefined): MacAddress =>
  read?.port?.addresses[0]?.mac ?? addressOf(partition);

/** The VLAN that untagged frames of the port travel under. */
function vlanOf(port: BridgePortReading | undefined): PortPaths['vlan'] {
  const own = port?.vlans.find((each) => each.pvid)?.vlan;
  return own === undefined || own === UNTAGGED_VLAN ? { kind: 'untagged' } : { kind: 'access', vlan: own };
}
