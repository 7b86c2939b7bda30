import { DEVICE_DOMAIN, PF_DOMAIN, vfDomain, type Domain, type Facet } from '../terms/domain';
import { vfId } from '../terms/function-id';
import type { Json } from '../terms/json';
import type { Cell, Observation, Shelf } from '../terms/observation';
import { Table } from '../terms/table';
import type { AdapterState } from './adapter-state';
import { functionShelves } from './function/function-shelves';
import { nicSwitchShelves } from './nic-switch/nic-switch-shelves';
import { pcieShelves } from './pcie/pcie-shelves';
import type { AllocatedVf } from './pf-driver/allocated-vf';
import type { DriverState } from './pf-driver/driver-state';

/**
 * State of the adapter's root that no cell shows, and why. Counters of identifiers are opaque and outlive resets on
 * purpose; the hint on free VFIds follows from the allocations; injected failures are the test's, not the adapter's.
 */
export const UNOBSERVED_ROOT = {
  'indications.next': 'numbers indications; opaque, and never reused',
  'driver.lowestFreeVf': 'a hint; the lowest free VFId follows from the allocations',
  failNext: 'a test aid of the seam, not state of an adapter',
} as const;

/** Everything that some domain can observe, always the same shelves in the same order. */
export const adapterShelves = (state: AdapterState): Observation => [
  ...pcieShelves(state.pcie),
  ...(functionShelves(state.pf, state.vfs) as unknown as readonly Shelf[]),
  ...nicSwitchShelves(state.nicSwitch),
  shelf('VF allocations', state.allocations, allocationCells),
  shelf('PF driver', Table.of([[0, state.driver]]), (_key, driver) => driverCells(driver)),
  shelf('port', Table.of([[0, state.linkUp]]), (_key, up) => [
    cell(DEVICE_DOMAIN, 'link', 'link', up ? 'up' : 'down'),
  ]),
  shelf('slot', Table.of([[0, state.present]]), (_key, present) => [
    cell(PF_DOMAIN, 'lifecycle', 'adapter present', present),
  ]),
  shelf('packets held by NDIS', state.indications.held, (indication, vport) => [
    cell(PF_DOMAIN, 'rings', `indication ${indication}`, vport),
  ]),
  shelf('pending requests', Table.of(state.pending.entries()), (_key, { vport, request }) => [
    cell(PF_DOMAIN, 'lifecycle', `pending ${request.oid}`, vport),
  ]),
];

function shelf<V>(name: string, table: Table<V>, cells: (key: number, value: V) => readonly Cell[]): Shelf {
  const typed: Shelf<V> = { name, table, cells };
  return typed;
}

const cell = (owner: Domain, facet: Facet, name: string, value: Json): Cell => ({
  owner,
  facet,
  name,
  value,
});

/** The VF's own: whose it is, and the addresses that its guest sees (VF-ALLOC-08). */
function allocationCells(key: number, { allocation, wakeEnabled }: AllocatedVf): readonly Cell[] {
  const owner = vfDomain(vfId(key));
  const { vmName, vmFriendlyName, nicName, permanentMac, currentMac } = allocation;
  return [
    cell(owner, 'lifecycle', 'allocated to', { vmName, vmFriendlyName, nicName }),
    cell(owner, 'lifecycle', 'addresses', { permanentMac, currentMac }),
    cell(owner, 'power', 'wake enabled', wakeEnabled),
  ];
}

function driverCells({ lifecycle, switchStage, configuration }: DriverState): readonly Cell[] {
  const { keywords, sriov, vlanFiltering, numVfs, numVPorts, queuePairs, switchName } = configuration;
  return [
    cell(PF_DOMAIN, 'lifecycle', 'PF miniport', lifecycle),
    cell(PF_DOMAIN, 'switch', 'NIC switch stage', switchStage),
    cell(PF_DOMAIN, 'capability', 'keywords', { ...keywords }),
    cell(PF_DOMAIN, 'capability', 'enabled by keywords', {
      ...{ sriov, vlanFiltering, numVfs, numVPorts, queuePairs, switchName },
    }),
  ];
}
