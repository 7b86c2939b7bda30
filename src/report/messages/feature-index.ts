import type { Feature, FeatureChild, GherkinDocument, RuleChild, Scenario, Tag } from '@cucumber/messages';

/** Where a piece of a feature stands; pickles refer to it by the id of its node. */
export interface FeatureNode {
  readonly line: number;
  readonly feature: string;
  readonly group?: string;
  /** Of a step. */
  readonly keyword?: string;
  /** Of a row of examples. */
  readonly examples?: readonly ExampleValue[];
}

/** One cell of a row of examples. */
export interface ExampleValue {
  /** Heading of its column. */
  readonly name: string;
  readonly value: string;
}

/** What pickles do not carry: names of features and rules, keywords, and the tags of scenarios that were not run. */
export class FeatureIndex {
  readonly tags = new Set<string>();
  private readonly nodes = new Map<string, FeatureNode>();

  add(document: GherkinDocument): void {
    if (document.feature !== undefined) this.addFeature(document.feature);
  }

  find(nodeId: string | undefined): FeatureNode | undefined {
    return nodeId === undefined ? undefined : this.nodes.get(nodeId);
  }

  private addFeature(feature: Feature): void {
    this.addTags(feature.tags);
    for (const child of feature.children) {
      this.addChild(child, feature.name);
      if (child.rule === undefined) continue;
      this.addTags(child.rule.tags);
      for (const below of child.rule.children) this.addChild(below, feature.name, child.rule.name);
    }
  }

  private addChild(child: FeatureChild | RuleChild, feature: string, group?: string): void {
    const place = group === undefined ? { feature } : { feature, group };
    const steps = [...(child.background?.steps ?? []), ...(child.scenario?.steps ?? [])];
    for (const step of steps)
      this.nodes.set(step.id, { ...place, line: step.location.line, keyword: step.keyword.trim() });
    if (child.scenario !== undefined) this.addScenario(child.scenario, place);
  }

  private addScenario(
    scenario: Scenario,
    place: { readonly feature: string; readonly group?: string },
  ): void {
    this.addTags(scenario.tags);
    this.nodes.set(scenario.id, { ...place, line: scenario.location.line });
    for (const examples of scenario.examples) {
      this.addTags(examples.tags);
      const headings = examples.tableHeader?.cells ?? [];
      for (const { id, location, cells } of examples.tableBody)
        this.nodes.set(id, {
          ...place,
          line: location.line,
          examples: headings.map(({ value: name }, column) => ({ name, value: cells[column]?.value ?? '' })),
        });
    }
  }

  private addTags(tags: readonly Tag[]): void {
    for (const tag of tags) this.tags.add(tag.name);
  }
}
