import type { FunctionView } from '../../device/device';
import type { EventName } from '../../terms/event-name';
import { vfName, type VfId } from '../../terms/function-id';
import type { MacAddress } from '../../terms/mac-address';
import { formatRoutingId } from '../../terms/routing-id';
import { DONE, refused, type CallOutcome } from '../guest/call-outcome';
import { loadedMiniport, type VfMiniport } from '../guest/vf-miniport';
import { dropNotices } from '../guest/invalidation';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { adapterOf, changeAdapter, partitionName, type HostAdapter } from '../host-machine';
import { mapFunction, unmapFunction } from './iommu';
import { forbidMessages } from './interrupt-remapping';
import type { PartitionNumber } from './partition-number';
import { giveRingArea, takeRingArea } from './ring-areas';
import { findCapabilities } from './vf-capabilities';
import type { VpciDevice } from './virtual-pci';

/** DMA of the VF is translated by the partition's map from now on, and by no other (VF-ALLOC-32, VF-ATTACH-18). */
export function assignFunction(
  carrier: HostCarrier,
  name: string,
  vf: VfId,
  partition: PartitionNumber,
): void {
  const view = viewOf(adapterOf(carrier.machine, name), vf);
  if (view === undefined) return;
  change(carrier, name, (adapter) => ({
    ...adapter,
    iommu: mapFunction(adapter.iommu, view.routingId, partition),
  }));
  log(carrier, 'iommu-map', name, view, partition);
}

/** Neither memory nor interrupts of the partition can be reached by the VF any more. After its reset (VF-DETACH-08). */
export function releaseFunction(carrier: HostCarrier, name: string, vf: VfId): void {
  const view = viewOf(adapterOf(carrier.machine, name), vf);
  if (view === undefined) return;
  const map = adapterOf(carrier.machine, name).iommu.maps.get(view.routingId);
  change(carrier, name, (adapter) => ({
    ...adapter,
    iommu: unmapFunction(adapter.iommu, view.routingId),
    remapping: forbidMessages(adapter.remapping, view.routingId),
  }));
  if (map !== undefined) log(carrier, 'iommu-unmap', name, view, map.partition);
}

export interface Exposure {
  readonly partition: PartitionNumber;
  /** Generated before the VF was allocated (ORDER-INIT-03). */
  readonly serialNumber: number;
}

/**
 * The stack tells the VPCI VSP about an attached VF; the VSP signals the VSC over VMBus, and the VSC shows the VF on the
 * guest's virtual PCI bus (VF-ATTACH-05 to -07). Refused for a VF without allocation or VPort (FSM-VF-33, VF-ATTACH-04).
 * The miniport is loaded by the guest afterwards: `asGuest(… initializeVfMiniport)`.
 */
export function addVfDevice(carrier: HostCarrier, name: string, vf: VfId, exposure: Exposure): CallOutcome {
  const adapter = adapterOf(carrier.machine, name);
  const allocation = adapter.ndis.vfs.get(vf);
  const view = viewOf(adapter, vf);
  if (allocation === undefined || view === undefined)
    return refused('NDIS_STATUS_INVALID_STATE', `${vfName(vf)} is not allocated`, 'VF-ATTACH-02');
  if (!adapter.ndis.vportOfVf.has(vf))
    return refused('NDIS_STATUS_INVALID_STATE', `${vfName(vf)} has no VPort`, 'FSM-VF-33');
  if (adapter.vpci.devices.has(vf))
    return refused('NDIS_STATUS_INVALID_STATE', `${vfName(vf)} is exposed already`, 'VF-ATTACH-18');
  const area = takeRingArea(carrier.machine.ringAreas, exposure.partition);
  if (area === undefined) return refused('NDIS_STATUS_RESOURCES', 'the guest has no memory for more VFs');
  carrier.machine = { ...carrier.machine, ringAreas: area.areas };
  vmbus(carrier, name, exposure.partition, 'bus-relations');
  if (!adapter.iommu.maps.has(view.routingId)) assignFunction(carrier, name, vf, exposure.partition);
  const device = describe(carrier, name, vf, view, exposure);
  const { PermanentMacAddress, CurrentMacAddress } = allocation.members;
  const miniport = loadedMiniport({
    partition: exposure.partition,
    permanentMac: PermanentMacAddress as MacAddress,
    currentMac: CurrentMacAddress as MacAddress,
    registerBar: registerBar(adapter),
    ringArea: area.start,
    buffersPerQueue: adapter.device.profile.nicSwitch.receiveBuffersPerQueue,
  });
  change(carrier, name, (now) => ({
    ...now,
    vpci: { ...now.vpci, devices: now.vpci.devices.set(vf, device) },
    miniports: now.miniports.set(vf, miniport),
  }));
  pnp(carrier, name, device, 'pnp-arrival');
  return DONE;
}

/** The VSP asks the VSC to let the VF go; whether the guest does is the guest's affair (VF-DETACH-02). */
export function requestEject(carrier: HostCarrier, name: string, vf: VfId): void {
  const device = adapterOf(carrier.machine, name).vpci.devices.get(vf);
  if (device === undefined) return;
  vmbus(carrier, name, device.partition, 'eject');
  pnp(carrier, name, device, 'pnp-query-remove');
  change(carrier, name, (adapter) => ({
    ...adapter,
    vpci: {
      ...adapter.vpci,
      devices: adapter.vpci.devices.set(vf, { ...device, stage: 'eject-requested' }),
    },
  }));
}

/**
 * The VF leaves the guest's bus. Graceful: after NetVSC was unbound and the miniport halted. Surprise: at once, and the
 * driver finds nothing where its device was; its halt follows (VF-DETACH-04). Its record stays until
 * `forgetVfMiniport`, so that the halt has something to halt.
 */
export function removeVfDevice(
  carrier: HostCarrier,
  name: string,
  vf: VfId,
  manner: 'graceful' | 'surprise',
): void {
  const { vpci, miniports } = adapterOf(carrier.machine, name);
  const device = vpci.devices.get(vf);
  if (device === undefined) return;
  if (manner === 'graceful') vmbus(carrier, name, device.partition, 'eject-complete');
  else vmbus(carrier, name, device.partition, 'surprise-remove');
  change(carrier, name, (adapter) => ({
    ...adapter,
    vpci: { ...adapter.vpci, devices: adapter.vpci.devices.delete(vf) },
    remapping: forbidMessages(adapter.remapping, device.routingId),
  }));
  freeRingArea(carrier, device.partition, miniports.get(vf));
  dropNotices(carrier, name, vf);
  pnp(carrier, name, device, manner === 'graceful' ? 'pnp-removal' : 'pnp-surprise-removal');
}

function freeRingArea(
  carrier: HostCarrier,
  partition: PartitionNumber,
  miniport: VfMiniport | undefined,
): void {
  if (miniport === undefined) throw new Error('cannot happen: a device of the guest without its driver');
  const { machine } = carrier;
  carrier.machine = { ...machine, ringAreas: giveRingArea(machine.ringAreas, partition, miniport.ringArea) };
}

/** The guest unloads the driver of a device that is gone. */
export const forgetVfMiniport = (carrier: HostCarrier, name: string, vf: VfId): void =>
  change(carrier, name, (adapter) => ({ ...adapter, miniports: adapter.miniports.delete(vf) }));

function describe(
  carrier: HostCarrier,
  name: string,
  vf: VfId,
  view: FunctionView,
  { partition, serialNumber }: Exposure,
): VpciDevice {
  const answer = carrier.oid(name, { kind: 'virtualization-stack' }, 'ndis', {
    oid: 'OID_SRIOV_VF_VENDOR_DEVICE_ID',
    members: { VFId: vf },
  });
  const { profile } = adapterOf(carrier.machine, name).device;
  const ids = answer.kind === 'success' ? answer.members : {};
  return {
    vf,
    partition,
    routingId: view.routingId,
    stage: 'present',
    serialNumber,
    vendorId: typeof ids.VendorId === 'number' ? ids.VendorId : profile.vendorId,
    deviceId: typeof ids.DeviceId === 'number' ? ids.DeviceId : profile.vfDeviceId,
    slices: view.bars.flatMap(({ index, base, size }) =>
      base === undefined ? [] : [{ bar: index, base, size }],
    ),
    capabilities: findCapabilities(carrier, name, view.routingId),
    requestOutstanding: false,
    noticesHeld: false,
  };
}

const viewOf = (adapter: HostAdapter, vf: VfId): FunctionView | undefined =>
  adapter.device.view(adapter.state).vfs.get(vf);

/** The lowest memory BAR holds the registers of a function. */
const registerBar = ({ device }: HostAdapter): number =>
  device.profile.sriov.vfBars.find((bar) => bar.kind !== 'io')?.index ?? 0;

const change = (carrier: HostCarrier, name: string, by: (adapter: HostAdapter) => HostAdapter): void => {
  carrier.machine = changeAdapter(carrier.machine, name, by);
};

function vmbus(carrier: HostCarrier, adapter: string, partition: PartitionNumber, message: string): void {
  const where = partitionName(carrier.machine, partition);
  const answer = message === 'eject-complete';
  const [from, to] = answer ? ['VPCI VSC', 'VPCI VSP'] : ['VPCI VSP', 'VPCI VSC'];
  carrier.log(hostEvent('vmbus', where, { adapter, from: from ?? '', to: to ?? '', message }));
}

const pnp = (carrier: HostCarrier, adapter: string, device: VpciDevice, what: EventName): void =>
  carrier.log(
    hostEvent(what, partitionName(carrier.machine, device.partition), {
      adapter,
      VFId: device.vf,
      device: 'VF network adapter',
      vendorId: device.vendorId,
      deviceId: device.deviceId,
      serialNumber: device.serialNumber,
    }),
  );

const log = (
  carrier: HostCarrier,
  what: EventName,
  adapter: string,
  view: FunctionView,
  partition: PartitionNumber,
): void =>
  carrier.log(
    hostEvent(what, adapter, {
      routingId: formatRoutingId(view.routingId),
      partition: partitionName(carrier.machine, partition),
    }),
  );
