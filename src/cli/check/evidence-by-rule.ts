import type { Feature, Scenario, Tag } from '@cucumber/messages';
import { readFeature } from './read-feature';

const RULE = '@rule:';

/** Which scenarios say of which rule that they are evidence for it: `file:line title`. */
export function evidenceByRule(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const evidence = new Map<string, string[]>();
  for (const file of files) {
    const feature = readFeature(file).document?.feature;
    if (feature === undefined) continue;
    for (const { scenario, tags } of scenariosOf(feature)) {
      const ids = new Set(
        tags.flatMap((tag) => (tag.name.startsWith(RULE) ? [tag.name.slice(RULE.length)] : [])),
      );
      for (const id of ids)
        evidence.set(id, [...(evidence.get(id) ?? []), `${file}:${scenario.location.line} ${scenario.name}`]);
    }
  }
  return evidence;
}

interface Tagged {
  readonly scenario: Scenario;
  readonly tags: readonly Tag[];
}

function scenariosOf(feature: Feature): readonly Tagged[] {
  return feature.children.flatMap((child) => {
    if (child.scenario !== undefined) return [tagged(child.scenario, feature.tags)];
    const rule = child.rule;
    return (rule?.children ?? []).flatMap((below) =>
      below.scenario === undefined ? [] : [tagged(below.scenario, [...feature.tags, ...(rule?.tags ?? [])])],
    );
  });
}

const tagged = (scenario: Scenario, outer: readonly Tag[]): Tagged => ({
  scenario,
  tags: [...outer, ...scenario.tags, ...scenario.examples.flatMap((examples) => examples.tags)],
});
