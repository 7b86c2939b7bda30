import type { RecordedAttempt, RecordedStep } from './recorded-run';
import type { ResultClass } from './result-class';

/** How one attempt ended, and why in one sentence where it did not pass. */
export interface Judgement {
  readonly result: ResultClass;
  readonly reason?: string;
}

/** Errors by which a check says that something does not hold, wherever they are thrown: some checks wait for a hook. */
const FINDING_ERRORS = new Set(['isolation violated', 'not as expected', 'AssertionError']);
const MISTAKE = 'mistake in the feature';
/** Thrown by code that is wrong, not by a check. */
const BUGS = /^(?:Type|Reference|Syntax|Range|Eval|URI)Error$/;
const TIMED_OUT = /^function timed out|^Step exceeded|timed out, ensure the promise/;
const ENVIRONMENT = 'the environment broke:';

/**
 * Cucumber's statuses alone would call a scenario skipped whether it is not applicable or was left out, and would let a
 * scenario without steps pass. Only steps that all passed, at least one of them of the scenario itself, count as passed.
 */
export function judgeAttempt(attempt: RecordedAttempt | undefined): Judgement {
  if (attempt === undefined) return { result: 'unfinished', reason: 'the run ended before it was started' };
  const error = worstError(attempt.steps);
  if (error !== undefined) return error;
  const decided = fromStatuses(attempt.steps);
  if (decided !== undefined) return decided;
  if (!attempt.isFinished) return { result: 'unfinished', reason: 'the run ended in the middle of it' };
  return fromEvidence(attempt) ?? passedOrSkipped(attempt.steps);
}

const ERROR_ORDER: readonly ResultClass[] = ['failed', 'broken', 'compromised'];

function worstError(steps: readonly RecordedStep[]): Judgement | undefined {
  const judged = steps.filter((step) => step.status === 'FAILED').map(judgeError);
  return ERROR_ORDER.map((result) => judged.find((each) => each.result === result)).find(
    (each) => each !== undefined,
  );
}

/** @param step a step or hook that failed. */
export function judgeError(step: RecordedStep): Judgement {
  const { type, message } = step.error ?? { type: '', message: 'no message' };
  const sentence = firstLine(message);
  if (message.startsWith(ENVIRONMENT)) return { result: 'compromised', reason: sentence };
  if (FINDING_ERRORS.has(type)) return { result: 'failed', reason: sentence };
  if (type === MISTAKE) return { result: 'broken', reason: `mistake in the feature: ${sentence}` };
  if (step.kind === 'hook') return { result: 'broken', reason: `a hook failed: ${sentence}` };
  if (BUGS.test(type)) return { result: 'broken', reason: `a step's code broke: ${type}: ${sentence}` };
  if (TIMED_OUT.test(message)) return { result: 'broken', reason: `a step did not end: ${sentence}` };
  return { result: 'failed', reason: sentence };
}

function fromStatuses(steps: readonly RecordedStep[]): Judgement | undefined {
  const step = (status: RecordedStep['status']): RecordedStep | undefined =>
    steps.find((each) => each.status === status);
  const ambiguous = step('AMBIGUOUS');
  if (ambiguous !== undefined)
    return { result: 'ambiguous', reason: `more than one sentence fits "${ambiguous.text}"` };
  const missing = step('UNDEFINED');
  if (missing !== undefined) return { result: 'undefined', reason: `no sentence fits "${missing.text}"` };
  const pending = step('PENDING');
  return pending === undefined
    ? undefined
    : { result: 'pending', reason: `"${pending.text}" is not written yet` };
}

function fromEvidence({ evidence }: RecordedAttempt): Judgement | undefined {
  for (const each of evidence) {
    if (each.kind === 'finding') return { result: 'failed', reason: sentenceOf(each.finding['sentence']) };
  }
  for (const each of evidence) {
    if (each.kind === 'compromised') return { result: 'compromised', reason: each.reason };
    if (each.kind === 'not-applicable')
      return { result: 'not-applicable', reason: `${each.reason} (needs "${each.capability}")` };
  }
  return undefined;
}

const sentenceOf = (value: unknown): string => (typeof value === 'string' ? value : 'a law does not hold');

function passedOrSkipped(steps: readonly RecordedStep[]): Judgement {
  if (steps.some((step) => step.status === 'SKIPPED'))
    return { result: 'skipped', reason: 'it was skipped, and nothing says why' };
  const odd = steps.find((step) => step.status !== 'PASSED');
  if (odd !== undefined) return { result: 'broken', reason: `"${odd.text}" ended as ${odd.status}` };
  return steps.some((step) => step.kind === 'step')
    ? { result: 'passed' }
    : { result: 'broken', reason: 'it has no steps' };
}

export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
