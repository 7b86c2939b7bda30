import { judgeAttempt, type Judgement } from '../classify';
import { inOrder, mergeRuns, subjectsOf, type SettledScenario } from '../merge-runs';
import type { RecordedAttempt, RecordedRun, RecordedScenario } from '../recorded-run';

/** One attempt that becomes one result. */
export interface CountedAttempt {
  /** In words; empty where the run does not tell. */
  readonly subject: string;
  /** There are results of other subjects beside it. */
  readonly isOneOfMany: boolean;
  readonly scenario: RecordedScenario;
  /** Absent for a scenario that was never started. */
  readonly attempt: RecordedAttempt | undefined;
  readonly judgement: Judgement;
  /** From 0. Allure takes the one that started last for the result and the others for its retries. */
  readonly number: number;
  /** Milliseconds since 1970; of two attempts at one scenario always different. */
  readonly start: number | undefined;
  /** Present for the attempt that counts, and for it alone. */
  readonly settled?: SettledScenario;
}

/**
 * Attempts of retries and reruns on one subject, up to the one that counts; those that a killed run left after it say
 * nothing. The same scenario on another subject is no retry but a result of its own.
 */
export function countedAttempts(runs: readonly RecordedRun[]): readonly CountedAttempt[] {
  const bySubject = new Map<string, RecordedRun[]>();
  for (const run of runs) {
    const subject = subjectsOf([run])[0] ?? '';
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), run]);
  }
  return Array.from(bySubject).flatMap(([subject, own]) => {
    const attempts = attemptsById(own);
    return mergeRuns(own).flatMap((settled) =>
      upToTheSettled(settled, attempts.get(settled.scenario.id) ?? []).map((each) => ({
        ...each,
        subject,
        isOneOfMany: bySubject.size > 1,
      })),
    );
  });
}

function attemptsById(runs: readonly RecordedRun[]): ReadonlyMap<string, readonly RecordedAttempt[]> {
  const attempts = new Map<string, RecordedAttempt[]>();
  for (const { scenarios } of inOrder(runs)) {
    for (const scenario of scenarios)
      attempts.set(scenario.id, [...(attempts.get(scenario.id) ?? []), ...scenario.attempts]);
  }
  return attempts;
}

function upToTheSettled(
  settled: SettledScenario,
  attempts: readonly RecordedAttempt[],
): readonly Omit<CountedAttempt, 'subject' | 'isOneOfMany'>[] {
  const { scenario, attempt: last } = settled;
  const before = attempts.filter(
    (each, index) => each.isFinished && last !== undefined && index < attempts.indexOf(last),
  );
  let earliest = 0;
  return [...before, last].map((attempt, number) => {
    const start = attempt?.startedAt === undefined ? undefined : Math.max(attempt.startedAt, earliest);
    earliest = (start ?? earliest) + 1;
    const judgement = judgeAttempt(attempt);
    const counts = attempt === last ? { settled } : {};
    return { scenario, attempt, judgement, number, start, ...counts };
  });
}
