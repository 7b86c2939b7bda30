import type { Evidence } from '../../terms/evidence';
import { captureFiles } from '../capture-files';
import type { ScenarioResult, StepLine, Topology, TraceLine } from '../compliance';
import type { SettledScenario } from '../merge-runs';
import type { RecordedStep } from '../recorded-run';

export interface ScenarioResults {
  readonly scenarios: readonly ScenarioResult[];
  /** Each testbed once; scenarios of one feature mostly share theirs. */
  readonly topologies: readonly Topology[];
}

export function scenarioResults(settled: readonly SettledScenario[], times: boolean): ScenarioResults {
  const positions = new Map<string, number>();
  const topologies: Topology[] = [];
  const topologyOf = (evidence: readonly Evidence[]): number | undefined => {
    const found = ofKind(evidence, 'topology').at(-1);
    if (found === undefined) return undefined;
    const { adapters, switches, partitions, outside } = found;
    const topology: Topology = { adapters, switches, partitions, outside };
    const key = JSON.stringify(topology);
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, topologies.length);
    return topologies.push(topology) - 1;
  };
  return { scenarios: settled.map((each) => scenarioResult(each, topologyOf, times)), topologies };
}

function scenarioResult(
  settled: SettledScenario,
  topologyOf: (evidence: readonly Evidence[]) => number | undefined,
  times: boolean,
): ScenarioResult {
  const { scenario, attempt, judgement } = settled;
  const evidence = attempt?.evidence ?? [];
  const watches = ofKind(evidence, 'watch');
  const topology = topologyOf(evidence);
  const lacks =
    judgement.result === 'not-applicable' ? ofKind(evidence, 'not-applicable')[0]?.capability : undefined;
  const { startedAt, finishedAt } = attempt ?? {};
  return {
    id: scenario.id,
    feature: scenario.feature,
    ...(scenario.group === undefined ? {} : { group: scenario.group }),
    name: scenario.name,
    result: judgement.result,
    ...(judgement.reason === undefined ? {} : { reason: judgement.reason }),
    ...(lacks === undefined ? {} : { lacks }),
    ...(settled.isFlaky ? { isFlaky: true } : {}),
    attempts: settled.attempts,
    tags: [...scenario.tags].sort(),
    steps: (attempt?.steps ?? []).filter(isTold).map(stepLine),
    ...(topology === undefined ? {} : { topology }),
    traces: distinct(ofKind(evidence, 'traces').flatMap((each) => each.traces)),
    expectations: ofKind(evidence, 'expectation').map(({ sentence, expected, actual }) => ({
      sentence,
      expected,
      actual,
    })),
    findings: ofKind(evidence, 'finding').map((each) => each.finding),
    changes: ofKind(evidence, 'difference').flatMap((each) => each.changes),
    laws: unique(watches.flatMap((each) => each.laws)),
    rulings: unique(watches.flatMap((each) => each.rulings)),
    captures: captureFiles(settled).map(({ file }) => file),
    ...(times && startedAt !== undefined && finishedAt !== undefined
      ? { duration: finishedAt - startedAt }
      : {}),
  };
}

export const ofKind = <K extends Evidence['kind']>(
  evidence: readonly Evidence[],
  kind: K,
): readonly Extract<Evidence, { readonly kind: K }>[] =>
  evidence.filter((each): each is Extract<Evidence, { readonly kind: K }> => each.kind === kind);

const unique = (texts: readonly string[]): readonly string[] => Array.from(new Set(texts)).sort();

/** Hooks are the kit's own business, unless they failed. */
const isTold = (step: RecordedStep): boolean => step.kind === 'step' || step.status === 'FAILED';

const stepLine = ({ keyword, text, argument, status, error }: RecordedStep): StepLine => ({
  keyword,
  text,
  ...(argument === undefined ? {} : { argument }),
  status,
  ...(error === undefined ? {} : { error: error.message }),
});

/** Several Then sentences look at the same frame. */
function distinct(traces: readonly TraceLine[]): readonly TraceLine[] {
  const seen = new Map(traces.map((trace) => [JSON.stringify(trace), trace]));
  return Array.from(seen.values());
}
