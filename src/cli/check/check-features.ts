import type { Sentence } from '../vocabulary/sentence';
import { checkSteps } from './check-steps';
import { checkTags } from './check-tags';
import type { Mistake } from './mistake';
import { linesOf, readFeature } from './read-feature';

export interface Checked {
  readonly scenarios: number;
  readonly steps: number;
  readonly mistakes: readonly Mistake[];
}

/** Reads features as a run would, without running them. */
export function checkFeatures(files: readonly string[], sentences: readonly Sentence[]): Checked {
  let scenarios = 0;
  let steps = 0;
  const mistakes = files.flatMap((file): readonly Mistake[] => {
    const feature = readFeature(file);
    if (feature.document === undefined) return feature.mistakes;
    scenarios += feature.pickles.length;
    steps += feature.pickles.reduce((sum, pickle) => sum + pickle.steps.length, 0);
    const lines = linesOf(feature.document);
    const at = (ids: readonly string[]) => ({
      file,
      line: lines.get(ids.at(-1) ?? '') ?? lines.get(ids[0] ?? '') ?? 1,
    });
    return [
      ...checkTags(file, feature.document),
      ...empty(file, feature.document.feature?.name, feature.pickles.length),
      ...feature.pickles.flatMap((pickle) => checkSteps(pickle, sentences, at)),
    ];
  });
  return { scenarios, steps, mistakes: once(mistakes) };
}

const empty = (file: string, name: string | undefined, scenarios: number): readonly Mistake[] =>
  scenarios > 0
    ? []
    : [{ file, line: 1, sentence: `the feature ${name === undefined ? '' : `"${name}" `}has no scenario` }];

/** A step of a Background is in every pickle, but is one mistake. */
function once(mistakes: readonly Mistake[]): readonly Mistake[] {
  const seen = new Map(
    mistakes.map((mistake) => [`${mistake.file}:${mistake.line}:${mistake.sentence}`, mistake]),
  );
  return Array.from(seen.values());
}
