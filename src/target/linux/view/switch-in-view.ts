import type { PortPaths, SwitchPaths } from '../../../path/configuration';
import { MANAGEMENT_OS } from '../../../terms/party';
import type { CountersInTestbed, PortInTestbed, SwitchInTestbed } from '../../testbed-view';
import { FIRST_HOST } from '../first-host';
import type { Reading } from '../readings/reading';
import type { LinuxPartition, LinuxTestbed } from '../testbed';
import { countersInView } from './functions-in-view';

export const switchInView = (
  { switch: name, type, adapter, ports }: SwitchPaths,
  testbed: LinuxTestbed,
  reading: Reading,
): SwitchInTestbed => ({
  switch: name,
  host: FIRST_HOST,
  type,
  adapter,
  ports: ports.map((port) => portInView(port, testbed, reading)),
  extensions: [],
});

function portInView(port: PortPaths, { adapter, partitions }: LinuxTestbed, reading: Reading): PortInTestbed {
  const { owner } = port;
  const partition =
    owner.kind === 'partition' ? partitions.find((each) => each.partition === owner.partition) : undefined;
  const hostPort = partition && reading.partitions.get(partition.number)?.hostPort;
  return {
    portId: port.port,
    nicIndex: 0,
    owner: ownerName(port, adapter?.adapter),
    kind: owner.kind === 'partition' ? 'synthetic' : owner.kind === 'external' ? 'external' : 'internal',
    state: port.connected ? 'connected' : 'disconnected',
    vfAssigned: partition?.vf !== undefined,
    permanentMac: port.permanentMac,
    currentMac: port.currentMac,
    vlan: port.vlan,
    acl: [],
    iovWeight: weightOf(partition),
    references: 0,
    counters: {
      ...asGuestCounts(countersInView(owner.kind === 'external' ? reading.pf?.netdev : hostPort)),
      filtered: 0,
    },
  };
}

/** What the device behind a port takes in is what comes out of it towards the switch. */
const asGuestCounts = (counters: CountersInTestbed): CountersInTestbed => ({
  ...counters,
  framesIn: counters.framesOut,
  framesOut: counters.framesIn,
  bytesIn: counters.bytesOut,
  bytesOut: counters.bytesIn,
});

const ownerName = ({ owner }: PortPaths, adapter: string | undefined): string => {
  if (owner.kind === 'partition') return owner.partition;
  return owner.kind === 'management-os' ? MANAGEMENT_OS : (adapter ?? 'external');
};

const weightOf = (partition: LinuxPartition | undefined): number => partition?.iovWeight ?? 0;
