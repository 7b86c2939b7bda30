import type { PathConfiguration } from '../../../path/configuration';
import { vfId } from '../../../terms/function-id';
import { filterId, vportId } from '../../../terms/switch-ids';
import type { Reading } from '../readings/reading';
import { FIRST_HOST } from '../first-host';
import type { Subject } from '../subject';
import { pathOf, type LinuxPartition, type LinuxTestbed } from '../testbed';
import type {
  AdapterInTestbed,
  PartitionInTestbed,
  TestbedEvent,
  TestbedView,
  VPortInTestbed,
} from '../../testbed-view';
import { countersInView, pfInView, vfInView } from './functions-in-view';
import { pathConfiguration } from './path-configuration';
import { switchInView } from './switch-in-view';

/** The testbed in words. What no Linux tells is empty or zero; sentences that read it ask for its capability first. */
export function linuxView(
  subject: Subject,
  testbed: LinuxTestbed,
  reading: Reading,
  log: readonly TestbedEvent[],
): TestbedView {
  const paths = pathConfiguration(subject, testbed, reading);
  return {
    hosts: [FIRST_HOST],
    adapters:
      testbed.adapter === undefined
        ? []
        : [adapterInView(testbed.adapter.adapter, subject, testbed, reading, paths)],
    switches: paths.switches.map((each) => switchInView(each, testbed, reading)),
    partitions: testbed.partitions.map((each) => partitionInView(each, testbed, reading)),
    stations: paths.stations,
    log,
  };
}

function adapterInView(
  adapter: string,
  subject: Subject,
  testbed: LinuxTestbed,
  reading: Reading,
  { adapters: [paths] }: PathConfiguration,
): AdapterInTestbed {
  const { pf, vfs } = reading;
  const sriov = pf?.config?.sriov;
  return {
    adapter,
    host: FIRST_HOST,
    profileId: subject.pfDriver,
    driver: pf?.driver === undefined ? 'absent' : 'running',
    link: pf?.netdev?.carrier === true ? 'up' : 'down',
    totalVfs: sriov?.totalVfs ?? subject.totalVfs,
    numVfs: sriov?.numVfs ?? 0,
    vfEnable: sriov?.vfEnable ?? false,
    pf: pfInView(subject, pf),
    vfs: Array.from(vfs.entries(), ([vf, each]) => vfInView(vf, each, testbed)),
    vports: paths?.vports.map((each) => vportInView(each, reading)) ?? [],
    filters:
      paths?.filters.map(({ vport, mac, vlan }, index) => ({
        filter: filterId(index + 1),
        vport: vportId(vport),
        mac,
        vlan: vlan.kind === 'id' ? vlan.id : vlan.kind,
      })) ?? [],
    nicSwitch: {
      exists: paths?.driverRunning ?? false,
      usable: paths?.nicSwitchUsable ?? false,
      numVfs: sriov?.numVfs ?? 0,
      numVPorts: (sriov?.numVfs ?? 0) + 1,
      freeQueuePairs: 0,
      freeVPorts: 0,
      freeFilters: 0,
    },
    portCounters: countersInView(undefined),
  };
}

/** Queue pairs of VFs are dealt out by the hardware, and no file tells how. */
const vportInView = (
  { vport, function: of, active }: PathConfiguration['adapters'][number]['vports'][number],
  { pf, vfs }: Reading,
): VPortInTestbed => ({
  vport: vportId(vport),
  function: of,
  active,
  queuePairs: 0,
  firstQueuePair: 0,
  counters: countersInView(of.kind === 'pf' ? pf?.netdev : vfs.get(of.vf)?.netdev),
});

function partitionInView(
  partition: LinuxPartition,
  { adapter }: LinuxTestbed,
  { partitions, vfs }: Reading,
): PartitionInTestbed {
  const { vf } = partition;
  const read = vf && vfs.get(vf.vf);
  return {
    partition: partition.partition,
    host: FIRST_HOST,
    state: partition.running ? 'running' : 'stopped',
    path: pathOf(partition),
    vf: vf && vfId(vf.vf),
    adapter: vf && adapter?.adapter,
    vfStage: vf?.stage,
    mac: partition.mac,
    vlan: partition.vlan,
    switch: partition.switch,
    vfDriver: read?.driver === undefined ? 'not-present' : read.netdev?.up === true ? 'running' : 'halted',
    netvscBound: pathOf(partition) === 'VF',
    vfBindings: [],
    devices: [
      ...(partitions.get(partition.number)?.synthetic === undefined ? [] : ['VM network adapter']),
      ...(read?.netdev === undefined ? [] : ['VF network adapter']),
    ],
    notices: [],
    foreignWrites: 0,
  };
}
