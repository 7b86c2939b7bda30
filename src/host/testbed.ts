import { Table } from '../terms/table';
import type { SwitchOnHost } from './testbed-switch';
import { OUTSIDE_STATION, type Station } from './traffic/external-network';
import { EMPTY_MACHINE, type HostMachine } from './host-machine';
import { NamedTable } from './stack/named-table';
import type { Partition, VmAdapterRef } from './stack/partition';

/**
 * Everything above the device seam: one immutable root. Hosts share one `machine`, because partition numbers are unique
 * in a testbed and every adapter has its own IOMMU maps; so a partition that migrates keeps its memory, and nothing of
 * its former host's adapters reaches it any more.
 */
export interface Testbed {
  readonly machine: HostMachine;
  readonly hosts: readonly string[];
  readonly adapters: NamedTable<InstalledAdapter>;
  readonly switches: NamedTable<SwitchOnHost>;
  /** By name; the number of an entry is its partition number. */
  readonly partitions: NamedTable<Partition>;
  readonly stations: readonly Station[];
  /** Seconds since the testbed began. Only a scenario lets time pass; all actions in between happen at once. */
  readonly now: number;
}

/** What the testbed knows of an adapter besides its machine state. */
export interface InstalledAdapter {
  readonly adapter: string;
  readonly host: string;
  /** Registry keywords that its PF driver starts with. */
  readonly keywords: Readonly<Record<string, number | string>>;
  /** Why the platform cannot give functions of this card to partitions, in words; empty: it can (PCIE-IOMMU-01). */
  readonly assignmentObstacles: readonly string[];
  /** The extensible switch bound to it. */
  readonly boundTo: string | undefined;
  /** Whom each allocated VF of the virtualization stack serves, by VfId. */
  readonly holders: Table<VmAdapterRef>;
  /** Serial numbers of VFs given so far on this adapter (ORDER-INIT-03). */
  readonly serialNumbers: number;
  /** Indications that NDIS has not returned yet, oldest first; undefined: it returns them at once. */
  readonly heldIndications: readonly number[] | undefined;
}

export const FIRST_HOST = 'Host 1';

/** Number 0 is the management OS. */
const FIRST_PARTITION_NUMBER = 1;

export const EMPTY_TESTBED: Testbed = {
  machine: EMPTY_MACHINE,
  hosts: [FIRST_HOST],
  adapters: NamedTable.empty(),
  switches: NamedTable.empty(),
  partitions: NamedTable.empty(FIRST_PARTITION_NUMBER),
  stations: [OUTSIDE_STATION],
  now: 0,
};

export const installedAdapter = (
  adapter: string,
  host: string,
  keywords: InstalledAdapter['keywords'],
  assignmentObstacles: readonly string[] = [],
): InstalledAdapter => ({
  adapter,
  host,
  keywords,
  assignmentObstacles,
  boundTo: undefined,
  holders: Table.empty(),
  serialNumbers: 0,
  heldIndications: undefined,
});

/** @throws if there is none: names are checked where they are read. */
export function installed(testbed: Testbed, name: string): InstalledAdapter {
  const adapter = testbed.adapters.get(name);
  if (adapter === undefined) throw new Error(`cannot happen: no adapter "${name}"`);
  return adapter;
}
