import type { Catalogue } from '../../rules/catalogue';
import {
  reasonWithoutEvidence,
  ruleStatus,
  type EvidenceCounts,
  type RuleStatus,
} from '../../rules/coverage';
import { familyOf, standingOf, type Rule } from '../../rules/rule';
import { rulingsOf } from '../../rules/rulings';
import { subjectOf } from '../../rules/subjects';
import type { FindingGroup, RuleVerdict, ScenarioResult } from '../compliance';
import { RESULT_CLASSES, RESULT_WORDS } from '../result-class';
import { plural } from './verdict';

/** What a rule is judged by. */
interface Evidence {
  readonly tagged: readonly ScenarioResult[];
  /** Passed scenarios in which the watch decided the law. */
  readonly watched: number;
  readonly findings: readonly number[];
}

export interface Judged {
  readonly scenarios: readonly ScenarioResult[];
  readonly findings: readonly FindingGroup[];
  readonly byRule: ReadonlyMap<string, readonly ScenarioResult[]>;
  /** Tags of all scenarios that were read, run or not. */
  readonly tagsRead: ReadonlySet<string>;
}

/** Every rule of the catalogue, by id. */
export function ruleVerdicts({ rules }: Catalogue, judged: Judged): readonly RuleVerdict[] {
  const watched = watchedLaws(judged.scenarios);
  const findings = findingsByRule(judged.findings);
  return [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((rule) =>
      verdictOf(rule, judged.tagsRead.has(`@rule:${rule.id}`), {
        tagged: judged.byRule.get(rule.id) ?? [],
        watched: watched.get(rule.id) ?? 0,
        findings: findings.get(rule.id) ?? [],
      }),
    );
}

function watchedLaws(scenarios: readonly ScenarioResult[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { result, laws } of scenarios)
    if (result === 'passed') for (const law of laws) counts.set(law, (counts.get(law) ?? 0) + 1);
  return counts;
}

function findingsByRule(groups: readonly FindingGroup[]): ReadonlyMap<string, readonly number[]> {
  const byRule = new Map<string, number[]>();
  groups.forEach(({ rules }, position) => {
    for (const rule of rules) byRule.set(rule, [...(byRule.get(rule) ?? []), position]);
  });
  return byRule;
}

function verdictOf(rule: Rule, isTagged: boolean, evidence: Evidence): RuleVerdict {
  const rulings = rulingsOf(rule).map((ruling) => ruling.number);
  const counts = countsOf(evidence);
  const status = ruleStatus(counts, rulings.length > 0);
  const reason = reasonFor(rule, status, isTagged, evidence);
  return {
    id: rule.id,
    status,
    ...(reason === undefined ? {} : { reason }),
    title: rule.title,
    rule: rule.rule,
    level: rule.level,
    standing: standingOf(rule),
    rulings,
    component: rule.component,
    family: familyOf(rule.id),
    subject: subjectOf(rule.id),
    source: rule.source,
    observe: rule.observe,
    testable: rule.testable,
    ...(rule.note === undefined ? {} : { note: rule.note }),
    scenarios: evidence.tagged.map((each) => each.id),
    ...(evidence.watched > 0 ? { watched: evidence.watched } : {}),
    findings: evidence.findings,
  };
}

function countsOf({ tagged, watched, findings }: Evidence): EvidenceCounts {
  const count = (result: ScenarioResult['result']): number =>
    tagged.filter((each) => each.result === result).length;
  const passed = count('passed');
  const failed = count('failed');
  const notApplicable = count('not-applicable');
  return {
    passed: passed + watched,
    failed: failed + findings.length,
    notApplicable,
    undecided: tagged.length - passed - failed - notApplicable,
  };
}

function reasonFor(
  rule: Rule,
  status: RuleStatus,
  isTagged: boolean,
  evidence: Evidence,
): string | undefined {
  switch (status) {
    case 'violated':
    case 'satisfied':
      return undefined;
    case 'ruling':
      return rulingsOf(rule)
        .map((ruling) => `rests on ruling ${ruling.number}: ${ruling.title}`)
        .join('; ');
    case 'partly covered':
    case 'not applicable':
      return `of ${plural(evidence.tagged.length, 'scenario', 'scenarios')}: ${endsOf(evidence.tagged)}`;
    case 'not covered':
      if (evidence.tagged.length > 0) return `its scenarios came to no verdict: ${endsOf(evidence.tagged)}`;
      return isTagged ? 'its scenarios were not part of this run' : reasonWithoutEvidence(rule);
  }
}

/** `3 passed, 1 not applicable (no migration)`. */
function endsOf(tagged: readonly ScenarioResult[]): string {
  return RESULT_CLASSES.flatMap((result) => {
    const own = tagged.filter((each) => each.result === result);
    const why = result === 'passed' ? undefined : own[0]?.reason;
    return own.length === 0
      ? []
      : [`${own.length} ${RESULT_WORDS[result]}${why === undefined ? '' : ` (${why})`}`];
  }).join(', ');
}
