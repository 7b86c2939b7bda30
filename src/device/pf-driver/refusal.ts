import type { OidAnswer } from '../../terms/oid';

/** Why a request is not carried out: status, reason, and the rule that asks for it. */
export type Refusal = Extract<OidAnswer, { kind: 'refused' }>;
type RefusalStatus = Refusal['status'];

export const refusal = (status: RefusalStatus, reason: string, rule?: string): Refusal =>
  rule === undefined ? { kind: 'refused', status, reason } : { kind: 'refused', status, reason, rule };

export const invalidParameter = (reason: string, rule?: string): Refusal =>
  refusal('NDIS_STATUS_INVALID_PARAMETER', reason, rule);

export const notSupported = (reason: string, rule?: string): Refusal =>
  refusal('NDIS_STATUS_NOT_SUPPORTED', reason, rule);

/** Ruling 14. */
export const noResources = (reason: string, rule?: string): Refusal =>
  refusal('NDIS_STATUS_RESOURCES', reason, rule);

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'refused';
