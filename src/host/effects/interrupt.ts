import type { DeviceEffect } from '../../device/device';
import { formatRoutingId } from '../../terms/routing-id';
import { GuestAccess } from '../guest/guest-access';
import { serveInterrupt } from '../guest/interrupt-service';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { adapterOf, partitionName } from '../host-machine';
import { remap } from '../platform/interrupt-remapping';

type Interrupt = Extract<DeviceEffect, { kind: 'interrupt' }>;

/** A message reaches the guest that the hypervisor gave it to, or nobody (PCIE-IOMMU-04). */
export function settleInterrupt(carrier: HostCarrier, adapter: string, effect: Interrupt): void {
  const { routingId, address, data } = effect;
  const { remapping, vpci } = adapterOf(carrier.machine, adapter);
  const delivery = remap(remapping, routingId, address, data);
  if (delivery.kind === 'blocked') {
    carrier.log(
      hostEvent('interrupt-fault', adapter, {
        routingId: formatRoutingId(routingId),
        vector: effect.vector,
        address,
        data,
      }),
    );
    return;
  }
  const { partition, vector, vf } = delivery;
  carrier.log(
    hostEvent('interrupt', partitionName(carrier.machine, partition), {
      adapter,
      routingId: formatRoutingId(routingId),
      vector,
    }),
  );
  if (vpci.devices.has(vf)) serveInterrupt(new GuestAccess(carrier, adapter, vf), vector);
}
