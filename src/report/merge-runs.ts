import { judgeAttempt, type Judgement } from './classify';
import { RESULT_CLASSES } from './result-class';
import type { RecordedAttempt, RecordedRun, RecordedScenario } from './recorded-run';

/** One scenario with the attempt that counts. */
export interface SettledScenario {
  readonly scenario: RecordedScenario;
  readonly attempt: RecordedAttempt | undefined;
  readonly judgement: Judgement;
  /** Of all runs. */
  readonly attempts: number;
  readonly isFlaky: boolean;
}

/**
 * Every scenario once, by file and line. Of retries and reruns the later finished one counts; of runs on different
 * subjects, which have no business in one report, the worse, so that none hides another.
 */
export function mergeRuns(runs: readonly RecordedRun[]): readonly SettledScenario[] {
  const settled = new Map<string, SettledScenario>();
  const combine = subjectsOf(runs).length > 1 ? worseOf : laterOf;
  for (const run of inOrder(runs)) {
    for (const scenario of run.scenarios) {
      const own = settle(scenario);
      const earlier = settled.get(scenario.id);
      settled.set(scenario.id, earlier === undefined ? own : joined(combine(earlier, own), earlier, own));
    }
  }
  return Array.from(settled.values()).sort(
    (a, b) =>
      compareText(a.scenario.uri, b.scenario.uri) ||
      a.scenario.line - b.scenario.line ||
      compareText(a.scenario.id, b.scenario.id),
  );
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Different subjects of the runs, in words. */
export const subjectsOf = (runs: readonly RecordedRun[]): readonly string[] =>
  Array.from(
    new Set(
      runs.flatMap(({ manifest }) =>
        manifest === undefined
          ? []
          : [
              `${manifest.subject ?? manifest.target}${manifest.adapter === undefined ? '' : ` with the adapter ${manifest.adapter}`}`,
            ],
      ),
    ),
  ).sort();

/** By time of start where all have one, so that the order of the arguments does not matter. */
export function inOrder(runs: readonly RecordedRun[]): readonly RecordedRun[] {
  if (runs.some((run) => run.startedAt === undefined)) return runs;
  return [...runs].sort((a, b) => compareText(a.startedAt ?? '', b.startedAt ?? ''));
}

function settle(scenario: RecordedScenario): SettledScenario {
  const finished = scenario.attempts.filter((each) => each.isFinished);
  const attempt = finished.at(-1) ?? scenario.attempts.at(-1);
  const judgement = judgeAttempt(attempt);
  const isFlaky = finished.some((each) => judgeAttempt(each).result !== judgement.result);
  return { scenario, attempt, judgement, attempts: scenario.attempts.length, isFlaky };
}

type Combine = (earlier: SettledScenario, later: SettledScenario) => SettledScenario;

const laterOf: Combine = (earlier, later) => (later.judgement.result === 'unfinished' ? earlier : later);

const SEVERITY = ['failed', ...RESULT_CLASSES.slice(2), 'passed'];
const worseOf: Combine = (earlier, later) =>
  SEVERITY.indexOf(later.judgement.result) < SEVERITY.indexOf(earlier.judgement.result) ? later : earlier;

function joined(chosen: SettledScenario, a: SettledScenario, b: SettledScenario): SettledScenario {
  const both = [a, b].map((each) => each.judgement.result).filter((result) => result !== 'unfinished');
  return {
    ...chosen,
    attempts: a.attempts + b.attempts,
    isFlaky: a.isFlaky || b.isFlaky || new Set(both).size > 1,
  };
}
