import type { VfId } from '../../terms/function-id';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { adapterOf, changeAdapter, changeMiniport, partitionName } from '../host-machine';

/**
 * Completes the outstanding IOCTL_VPCI_INVALIDATE_BLOCK with what has accumulated, once: NDIS in the guest issues one
 * OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK with that mask, and then the next request is outstanding (BLOCK-INVAL-06 to -08).
 * Nothing is delivered while no request is outstanding; the mask waits and grows (BLOCK-INVAL-05).
 */
export function deliverNotices(carrier: HostCarrier, name: string, vf: VfId): void {
  const { vpci, miniports } = adapterOf(carrier.machine, name);
  const mask = vpci.undelivered.get(vf) ?? 0n;
  const device = vpci.devices.get(vf);
  if (mask === 0n || device === undefined || !device.requestOutstanding || device.noticesHeld) return;
  dropNotices(carrier, name, vf);
  const where = partitionName(carrier.machine, device.partition);
  const BlockMask = `0x${mask.toString(16)}`;
  carrier.log(
    hostEvent('ioctl-complete', where, {
      ioctl: 'IOCTL_VPCI_INVALIDATE_BLOCK',
      status: 'STATUS_SUCCESS',
      information: 0,
      BlockMask,
    }),
  );
  if (miniports.get(vf)?.state === 'running') notifyMiniport(carrier, name, vf, mask);
  carrier.log(hostEvent('ioctl-sent', where, { ioctl: 'IOCTL_VPCI_INVALIDATE_BLOCK' }));
}

function notifyMiniport(carrier: HostCarrier, name: string, vf: VfId, mask: bigint): void {
  carrier.machine = changeMiniport(carrier.machine, name, vf, (miniport) => ({
    ...miniport,
    notices: [...miniport.notices, mask],
  }));
  const { partition } = adapterOf(carrier.machine, name).miniports.get(vf)!;
  carrier.log(
    hostEvent('vf-oid', partitionName(carrier.machine, partition), {
      adapter: name,
      VFId: vf,
      oid: 'OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK',
      BlockMask: `0x${mask.toString(16)}`,
      status: 'NDIS_STATUS_SUCCESS',
    }),
  );
}

/** A freed, reset or detached VF's mask is not for the next owner (BLOCK-INVAL-17). */
export function dropNotices(carrier: { machine: HostCarrier['machine'] }, name: string, vf: VfId): void {
  carrier.machine = changeAdapter(carrier.machine, name, (adapter) => {
    const undelivered = adapter.vpci.undelivered.delete(vf);
    return undelivered === adapter.vpci.undelivered
      ? adapter
      : { ...adapter, vpci: { ...adapter.vpci, undelivered } };
  });
}
