import type { CallOutcome } from '../guest/call-outcome';
import type { Refusal } from '../testbed-course';

/** The refusal in the outcome of a call; undefined: it was carried out. */
export function callRefusal(outcome: CallOutcome, by = 'virtualization stack'): Refusal | undefined {
  if (outcome.kind === 'done') return undefined;
  const { status, reason, rule } = outcome;
  return { status, reason, rule, by };
}
