import type { AdapterPaths, PartitionPaths, PathConfiguration } from '../../../path/configuration';
import { PF, vfFunction, vfId } from '../../../terms/function-id';
import type { ConfigReading, LinkReading, Reading, VfReading } from '../readings/reading';
import type { Subject } from '../subject';
import { addressOf, pathOf, type LinuxPartition, type LinuxTestbed } from '../testbed';
import { stationsOf } from '../traffic/stations';
import { filterPaths } from './filter-paths';
import { switchPaths } from './switch-paths';
import { vportOf } from './vport-of';

/** Ethernet header and one tag; the frame check sequence is nobody's business here. */
const AROUND_PAYLOAD = 18;

/** What the path oracle reads, out of what the machine shows; from the kit's intentions only what no machine tells. */
export const pathConfiguration = (
  subject: Subject,
  testbed: LinuxTestbed,
  reading: Reading,
): PathConfiguration => ({
  adapters:
    testbed.adapter === undefined ? [] : [adapterPaths(testbed.adapter.adapter, subject, testbed, reading)],
  switches: testbed.switches.map((each, index) => switchPaths(each, index, testbed, reading)),
  partitions: testbed.partitions.map((each) => partitionPaths(each, testbed)),
  stations: stationsOf(testbed),
});

function adapterPaths(
  adapter: string,
  subject: Subject,
  testbed: LinuxTestbed,
  reading: Reading,
): AdapterPaths {
  const { pf } = reading;
  const driverRunning = pf?.driver !== undefined;
  return {
    adapter,
    linkUp: pf?.netdev?.carrier ?? false,
    driverRunning,
    nicSwitchUsable: driverRunning && pf?.netdev?.up === true,
    localForwardingWithLinkDown: true,
    maxFrameSize: (pf?.netdev?.mtu ?? subject.mtu) + AROUND_PAYLOAD,
    vports: vportPaths(testbed, reading),
    filters: filterPaths(testbed, reading),
    functions: [
      { function: PF, partition: undefined, ...gates(pf?.config, pf?.netdev), ...receiveMode(pf?.netdev) },
      ...Array.from(reading.vfs.entries(), ([vf, each]) => vfPaths(vf, each, testbed)),
    ],
  };
}

/** A VF has its VPort for as long as somebody holds it. */
const vportPaths = (testbed: LinuxTestbed, { pf, settings }: Reading): AdapterPaths['vports'] => [
  { vport: 0, function: PF, active: pf?.netdev?.up ?? false, allowMacSpoofing: true },
  ...heldVfs(testbed).map((vf) => ({
    vport: vportOf(vf),
    function: vfFunction(vfId(vf)),
    active: settings.get(vf)?.linkState !== 'disable',
    allowMacSpoofing: settings.get(vf)?.spoofCheck === false,
  })),
];

export const heldVfs = ({ partitions }: LinuxTestbed): readonly number[] =>
  partitions.flatMap(({ vf }) => (vf === undefined ? [] : [vf.vf])).sort((a, b) => a - b);

type FunctionPaths = AdapterPaths['functions'][number];

function vfPaths(vf: number, { config, netdev }: VfReading, { partitions }: LinuxTestbed): FunctionPaths {
  const holder = partitions.find((each) => each.vf?.vf === vf);
  return {
    function: vfFunction(vfId(vf)),
    ...gates(config, netdev),
    ...receiveMode(netdev),
    ...(netdev !== undefined && { maxFrameSize: netdev.mtu + AROUND_PAYLOAD }),
    partition: holder?.partition,
  };
}

/** Receive rings are the driver's, which fills them while its device is up. */
const gates = (
  config: ConfigReading | undefined,
  netdev: LinkReading | undefined,
): Pick<
  FunctionPaths,
  'busMasterEnable' | 'powered' | 'receiveEnabled' | 'transmitEnabled' | 'receiveBuffers'
> => ({
  busMasterEnable: config?.command.busMaster ?? false,
  powered: config !== undefined && (config.power ?? 'D0') === 'D0',
  receiveEnabled: netdev?.up ?? false,
  transmitEnabled: netdev?.up ?? false,
  receiveBuffers: Infinity,
});

/** A device that is up always takes broadcasts. */
const receiveMode = (
  netdev: LinkReading | undefined,
): Pick<FunctionPaths, 'broadcast' | 'allMulticast' | 'promiscuous' | 'groups'> => ({
  broadcast: netdev?.up ?? false,
  allMulticast: netdev?.allMulticast ?? false,
  promiscuous: netdev?.promiscuous ?? false,
  groups: netdev?.groups ?? [],
});

function partitionPaths(partition: LinuxPartition, { adapter, switches }: LinuxTestbed): PartitionPaths {
  const under = switches.find((each) => each.switch === partition.switch)?.adapter;
  return {
    partition: partition.partition,
    running: partition.running,
    path: pathOf(partition),
    adapter: partition.vf === undefined ? under : adapter?.adapter,
    vf: partition.vf?.vf,
    mac: addressOf(partition),
  };
}
