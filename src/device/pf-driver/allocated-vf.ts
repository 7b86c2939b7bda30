import type { VfAllocation } from '../device';

/** Software resources of one VF, from OID_NIC_SWITCH_ALLOCATE_VF to FREE_VF. */
export interface AllocatedVf {
  /** As asked for; never changed afterwards (VF-ALLOC-23). */
  readonly allocation: VfAllocation;
  /** WakeEnable of the last SET_VF_POWER_STATE (VF-POWER-05). */
  readonly wakeEnabled: boolean;
}
