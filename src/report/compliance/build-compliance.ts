import { catalogue as shipped, type Catalogue } from '../../rules/catalogue';
import { RULE_STATUSES } from '../../rules/coverage';
import { COMPLIANCE_FORMAT, type Compliance } from '../compliance';
import { judgeKnown } from '../known/judge-known';
import type { KnownFindings } from '../known/known-finding';
import { mergeRuns } from '../merge-runs';
import type { RecordedRun } from '../recorded-run';
import { RESULT_CLASSES } from '../result-class';
import { problemsOf } from '../run-problems';
import { familyFigures } from './coverage-figures';
import { coverOf } from './cover';
import { findingGroups } from './finding-groups';
import { isolationMatrix } from './isolation-matrix';
import { limitsOf } from './limits';
import { ruleIdsOf, scenariosByRule, unknownTags } from './rule-tags';
import { ruleVerdicts } from './rule-verdicts';
import { ofKind, scenarioResults } from './scenario-results';
import { undecidedReasons } from './undecided-reasons';
import { verdictOf } from './verdict';

export interface ReportOptions {
  /** Puts clock values and durations into the report. Default false: same input, same bytes. */
  readonly times?: boolean;
  /** What is known of the subject; what is not in it is news. */
  readonly known?: KnownFindings;
  /** For specs; default the shipped catalogue. */
  readonly catalogue?: Catalogue;
}

/** Judges the runs together: shards add up, of reruns the later one counts. */
export function buildCompliance(runs: readonly RecordedRun[], options: ReportOptions = {}): Compliance {
  const { times = false, catalogue = shipped() } = options;
  const settled = mergeRuns(runs);
  const watches = settled.flatMap(({ attempt }) => ofKind(attempt?.evidence ?? [], 'watch'));
  const { scenarios, topologies } = scenarioResults(settled, times);
  const findings = findingGroups(scenarios);
  const byRule = scenariosByRule(scenarios);
  const tagsRead = new Set(runs.flatMap((run) => Array.from(run.tagsRead)));
  const rules = ruleVerdicts(catalogue, { scenarios, findings, byRule, tagsRead });
  const unknown = unknownTags(byRule, catalogue);
  const cover = coverOf(runs, watches, catalogue, times);
  const counts = countBy(
    RESULT_CLASSES,
    scenarios.map((each) => each.result),
  );
  const ruleCounts = countBy(
    RULE_STATUSES,
    rules.map((each) => each.status),
  );
  const problems = [
    ...problemsOf(runs, catalogue.hash),
    ...unknown.map(({ tag, scenarios: own }) => `${tag} names no rule, on ${own[0] ?? ''}`),
  ];
  const known = options.known === undefined ? undefined : judgeKnown(options.known, scenarios);
  return {
    format: COMPLIANCE_FORMAT,
    verdict: verdictOf({
      counts,
      ruleCounts,
      problems,
      scenarios,
      ...(known === undefined ? {} : { known }),
    }),
    cover,
    counts,
    ruleCounts,
    problems,
    rules,
    scenarios,
    findings,
    undecided: undecidedReasons(scenarios),
    ...(known === undefined ? {} : { known }),
    matrix: isolationMatrix(
      watches.map((each) => each.matrix),
      scenarios,
    ),
    coverage: {
      families: familyFigures(rules, catalogue.byId),
      unknownTags: unknown,
      untagged: scenarios.filter((each) => ruleIdsOf(each.tags).length === 0).map((each) => each.id),
    },
    limits: limitsOf(cover, scenarios.length),
    topologies,
  };
}

function countBy<T extends string>(words: readonly T[], values: readonly T[]): Record<T, number> {
  const counts = Object.fromEntries(words.map((word) => [word, 0])) as Record<T, number>;
  for (const value of values) counts[value] += 1;
  return counts;
}
