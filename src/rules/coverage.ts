import { inFirstRelease } from './families';
import { NOT_COVERED } from './not-covered';
import type { Rule } from './rule';

/** Worst first. `ruling`: satisfied, but what was shown is a decision of ours where the sources are silent. */
export const RULE_STATUSES = [
  'violated',
  'partly covered',
  'ruling',
  'satisfied',
  'not applicable',
  'not covered',
] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** How the scenarios that are evidence for one rule ended. */
export interface EvidenceCounts {
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  /** Came to no verdict: undefined, broken, compromised, … */
  readonly undecided: number;
}

export function ruleStatus(
  { passed, failed, notApplicable, undecided }: EvidenceCounts,
  restsOnRuling: boolean,
): RuleStatus {
  if (failed > 0) return 'violated';
  if (passed === 0) return notApplicable > 0 && undecided === 0 ? 'not applicable' : 'not covered';
  if (notApplicable + undecided > 0) return 'partly covered';
  return restsOnRuling ? 'ruling' : 'satisfied';
}

/** Why nobody has evidence for a rule. */
export function reasonWithoutEvidence(rule: Rule): string {
  const listed = NOT_COVERED[rule.id];
  if (listed !== undefined) return listed;
  if (rule.testable === 'review') return 'only a review of the driver can show it';
  if (rule.level === 'fact') return 'defines words or numbers; there is nothing to show';
  if (!inFirstRelease(rule.id)) return 'its family is not answered for yet';
  return rule.level === 'must' || rule.level === 'must-not'
    ? 'no scenario yet'
    : `no scenario yet, and not binding (${rule.level})`;
}
