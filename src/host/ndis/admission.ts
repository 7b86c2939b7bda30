import { refusal, type Refusal } from '../../device/pf-driver/refusal';
import type { OidAnswer, OidMembers, OidRequest } from '../../terms/oid';
import type { IssuedRequest, NdisAdapter } from './ndis-adapter';

/** What NDIS does with a request before, or instead of, calling MiniportOidRequest. */
export type Admission =
  /** Answered from what NDIS knows, or refused; the miniport is not called. */
  | { readonly kind: 'answered'; readonly answer: OidAnswer }
  /** To the miniport, with the identifiers that NDIS has assigned. */
  | { readonly kind: 'forward'; readonly request: OidRequest };

/** What one kind of request needs to be verified against: the state, who asks, and the parsed members. */
export interface Verification {
  readonly ndis: NdisAdapter;
  readonly issued: IssuedRequest;
  readonly members: OidMembers;
}

/** The members to forward, or why not. */
export type Verifier = (verification: Verification) => OidMembers | Refusal;

/** FREE_VF, DELETE_SWITCH and CLEAR_FILTER: what is named there does not exist, or not for this issuer (ruling 12). */
export const fileNotFound = (reason: string, rule: string): Refusal =>
  refusal('NDIS_STATUS_FILE_NOT_FOUND', reason, rule);

export const succeeded = (members: OidMembers): OidAnswer => ({ kind: 'success', members });
