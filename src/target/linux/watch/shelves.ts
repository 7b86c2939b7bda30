import { PF_DOMAIN, WIRE_DOMAIN, partitionDomain, vfDomain, type Domain } from '../../../terms/domain';
import { vfId } from '../../../terms/function-id';
import type { Cell, Observation, Shelf } from '../../../terms/observation';
import { Table } from '../../../terms/table';
import type { PfReading, Reading } from '../readings/reading';
import type { LinuxStation, LinuxTestbed } from '../testbed';
import { bridgeRows, partitionRows, pfRows, settingsRows, vfRows, type Row } from './rows';

/**
 * A reading as shelves, one entry for each function, partition and bridge. A VF's domain is the VF itself, also while
 * nobody holds it: who resets VF 3 must not touch an idle VF 5 either.
 */
export const linuxShelves = ({ partitions, stations }: LinuxTestbed, reading: Reading): Observation => {
  const names = new Map(partitions.map((each) => [each.number, each.partition]));
  const vf = (key: number): Domain => vfDomain(vfId(key));
  return [
    shelf('PF configuration space', pfTable(reading.pf), () => PF_DOMAIN, pfRows),
    shelf('VF settings', reading.settings, vf, settingsRows),
    shelf('VF configuration spaces', reading.vfs, vf, vfRows),
    shelf(
      'partitions',
      reading.partitions,
      (key) => partitionDomain(names.get(key) ?? `partition ${key}`),
      partitionRows,
    ),
    shelf('bridges', reading.bridges, () => PF_DOMAIN, bridgeRows),
    shelf('stations', stationTable(stations), () => WIRE_DOMAIN, stationRows),
  ];
};

function shelf<V>(
  name: string,
  table: Table<V>,
  ownerOf: (key: number) => Domain,
  rows: (value: V) => readonly Row[],
): Shelf {
  const cells = (key: number, value: V): readonly Cell[] => {
    const owner = ownerOf(key);
    return rows(value).map(([facet, cell, content]) => ({ owner, facet, name: cell, value: content }));
  };
  const typed: Shelf<V> = { name, table, cells };
  return typed;
}

const pfTables = new WeakMap<PfReading, Table<PfReading>>();
const NO_PF = Table.empty<PfReading>();

function pfTable(pf: PfReading | undefined): Table<PfReading> {
  if (pf === undefined) return NO_PF;
  const table = pfTables.get(pf) ?? NO_PF.set(0, pf);
  pfTables.set(pf, table);
  return table;
}

const stationTables = new WeakMap<readonly LinuxStation[], Table<LinuxStation>>();

function stationTable(stations: readonly LinuxStation[]): Table<LinuxStation> {
  const table =
    stationTables.get(stations) ?? Table.of(stations.map((each, index) => [index, each] as const));
  stationTables.set(stations, table);
  return table;
}

const stationRows = ({ station, mac, vlan }: LinuxStation): readonly Row[] => [
  ['config', station, { mac, vlan: vlan ?? null }],
];
