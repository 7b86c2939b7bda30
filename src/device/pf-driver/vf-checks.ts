import { NDIS_PF_FUNCTION_ID, vfName, type VfId } from '../../terms/function-id';
import { failed, ok, type Result } from '../../terms/result';
import { isAllocated, usableSwitch, type AdapterState } from '../adapter-state';
import type { NicSwitch } from '../nic-switch/nic-switch';
import { invalidParameter, type Refusal } from './refusal';

/** The VF that a request names, which must be one whose resources were allocated (VF-FREE-05, VF-RESET-02, BLOCK-READ-04). */
export function allocatedVf(state: AdapterState, vf: number, rule: string): Result<VfId, Refusal> {
  if (vf === NDIS_PF_FUNCTION_ID)
    return failed(invalidParameter('VFId 0xFFFF stands for the PF, which is never the target here', rule));
  return isAllocated(state, vf)
    ? ok(vf)
    : failed(invalidParameter(`no resources are allocated for VFId ${vf} (${vfName(vf as VfId)})`, rule));
}

/** The switch, once OID_NIC_SWITCH_CREATE_SWITCH has completed (SWITCH-CREATE-14, SWITCH-CREATE-15). */
export function createdSwitch(state: AdapterState, rule: string): Result<NicSwitch, Refusal> {
  const nicSwitch = usableSwitch(state);
  return nicSwitch === undefined
    ? failed(invalidParameter('no NIC switch was created by OID_NIC_SWITCH_CREATE_SWITCH', rule))
    : ok(nicSwitch);
}
