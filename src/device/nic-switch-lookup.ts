import type { VfId } from '../terms/function-id';
import type { VPortId } from '../terms/switch-ids';
import { forwardingTable } from './nic-switch/forwarding-table';
import type { NicSwitch } from './nic-switch/nic-switch';

/** The one nondefault VPort of a VF (VPORT-FLOW-08); undefined while the VF is unattached. */
export const vportOfVf = (nicSwitch: NicSwitch, vf: VfId): VPortId | undefined =>
  forwardingTable(nicSwitch).vportOf(vf);
