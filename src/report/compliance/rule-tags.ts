import type { Catalogue } from '../../rules/catalogue';
import type { ScenarioResult } from '../compliance';

const RULE_TAG = '@rule:';

export const ruleIdsOf = (tags: Iterable<string>): readonly string[] =>
  Array.from(tags).flatMap((tag) => (tag.startsWith(RULE_TAG) ? [tag.slice(RULE_TAG.length)] : []));

/** Scenarios by the rule that they are evidence for. */
export function scenariosByRule(
  scenarios: readonly ScenarioResult[],
): ReadonlyMap<string, readonly ScenarioResult[]> {
  const byRule = new Map<string, ScenarioResult[]>();
  for (const scenario of scenarios) {
    for (const id of ruleIdsOf(scenario.tags)) {
      const own = byRule.get(id);
      if (own === undefined) byRule.set(id, [scenario]);
      else own.push(scenario);
    }
  }
  return byRule;
}

export interface UnknownTag {
  readonly tag: string;
  readonly scenarios: readonly string[];
}

export const unknownTags = (
  byRule: ReadonlyMap<string, readonly ScenarioResult[]>,
  { byId }: Catalogue,
): readonly UnknownTag[] =>
  Array.from(byRule)
    .filter(([id]) => !byId.has(id))
    .map(([id, own]) => ({ tag: `${RULE_TAG}${id}`, scenarios: own.map((each) => each.id) }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
