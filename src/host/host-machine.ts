import type { Device, DeviceState } from '../device/device';
import type { VfId } from '../terms/function-id';
import { MANAGEMENT_OS } from '../terms/party';
import { Table } from '../terms/table';
import type { VfMiniport } from './guest/vf-miniport';
import { NO_HELD_READS, type HeldReads } from './platform/held-reads';
import { NO_MAPS, type Iommu } from './platform/iommu';
import { NO_MESSAGES, type InterruptRemapping } from './platform/interrupt-remapping';
import { PARENT_PARTITION, type PartitionNumber } from './platform/partition-number';
import { NO_MEMORY, type SystemMemory } from './platform/system-memory';
import { NO_RING_AREAS, type RingAreas } from './platform/ring-areas';
import { NO_DEVICES, type VirtualPci } from './platform/virtual-pci';
import { NDIS_AT_REST, type NdisAdapter } from './ndis/ndis-adapter';

/**
 * A host as far as devices and NDIS are concerned: memory of its partitions, and its adapters. The virtualization stack
 * holds one of these and adds partitions, switches and NetVSC on top. Immutable; every function takes one and returns one.
 */
export interface HostMachine {
  /** Names of partitions by number, for the log. */
  readonly partitionNames: Table<string>;
  readonly memory: SystemMemory;
  readonly ringAreas: RingAreas;
  readonly adapters: Readonly<Record<string, HostAdapter>>;
}

/** An SR-IOV adapter in its host. Tables by VfId or Routing ID, so that one VF's change costs the same among 8 or 4,096. */
export interface HostAdapter {
  readonly name: string;
  readonly device: Device;
  readonly state: DeviceState;
  /** What NDIS knows of the PF miniport: life cycle, caches, owners. */
  readonly ndis: NdisAdapter;
  readonly iommu: Iommu;
  readonly remapping: InterruptRemapping;
  readonly heldReads: HeldReads;
  readonly vpci: VirtualPci;
  /** VF miniports in guests, by VfId. */
  readonly miniports: Table<VfMiniport>;
}

export const EMPTY_MACHINE: HostMachine = {
  partitionNames: Table.of([[PARENT_PARTITION, MANAGEMENT_OS]]),
  memory: NO_MEMORY,
  ringAreas: NO_RING_AREAS,
  adapters: {},
};

export const partitionName = (machine: HostMachine, partition: PartitionNumber): string =>
  machine.partitionNames.get(partition) ?? `partition ${partition}`;

export const namePartition = (
  machine: HostMachine,
  partition: PartitionNumber,
  name: string,
): HostMachine => ({
  ...machine,
  partitionNames: machine.partitionNames.set(partition, name),
});

export const poweredAdapter = (name: string, device: Device): HostAdapter => ({
  name,
  device,
  state: device.initial,
  ndis: NDIS_AT_REST,
  iommu: NO_MAPS,
  remapping: NO_MESSAGES,
  heldReads: NO_HELD_READS,
  vpci: NO_DEVICES,
  miniports: Table.empty(),
});

export const withAdapter = (machine: HostMachine, adapter: HostAdapter): HostMachine =>
  machine.adapters[adapter.name] === adapter
    ? machine
    : { ...machine, adapters: { ...machine.adapters, [adapter.name]: adapter } };

/** @throws if there is no such adapter: its name was checked where it was read. */
export function adapterOf(machine: HostMachine, name: string): HostAdapter {
  const adapter = machine.adapters[name];
  if (adapter === undefined) throw new Error(`cannot happen: no adapter "${name}" in this host`);
  return adapter;
}

export const changeAdapter = (
  machine: HostMachine,
  name: string,
  change: (adapter: HostAdapter) => HostAdapter,
): HostMachine => withAdapter(machine, change(adapterOf(machine, name)));

export const changeMiniport = (
  machine: HostMachine,
  name: string,
  vf: VfId,
  change: (miniport: VfMiniport) => VfMiniport,
): HostMachine =>
  changeAdapter(machine, name, (adapter) => {
    const miniports = adapter.miniports.update(vf, change);
    return miniports === adapter.miniports ? adapter : { ...adapter, miniports };
  });
