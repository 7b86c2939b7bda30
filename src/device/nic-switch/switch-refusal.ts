import type { NdisStatus } from '../../terms/ndis-status';
import { failed, type Result } from '../../terms/result';
import type { NicSwitch } from './nic-switch';

/** Why a verb changed nothing. The status is a suggestion: the PF driver answers the request. */
export interface SwitchRefusal {
  readonly status: Exclude<NdisStatus, 'NDIS_STATUS_SUCCESS'>;
  readonly reason: string;
  /** Rule of the catalogue, or `ruling n`. */
  readonly rule: string;
}

export type SwitchResult = Result<NicSwitch, SwitchRefusal>;

export type Refused = Result<never, SwitchRefusal>;

export const invalid = (rule: string, reason: string): Refused =>
  failed({ status: 'NDIS_STATUS_INVALID_PARAMETER', reason, rule });

/** Ruling 14: exhaustion takes nothing. */
export const exhausted = (rule: string, reason: string): Refused =>
  failed({ status: 'NDIS_STATUS_RESOURCES', reason, rule });

export const notUsable = (): Refused =>
  failed({
    status: 'NDIS_STATUS_INVALID_STATE',
    reason: 'the NIC switch is provisioned but has not been enabled by OID_NIC_SWITCH_CREATE_SWITCH',
    rule: 'SWITCH-STATIC-07',
  });
