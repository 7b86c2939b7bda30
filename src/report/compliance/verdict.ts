import type { Compliance, KnownReport, Verdict } from '../compliance';
import { knownBreaks } from '../known/judge-known';
import { isSettled, RESULT_CLASSES, RESULT_WORDS, type ResultClass } from '../result-class';

type Judged = Pick<Compliance, 'counts' | 'ruleCounts' | 'problems' | 'known'> &
  Partial<Pick<Compliance, 'scenarios'>>;

/**
 * Where the subject's findings are known, only news is a reason to stop: one that is new, or one that is gone. What is known
 * stays a violation.
 */
export function verdictOf(judged: Judged): Verdict {
  const plain = verdictWithoutKnown(judged);
  const { known } = judged;
  if (known === undefined) return plain;
  const news = [
    ...(known.fresh.length === 0 ? [] : [plural(known.fresh.length, 'finding is new', 'findings are new')]),
    ...(known.gone.length === 0
      ? []
      : [plural(known.gone.length, 'known finding has', 'known findings have') + ' disappeared']),
  ];
  if (news.length > 0) return { ...plain, exitCode: 1, sentence: `${plain.sentence}; ${news.join(', ')}` };
  if (plain.exitCode !== 1) return plain;
  const isComplete = openWords(withoutKnownBreaks(judged, known)) === '' && judged.problems.length === 0;
  return { ...plain, exitCode: isComplete ? 0 : 2, sentence: `${plain.sentence}; all of it is known` };
}

/** A scenario whose machine breaks for a known reason is compromised, and no reason to call the run incomplete. */
const withoutKnownBreaks = ({ counts, scenarios }: Judged, known: KnownReport): Judged['counts'] => ({
  ...counts,
  compromised: counts.compromised - knownBreaks(known, scenarios ?? []),
});

/** A finding stands whatever else is wrong with the run; without one, a run that is broken or incomplete says nothing. */
function verdictWithoutKnown({ counts, ruleCounts, problems }: Judged): Verdict {
  const open = openWords(counts);
  if (counts.failed > 0) {
    const doubt = open === '' && problems.length === 0 ? '' : '; besides, the run is not complete';
    return {
      word: 'violated',
      exitCode: 1,
      sentence: `${brokenWords(ruleCounts.violated, counts.failed)}${doubt}`,
    };
  }
  if (problems.length > 0 || open !== '' || counts.passed === 0) {
    const why = [
      ...(open === '' ? [] : [open]),
      ...(problems.length === 0 ? [] : [plural(problems.length, 'problem', 'problems') + ' with the run']),
    ];
    return {
      word: 'inconclusive',
      exitCode: 2,
      sentence: `nothing was found, but the run does not answer for itself: ${why.length === 0 ? 'no scenario passed' : why.join(', ')}`,
    };
  }
  return { word: 'held', exitCode: 0, sentence: heldWords(counts) };
}

/** A scenario without a rule's tag can fail as well; it violates what it says itself. */
const brokenWords = (rules: number, scenarios: number): string =>
  rules === 0
    ? `${plural(scenarios, 'scenario does', 'scenarios do')} not hold; no rule is tagged or named there`
    : `${plural(rules, 'rule is', 'rules are')} violated, in ${plural(scenarios, 'scenario', 'scenarios')}`;

function heldWords({ passed, 'not-applicable': skipped }: Judged['counts']): string {
  const held = passed === 1 ? 'the one scenario held' : `all ${passed} scenarios held`;
  if (skipped === 0) return held;
  return `${passed === 1 ? 'the one applicable scenario held' : `all ${passed} applicable scenarios held`}; ${plural(skipped, 'is', 'are')} not applicable to this subject`;
}

/** `2 undefined, 1 broken` */
const openWords = (counts: Readonly<Record<ResultClass, number>>): string =>
  RESULT_CLASSES.filter((result) => !isSettled(result) && counts[result] > 0)
    .map((result) => `${counts[result]} ${RESULT_WORDS[result]}`)
    .join(', ');

export const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
