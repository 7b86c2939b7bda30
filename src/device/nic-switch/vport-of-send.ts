import { NDIS_DEFAULT_VPORT_ID, type VPortId } from '../../terms/switch-ids';
import type { NicSwitch } from './nic-switch';

/**
 * The VPort that a send of the PF miniport goes through: the one in the out-of-band data (VPORT-FLOW-05), or the default
 * VPort if that is none of the PF's, as after a deletion (VPORT-FLOW-06). A VF's VPort is its VF's alone.
 */
export const vportOfSend = (nicSwitch: NicSwitch, marked: number): VPortId => {
  const vport = nicSwitch.vports.get(marked);
  return vport?.function.kind === 'pf' ? vport.id : NDIS_DEFAULT_VPORT_ID;
};
