import type { RuleStatus } from '../../rules/coverage';
import { RESULT_WORDS, type ResultClass } from '../result-class';
import { escaped } from './escape';

/** A sign and a word, so that nothing hangs on colour. */
const STATUS_SIGNS: Readonly<Record<RuleStatus, string>> = {
  violated: '✘',
  'partly covered': '◐',
  ruling: '✔',
  satisfied: '✔',
  'not applicable': '–',
  'not covered': '○',
};

const STATUS_WORDS: Readonly<Record<RuleStatus, string>> = {
  violated: 'violated',
  'partly covered': 'partly covered',
  ruling: 'satisfied by ruling',
  satisfied: 'satisfied',
  'not applicable': 'not applicable',
  'not covered': 'not covered',
};

const RESULT_SIGNS: Readonly<Record<ResultClass, string>> = {
  passed: '✔',
  failed: '✘',
  'not-applicable': '–',
  compromised: '?',
  pending: '…',
  undefined: '?',
  ambiguous: '?',
  broken: '!',
  skipped: '–',
  unfinished: '…',
};

const slug = (text: string): string => text.replaceAll(' ', '-');

export const statusMark = (status: RuleStatus): string =>
  `<span class="mark s-${slug(status)}"><i aria-hidden="true">${STATUS_SIGNS[status]}</i> ${escaped(STATUS_WORDS[status])}</span>`;

export const resultMark = (result: ResultClass): string =>
  `<span class="mark r-${result}"><i aria-hidden="true">${RESULT_SIGNS[result]}</i> ${escaped(RESULT_WORDS[result])}</span>`;

/** For the page's own script, which draws lists when they are asked for. */
export const RESULT_LABELS = Object.fromEntries(
  Object.entries(RESULT_SIGNS).map(([result, sign]) => [result, [sign, RESULT_WORDS[result as ResultClass]]]),
);
