import { extensibleSwitchShelves } from '../../host/extensible-switch/extensible-switch-shelves';
import { partitionName } from '../../host/host-machine';
import { partitionNumber, type PartitionNumber } from '../../host/platform/partition-number';
import type { Partition, VmAdapter } from '../../host/stack/partition';
import type { Testbed } from '../../host/testbed';
import type { SwitchOnHost } from '../../host/testbed-switch';
import type { Station } from '../../host/traffic/external-network';
import { partitionDomain, PF_DOMAIN, WIRE_DOMAIN, type Domain } from '../../terms/domain';
import type { Json } from '../../terms/json';
import type { Observation } from '../../terms/observation';
import { Table } from '../../terms/table';
import { labelOf, pfDomain } from './labels';
import { memoryDigest } from './memory-digest';
import { shelf, type Row } from './shelf';

/** What lies above the devices: memory and life of partitions, extensible switches, stations. */
export const hostShelves = (testbed: Testbed): Observation => [
  shelf(
    'partitions',
    testbed.partitions.entries,
    (_, { partition }) => partitionDomain(partition),
    partitionRows,
  ),
  shelf('memory', testbed.machine.memory, memoryOwner(testbed), (memory) => [
    ['memory', 'bytes written by others', memory.foreignWrites],
    ['memory', 'content', memoryDigest(memory)],
  ]),
  shelf('stations', stationTable(testbed.stations), () => WIRE_DOMAIN, stationRows),
  ...Array.from(testbed.switches.values()).flatMap((each) => switchShelves(testbed, each)),
];

const switchShelves = (testbed: Testbed, { state, adapter }: SwitchOnHost): Observation =>
  extensibleSwitchShelves(state, pfDomain(adapter === undefined ? undefined : labelOf(testbed, adapter)));

/** Memory of the management OS is the PF's; everybody else's is the partition's own. */
const memoryOwner =
  ({ machine }: Testbed) =>
  (number: PartitionNumber | number): Domain =>
    number === 0 ? PF_DOMAIN : partitionDomain(partitionName(machine, partitionNumber(number)));

const partitionRows = ({ state, host, guest, adapters }: Partition): readonly Row[] => [
  ['lifecycle', 'state', state],
  ['lifecycle', 'host', host],
  ['config', 'guest', guest],
  ...adapters.flatMap(vmAdapterRows),
];

function vmAdapterRows(adapter: VmAdapter): readonly Row[] {
  const name = adapter.adapter ?? 'network adapter';
  const { attachment, netvsc } = adapter;
  return [
    ['config', `${name}: settings`, settingsOf(adapter)],
    [
      'lifecycle',
      `${name}: VF`,
      attachment === undefined ? null : { ...attachment, vport: attachment.vport ?? null },
    ],
    ['lifecycle', `${name}: NetVSC`, { bound: netvsc.bound, dataPath: netvsc.dataPath }],
    ['filters', `${name}: filters`, adapter.filters.map(({ filter, vport }) => ({ filter, vport }))],
    ['port', `${name}: port`, { switch: adapter.switch ?? null, port: adapter.port ?? null }],
  ];
}

const settingsOf = ({ kind, mac, vlan, iovWeight, queuePairs }: VmAdapter): Json => ({
  kind,
  mac,
  vlan: vlan ?? null,
  iovWeight,
  queuePairs,
});

const tables = new WeakMap<readonly Station[], Table<Station>>();

function stationTable(stations: readonly Station[]): Table<Station> {
  const table = tables.get(stations) ?? Table.of(stations.map((each, index) => [index, each] as const));
  tables.set(stations, table);
  return table;
}

const stationRows = ({ station, mac, vlan }: Station): readonly Row[] => [
  ['config', station, { mac, vlan: vlan ?? null }],
];
