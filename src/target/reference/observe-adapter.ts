import type { HostAdapter } from '../../host/host-machine';
import type { VfMiniport } from '../../host/guest/vf-miniport';
import { partitionName, type HostMachine } from '../../host/host-machine';
import type { VpciDevice } from '../../host/platform/virtual-pci';
import { partitionDomain, vfDomain, type Domain } from '../../terms/domain';
import { vfId } from '../../terms/function-id';
import type { Json } from '../../terms/json';
import type { Observation, Shelf } from '../../terms/observation';
import { formatRoutingId, routingId } from '../../terms/routing-id';
import { labelled } from './labels';
import { shelf, type Row } from './shelf';

/** All of one adapter: what the device shows of itself, and what the platform and the guests keep for its functions. */
export const adapterShelves = (
  machine: HostMachine,
  adapter: HostAdapter,
  label: string | undefined,
): Observation => [
  ...adapter.device.observe(adapter.state).map((each) => underLabel(each, label)),
  ...platformShelves(machine, adapter, label).map((each) =>
    label === undefined ? each : { ...each, name: `${label}/${each.name}` },
  ),
];

function underLabel(each: Shelf, label: string | undefined): Shelf {
  if (label === undefined) return each;
  return {
    name: `${label}/${each.name}`,
    table: each.table,
    cells: (key, value, unlike) =>
      each.cells(key, value, unlike).map((cell) => ({ ...cell, owner: labelled(cell.owner, label) })),
  };
}

function platformShelves(
  machine: HostMachine,
  { device, state, iommu, remapping, vpci, miniports }: HostAdapter,
  label: string | undefined,
): Observation {
  const byVf = (key: number): Domain => vfDomain(vfId(key), label);
  const byRoutingId = (key: number): Domain => {
    const { pf, capability } = device.view(state);
    const index = (key - pf.routingId - capability.firstVfOffset) / capability.vfStride;
    return byVf(Math.max(0, Math.floor(index)));
  };
  const name = (number: Parameters<typeof partitionName>[1]): string => partitionName(machine, number);
  return [
    shelf('IOMMU maps', iommu.maps, byRoutingId, ({ partition }, key) => [
      ['lifecycle', `IOMMU map of ${formatRoutingId(routingId(key))}`, name(partition)],
    ]),
    shelf('interrupt remapping', remapping.permitted, byRoutingId, ({ partition, messages }) => [
      ['interrupts', 'permitted messages', { to: name(partition), messages: messages.map(asJson) }],
    ]),
    shelf('virtual PCI', vpci.devices, byVf, deviceRows),
    shelf('undelivered notices', vpci.undelivered, byVf, (mask) => [
      ['blocks', 'undelivered notice', `0x${mask.toString(16)}`],
    ]),
    shelf('VF miniports', miniports, (_, { partition }) => partitionDomain(name(partition)), miniportRows),
  ];
}

const asJson = (message: {
  readonly vector: number;
  readonly address: number;
  readonly data: number;
}): Json => ({
  vector: message.vector,
  address: message.address,
  data: message.data,
});

const deviceRows = (device: VpciDevice): readonly Row[] => [
  ['lifecycle', 'stage on the virtual PCI bus', device.stage],
  ['lifecycle', 'serial number', device.serialNumber],
  ['config', 'identity for the guest', { vendorId: device.vendorId, deviceId: device.deviceId }],
  ['config', 'slices', device.slices.map(({ bar, base, size }) => ({ bar, base, size }))],
  ['blocks', 'notices', { awaited: device.requestOutstanding, held: device.noticesHeld }],
];

/** The driver's own memory of its VF; a record for each VF of a guest. */
const miniportRows = (miniport: VfMiniport): readonly Row[] => [
  ['lifecycle', 'VF miniport', miniport.state],
  ['lifecycle', 'protocols bound to the VF miniport', [...miniport.bindings]],
  ['config', 'addresses', { permanent: miniport.permanentMac, current: miniport.currentMac }],
  ['config', 'receive mode', { ...miniport.receiveMode, groups: [...miniport.receiveMode.groups] }],
  ['rings', 'receive rings', miniport.receiveRings.map((ring) => ({ ...ring }))],
  ['rings', 'buffers', { handedBack: miniport.handsBuffersBack, astray: miniport.buffersAstray }],
  ['rings', 'transmit rings', miniport.transmitRings.map((ring) => ({ ...ring }))],
  ['blocks', 'notices', miniport.notices.map((mask) => `0x${mask.toString(16)}`)],
  ['interrupts', 'message table', miniport.messageTable === undefined ? null : { ...miniport.messageTable }],
  ['interrupts', 'interrupts served', miniport.interrupts],
];
