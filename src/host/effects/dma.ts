import type { DeviceEffect, Received } from '../../device/device';
import { formatRoutingId, type RoutingId } from '../../terms/routing-id';
import { GuestAccess } from '../guest/guest-access';
import { takeFromRing } from '../guest/receive';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { adapterOf, changeAdapter, partitionName } from '../host-machine';
import { withHeldRead } from '../platform/held-reads';
import { translate, type Translation } from '../platform/iommu';
import { readMemory, writeMemory } from '../platform/system-memory';

type DmaRead = Extract<DeviceEffect, { kind: 'dma-read' }>;
type DmaWrite = Extract<DeviceEffect, { kind: 'dma-write' }>;

export function settleDmaRead(carrier: HostCarrier, adapter: string, effect: DmaRead): void {
  carrier.fetches++;
  const held = withHeldRead(adapterOf(carrier.machine, adapter).heldReads, effect.routingId, effect);
  if (held === undefined) return complete(carrier, adapter, effect);
  carrier.machine = changeAdapter(carrier.machine, adapter, (each) => ({ ...each, heldReads: held }));
}

/** Memory answers again, late: also those who have forgotten that they asked (PCIE-FLR-10). */
export function releaseReads(carrier: HostCarrier, adapter: string, routingId: RoutingId): void {
  const waiting = adapterOf(carrier.machine, adapter).heldReads.get(routingId) ?? [];
  carrier.machine = changeAdapter(carrier.machine, adapter, (each) => ({
    ...each,
    heldReads: each.heldReads.delete(routingId),
  }));
  for (const read of waiting) complete(carrier, adapter, { kind: 'dma-read', routingId, ...read });
}

/** A blocked read is completed without bytes; the device learns nothing else (PCIE-IOMMU-02). */
function complete(carrier: HostCarrier, adapter: string, effect: DmaRead): void {
  const { routingId, address, length, tag } = effect;
  const translation = translate(adapterOf(carrier.machine, adapter).iommu, routingId, address, length);
  if (translation.kind === 'blocked') {
    logFault(carrier, adapter, effect, length, translation);
    carrier.device(adapter, { kind: 'dma-completion', tag });
    return;
  }
  const bytes = readMemory(carrier.machine.memory, translation.systemAddress, length);
  carrier.device(adapter, { kind: 'dma-completion', tag, bytes });
}

/** A blocked write changes no byte of anybody's memory. */
export function settleDmaWrite(carrier: HostCarrier, adapter: string, effect: DmaWrite): void {
  const { routingId, address, bytes, received } = effect;
  const translation = translate(adapterOf(carrier.machine, adapter).iommu, routingId, address, bytes.length);
  if (translation.kind === 'blocked') {
    logFault(carrier, adapter, effect, bytes.length, translation);
    carrier.device(adapter, { kind: 'dma-fault', routingId, address });
    if (received !== undefined) surfaceLoss(carrier, adapter, received, 'iommu-fault');
    return;
  }
  carrier.machine = {
    ...carrier.machine,
    memory: writeMemory(carrier.machine.memory, translation.systemAddress, bytes, translation.partition),
  };
  if (received !== undefined) handOver(carrier, adapter, received, address);
}

/** The guest's driver polls its ring whenever memory changes; what it does not find in a ring of its own is lost to it. */
function handOver(carrier: HostCarrier, adapter: string, received: Received, address: number): void {
  const { function: receiver } = received;
  const present = receiver.kind === 'vf' && adapterOf(carrier.machine, adapter).miniports.has(receiver.vf);
  const taken = present && takeFromRing(new GuestAccess(carrier, adapter, receiver.vf), address, received);
  if (!taken) surfaceLoss(carrier, adapter, received, 'receive-disabled');
}

function surfaceLoss(
  carrier: HostCarrier,
  adapter: string,
  { token, hops }: Received,
  reason: 'iommu-fault' | 'receive-disabled',
): void {
  carrier.surface({ kind: 'dropped', adapter, token, hops, reason });
}

function logFault(
  carrier: HostCarrier,
  adapter: string,
  effect: { readonly kind: string; readonly routingId: RoutingId; readonly address: number },
  length: number,
  translation: Extract<Translation, { kind: 'blocked' }>,
): void {
  const map = adapterOf(carrier.machine, adapter).iommu.maps.get(effect.routingId);
  carrier.log(
    hostEvent('iommu-fault', adapter, {
      access: effect.kind,
      routingId: formatRoutingId(effect.routingId),
      address: effect.address,
      length,
      reason: translation.reason,
      ...(map !== undefined && { partition: partitionName(carrier.machine, map.partition) }),
    }),
  );
}
