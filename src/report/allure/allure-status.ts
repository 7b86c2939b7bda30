import { Status } from 'allure-js-commons';
import { unreachable } from '../../terms/result';
import { RESULT_WORDS, type ResultClass } from '../result-class';
import { judgeError, type Judgement } from '../classify';
import type { RecordedStep } from '../recorded-run';

/**
 * Allure knows four statuses, the kit ten classes; a category for each class tells them apart again. Only what passed is
 * passed. What was meant to decide something and could not is broken; what does not apply, or could not be trusted, or
 * was left out, is skipped, with the reason.
 */
export function allureStatus(result: ResultClass): Status {
  switch (result) {
    case 'passed':
      return Status.PASSED;
    case 'failed':
      return Status.FAILED;
    case 'broken':
    case 'ambiguous':
    case 'undefined':
    case 'pending':
    case 'unfinished':
      return Status.BROKEN;
    case 'not-applicable':
    case 'compromised':
    case 'skipped':
      return Status.SKIPPED;
    default:
      return unreachable(result);
  }
}

export function stepStatus(step: RecordedStep): Status {
  switch (step.status) {
    case 'PASSED':
      return Status.PASSED;
    case 'FAILED':
      return allureStatus(judgeError(step).result);
    case 'PENDING':
    case 'UNDEFINED':
    case 'AMBIGUOUS':
    case 'UNKNOWN':
      return Status.BROKEN;
    case 'SKIPPED':
    case 'NOT_RUN':
      return Status.SKIPPED;
    default:
      return unreachable(step.status);
  }
}

/** The word that a message begins with wherever the status alone would not tell; categories look for it. */
export const classWord = (result: ResultClass): string =>
  result === 'skipped' ? 'skipped' : RESULT_WORDS[result];

export function messageOf({ result, reason }: Judgement): string | undefined {
  if (result === 'passed') return undefined;
  if (result === 'failed') return reason ?? 'it does not hold';
  return `${classWord(result)}: ${reason ?? 'nothing says why'}`;
}
