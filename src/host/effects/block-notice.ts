import type { VfId } from '../../terms/function-id';
import { deliverNotices } from '../guest/invalidation';
import type { HostCarrier } from '../host-carrier';
import { changeAdapter } from '../host-machine';
import { hostEvent } from '../host-event';

/** The PF's call does not wait for the guest (BLOCK-INVAL-13): the mask is kept, and passed on as soon as it may be. */
export function settleBlockNotice(carrier: HostCarrier, name: string, vf: VfId, mask: bigint): void {
  carrier.log(hostEvent('block-notice', name, { VFId: vf, mask: `0x${mask.toString(16)}` }));
  carrier.machine = changeAdapter(carrier.machine, name, (adapter) => {
    const { undelivered } = adapter.vpci;
    return {
      ...adapter,
      vpci: { ...adapter.vpci, undelivered: undelivered.set(vf, (undelivered.get(vf) ?? 0n) | mask) },
    };
  });
  deliverNotices(carrier, name, vf);
}
