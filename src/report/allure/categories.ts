import type { Category } from 'allure-js-commons/sdk';
import { RESULT_CLASSES, type ResultClass } from '../result-class';
import { allureStatus, classWord } from './allure-status';

const NAMES: Readonly<Record<Exclude<ResultClass, 'passed'>, string>> = {
  failed: 'Findings: something does not hold',
  'not-applicable': 'Not applicable to this subject',
  compromised: 'Compromised: the environment broke',
  pending: 'Pending: a sentence without code',
  undefined: 'Undefined: a sentence that does not exist',
  ambiguous: 'Ambiguous: a sentence with two meanings',
  broken: 'Broken: a mistake in the feature, a hook or a step',
  skipped: 'Skipped without a reason',
  unfinished: 'Not finished: the run ended before',
};

/** One for each class but passed, so that Allure's four statuses hide none. */
export const CATEGORIES: readonly Category[] = RESULT_CLASSES.filter((result) => result !== 'passed').map(
  (result) => ({
    name: NAMES[result],
    matchedStatuses: [allureStatus(result)],
    ...(result === 'failed' ? {} : { messageRegex: `(?s)${classWord(result)}: .*` }),
  }),
);
