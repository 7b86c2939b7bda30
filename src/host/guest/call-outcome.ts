import type { OidAnswer } from '../../terms/oid';
import type { NdisStatus } from '../../terms/ndis-status';

/** How a call of a driver or of the stack ended. */
export type CallOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly status: Exclude<NdisStatus, 'NDIS_STATUS_SUCCESS'>;
      readonly reason: string;
      readonly rule?: string;
    };

export const DONE: CallOutcome = { kind: 'done' };

export const refused = (
  status: Extract<CallOutcome, { kind: 'refused' }>['status'],
  reason: string,
  rule?: string,
): CallOutcome =>
  rule === undefined ? { kind: 'refused', status, reason } : { kind: 'refused', status, reason, rule };

export const fromAnswer = (answer: OidAnswer): CallOutcome => (answer.kind === 'success' ? DONE : answer);
