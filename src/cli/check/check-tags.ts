import type { Feature, GherkinDocument, Tag } from '@cucumber/messages';
import { closest, nearest } from '../../terms/nearest';
import { CAPABILITIES } from '../../target/target';
import { catalogue } from '../../rules/catalogue';
import type { Mistake } from './mistake';

const KNOWN = ['@system', '@driver', '@isolation', '@slow', '@igb-short'];
const RULE = '@rule:';
const NEEDS = '@needs:';

export function tagMistake(name: string): string | undefined {
  if (name.startsWith(RULE)) return ruleMistake(name.slice(RULE.length));
  if (name.startsWith(NEEDS)) return needMistake(name.slice(NEEDS.length));
  if (KNOWN.includes(name)) return undefined;
  const near = closest(name, [...KNOWN, RULE, NEEDS]) ?? (/^@rules?[-_:.]/i.test(name) ? RULE : undefined);
  return near === undefined ? undefined : `the tag ${name} is not known; did you mean ${near}?`;
}

function ruleMistake(id: string): string | undefined {
  const { byId } = catalogue();
  return byId.has(id)
    ? undefined
    : `the tag @rule:${id} names no rule of the catalogue${nearest(id, Array.from(byId.keys()))}`;
}

function needMistake(name: string): string | undefined {
  return (CAPABILITIES as readonly string[]).includes(name)
    ? undefined
    : `the tag @needs:${name} names no capability of a target${nearest(name, CAPABILITIES)}; known are ${CAPABILITIES.join(', ')}`;
}

function tagsOf(feature: Feature): readonly Tag[] {
  const children = feature.children.flatMap((child) =>
    child.rule === undefined ? [child] : [child, ...child.rule.children],
  );
  const scenarios = children.flatMap((child) =>
    'scenario' in child && child.scenario !== undefined ? [child.scenario] : [],
  );
  const rules = feature.children.flatMap((child) => child.rule?.tags ?? []);
  return [
    ...feature.tags,
    ...rules,
    ...scenarios.flatMap((each) => [...each.tags, ...each.examples.flatMap((examples) => examples.tags)]),
  ];
}

export const checkTags = (file: string, document: GherkinDocument): readonly Mistake[] =>
  (document.feature === undefined ? [] : tagsOf(document.feature)).flatMap((tag) => {
    const sentence = tagMistake(tag.name);
    return sentence === undefined ? [] : [{ file, line: tag.location.line, sentence }];
  });
