/**
 * What became of one scenario. Only `passed` is evidence that something held; `failed` that it did not. All others say
 * that nothing was decided, and why.
 */
export const RESULT_CLASSES = [
  'passed',
  'failed',
  'not-applicable',
  'compromised',
  'pending',
  'undefined',
  'ambiguous',
  'broken',
  'skipped',
  'unfinished',
] as const;
export type ResultClass = (typeof RESULT_CLASSES)[number];

/** In words, for people. */
export const RESULT_WORDS: Readonly<Record<ResultClass, string>> = {
  passed: 'passed',
  failed: 'failed',
  'not-applicable': 'not applicable',
  compromised: 'compromised',
  pending: 'pending',
  undefined: 'undefined',
  ambiguous: 'ambiguous',
  broken: 'broken',
  skipped: 'skipped without a reason',
  unfinished: 'not finished',
};

/** Classes with which a run may still say that all held. */
export const isSettled = (result: ResultClass): boolean =>
  result === 'passed' || result === 'failed' || result === 'not-applicable';
