import { PickleStepType, type GherkinDocument, type Pickle } from '@cucumber/messages';

/** A scenario as it stands in its feature. */
export interface ScenarioText {
  readonly pickle: Pickle;
  readonly gherkinDocument: GherkinDocument;
}

/** Where the step stands of which, with those after it, `stepsLeft` have not ended. */
export function placeOf({ pickle, gherkinDocument }: ScenarioText, stepsLeft: number): string {
  const step = pickle.steps[pickle.steps.length - stepsLeft] ?? pickle.steps.at(-1);
  const [node = ''] = step?.astNodeIds ?? [];
  return `${pickle.uri}:${lineOf(gherkinDocument.feature, node) ?? 1}:1`;
}

/** Whether a sentence in the place of a Then has nothing to look back at: no When (or `*`, which may be one) stands before it. */
export function lacksWhen({ pickle }: ScenarioText, stepsLeft: number): boolean {
  const types = pickle.steps.slice(0, pickle.steps.length - stepsLeft + 1).map(({ type }) => type);
  return (
    types.at(-1) === PickleStepType.OUTCOME &&
    !types.includes(PickleStepType.ACTION) &&
    !types.includes(PickleStepType.UNKNOWN)
  );
}

function lineOf(node: unknown, id: string): number | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const here = node as { readonly id?: string; readonly location?: { readonly line: number } };
  if (here.id === id) return here.location?.line;
  for (const below of Object.values(node)) {
    const line = lineOf(below, id);
    if (line !== undefined) return line;
  }
  return undefined;
}
