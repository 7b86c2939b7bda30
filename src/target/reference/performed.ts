import type { Refusal, Steps } from '../../host/testbed-course';
import type { Json } from '../../terms/json';
import type { OidAnswer } from '../../terms/oid';
import type { Capability } from '../target';

/** What a performer hands back; traces and events are in the course. */
export interface Performed {
  readonly refusal?: Refusal | undefined;
  readonly answer?: OidAnswer | undefined;
  readonly value?: Json | undefined;
  readonly notApplicable?: { readonly capability: Capability; readonly reason: string } | undefined;
}

export type Performance = Steps<Performed>;

export const DONE: Performed = {};
export const refusedWith = (refusal: Refusal): Performed => ({ refusal });
export const outcomeOf = (refusal: Refusal | undefined): Performed =>
  refusal === undefined ? DONE : { refusal };

/** An answer to a request: a refused one is a refused action, a pending one is under way and may have changed something. */
export function answered(answer: OidAnswer, by: string): Performed {
  if (answer.kind === 'success' || answer.status === 'NDIS_STATUS_PENDING') return { answer };
  const { status, reason, rule } = answer;
  return { answer, refusal: { status, reason, rule, by } };
}
