import type { DeviceEffect } from '../../device/device';
import { unreachable } from '../../terms/result';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { settleInterrupt } from './interrupt';
import { settleDmaRead, settleDmaWrite } from './dma';
import { settleBlockNotice } from './block-notice';

/** What the platform does about one effect of a device. */
export function settleEffect(
  carrier: HostCarrier,
  adapter: string,
  effect: Exclude<DeviceEffect, { kind: 'oid-complete' }>,
): void {
  switch (effect.kind) {
    case 'dma-read':
      return settleDmaRead(carrier, adapter, effect);
    case 'dma-write':
      return settleDmaWrite(carrier, adapter, effect);
    case 'interrupt':
      return settleInterrupt(carrier, adapter, effect);
    case 'block-notice':
      return settleBlockNotice(carrier, adapter, effect.vf, effect.mask);
    case 'virtualization':
      carrier.log(hostEvent('virtualization', adapter, { enabled: effect.enabled, numVfs: effect.numVfs }));
      return carrier.surface({ adapter, ...effect });
    case 'shared-memory':
      return carrier.log(hostEvent(effect.call, adapter, { VPortId: effect.vport }));
    case 'pf-indication':
    case 'wire-frame':
      return carrier.surface({ adapter, ...effect });
    case 'dropped':
      return settleDrop(carrier, adapter, effect);
    case 'link-indication':
      return carrier.surface({ adapter, ...effect });
    default:
      return unreachable(effect);
  }
}

/**
 * A frame without a token was discarded before the device had read it. The driver that filled the slot knows which
 * frame it was and ends its trace (`sendFrame`).
 */
function settleDrop(
  carrier: HostCarrier,
  adapter: string,
  effect: Extract<DeviceEffect, { kind: 'dropped' }>,
): void {
  if (effect.token !== '') return carrier.surface({ adapter, ...effect });
  carrier.unnamed = effect.reason;
  carrier.log(hostEvent('frame-discarded', adapter, { reason: effect.reason }));
}
