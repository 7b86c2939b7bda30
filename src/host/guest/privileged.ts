import { fromAnswer, type CallOutcome } from './call-outcome';
import type { VfAccess } from './vf-access';

/** The guest asks its bus for a function level reset; the host carries it out as OID_SRIOV_RESET_VF (VF-RESET-08, ISO-PRIV-01). */
export function requestFlr(access: VfAccess): CallOutcome {
  access.log('flr-request');
  return fromAnswer(access.requestReset());
}

/** The guest's power policy moves its device; the host carries it out as OID_SRIOV_SET_VF_POWER_STATE (VF-POWER-03). */
export function requestPowerState(access: VfAccess, state: 'D0' | 'D3'): CallOutcome {
  access.log('power-request', { state });
  return fromAnswer(access.requestPower(state));
}
