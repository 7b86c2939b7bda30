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
    case 'pf-indication':
    case 'wire-frame':
    case 'dropped':
    case 'link-indication':
      return carrier.surface({ adapter, ...effect });
    default:
      return unreachable(effect);
  }
}
