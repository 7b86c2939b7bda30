import type { InstalledAdapter, Testbed } from '../../host/testbed';
import type { SwitchOnHost } from '../../host/testbed-switch';
import type { Station } from '../../host/traffic/external-network';
import type { NamedTable } from '../../host/stack/named-table';
import type { Partition, VmAdapter } from '../../host/stack/partition';
import { nearest } from '../../terms/nearest';
import { FeatureMistake } from '../target';

/** The sentence for a name that does not exist: the value, the known names, the nearest one. */
function mistake(noun: string, name: string, known: readonly string[]): FeatureMistake {
  const list =
    known.length === 0 ? 'there is none yet' : `known: ${known.map((each) => `"${each}"`).join(', ')}`;
  return new FeatureMistake(`there is no ${noun} "${name}"${nearest(name, known)}; ${list}`);
}

function known<V>(noun: string, table: NamedTable<V>, name: string): V {
  const value = table.get(name);
  if (value === undefined) throw mistake(noun, name, table.names());
  return value;
}

/** An absent name means the only one, or the first where there are several. */
function knownOrFirst<V>(noun: string, table: NamedTable<V>, name: string | undefined): V {
  if (name !== undefined) return known(noun, table, name);
  const [first] = table.values();
  if (first === undefined) throw new FeatureMistake(`the testbed has no ${noun} yet`);
  return first;
}

export const knownPartition = (testbed: Testbed, name: string): Partition =>
  known('partition', testbed.partitions, name);

export const knownAdapter = (testbed: Testbed, name: string | undefined): InstalledAdapter =>
  knownOrFirst('adapter', testbed.adapters, name);

export const knownSwitch = (testbed: Testbed, name: string | undefined): SwitchOnHost =>
  knownOrFirst('extensible switch', testbed.switches, name);

export function knownHost(testbed: Testbed, name: string): string {
  if (!testbed.hosts.includes(name)) throw mistake('host', name, testbed.hosts);
  return name;
}

export function knownStation(testbed: Testbed, name: string): Station {
  const station = testbed.stations.find((each) => each.station === name);
  if (station !== undefined) return station;
  throw mistake(
    'station',
    name,
    testbed.stations.map((each) => each.station),
  );
}

export function knownVmAdapter(partition: Partition, name: string | undefined): VmAdapter {
  const adapter = partition.adapters.find((each) => each.adapter === name);
  if (adapter !== undefined) return adapter;
  const names = partition.adapters.flatMap((each) => each.adapter ?? []);
  throw mistake(`network adapter of "${partition.partition}"`, name ?? '', names);
}

/** @throws FeatureMistake when the name is taken: a scenario that defines a thing twice means something else. */
export function unusedName<V>(noun: string, table: NamedTable<V>, name: string): string {
  if (table.has(name)) throw new FeatureMistake(`${noun} "${name}" exists already`);
  return name;
}
