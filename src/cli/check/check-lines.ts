import type { NamedLine } from '../feature-files';
import type { Mistake } from './mistake';
import { linesOf, readFeature } from './read-feature';

/** A line that was named is one where a scenario, or a row of its Examples, begins; Cucumber runs nothing for another. */
export const checkLines = (named: readonly NamedLine[]): readonly Mistake[] =>
  named.flatMap(({ file, line }) => {
    const begins = beginnings(file);
    if (begins.length === 0 || begins.includes(line)) return [];
    const nearest = begins.filter((each) => each < line).at(-1) ?? begins[0];
    return [{ file, line, sentence: `no scenario begins at this line; the nearest is ${file}:${nearest}` }];
  });

function beginnings(file: string): readonly number[] {
  const { document, pickles } = readFeature(file);
  if (document === undefined) return [];
  const lines = linesOf(document);
  const all = pickles.flatMap(({ astNodeIds }) => astNodeIds.map((id) => lines.get(id) ?? 1));
  return Array.from(new Set(all)).sort((a, b) => a - b);
}
