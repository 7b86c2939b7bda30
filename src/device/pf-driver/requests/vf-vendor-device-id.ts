import { succeeded, withMembers } from '../oid-reply';
import { SRIOV_VF_VENDOR_DEVICE_ID_INFO } from '../structures/sriov';
import { allocatedVf } from '../vf-checks';

/** What the guest's bus driver is to see; the VF's own registers read FFFFh (IDENT-VID-04). */
export const vfVendorDeviceId = withMembers(
  SRIOV_VF_VENDOR_DEVICE_ID_INFO,
  ({ context, state }, { VFId }) => {
    const vf = allocatedVf(state, VFId, 'IDENT-VID-02');
    if (!vf.ok) return vf.error;
    const { vendorId, vfDeviceId } = context.profile;
    return succeeded(state, { VFId, VendorId: vendorId, DeviceId: vfDeviceId });
  },
);
