import type { Compliance, ScenarioResult } from '../compliance';
import { plural } from '../compliance/verdict';
import { isKnown } from '../known/judge-known';
import { faultsIn } from '../known/seen-finding';
import { ruleIdsOf } from '../compliance/rule-tags';
import {
  COMPARISON_FORMAT,
  RELATIONS,
  type ComparedRule,
  type ComparedScenario,
  type Comparison,
  type Ending,
  type Relation,
  type Side,
} from './comparison';

/** The same wherever the features lie. */
const keyOf = ({ id }: ScenarioResult): string => id.slice(Math.max(0, id.lastIndexOf('features/')));

/** @param target its known findings, if it has any, excuse a difference and nothing else does. */
export function compareRuns(reference: Compliance, target: Compliance): Comparison {
  const left = new Map(reference.scenarios.map((each) => [keyOf(each), each]));
  const right = new Map(target.scenarios.map((each) => [keyOf(each), each]));
  const keys = Array.from(new Set([...left.keys(), ...right.keys()])).sort(byFileAndLine);
  const scenarios = keys.map((key) => compared(key, left.get(key), right.get(key), target));
  const count = (relation: Relation): number => scenarios.filter((each) => each.relation === relation).length;
  const counts = Object.fromEntries(RELATIONS.map((each) => [each, count(each)])) as Comparison['counts'];
  return {
    format: COMPARISON_FORMAT,
    reference: sideOf(reference),
    target: sideOf(target),
    counts,
    rules: comparedRules(reference, target, scenarios),
    scenarios,
    ...conclusion(counts),
  };
}

function conclusion(counts: Comparison['counts']): Pick<Comparison, 'exitCode' | 'sentence'> {
  const compared = counts.differs + counts.known + counts.same;
  const rest = `; ${counts['not compared']} could not be compared`;
  if (compared === 0) return { exitCode: 2, sentence: `no scenario came to a verdict on both${rest}` };
  const excused = counts.known === 0 ? '' : `, ${counts.known} by known findings alone`;
  const differing = counts.differs + counts.known;
  return {
    exitCode: counts.differs > 0 ? 1 : 0,
    sentence: `${differing} of ${plural(compared, 'scenario', 'scenarios')} ended otherwise${excused}${rest}`,
  };
}

function byFileAndLine(a: string, b: string): number {
  const [fileA, fileB] = [a, b].map((key) => key.replace(/:\d+$/, ''));
  if (fileA !== fileB) return (fileA ?? '') < (fileB ?? '') ? -1 : 1;
  return Number(a.split(':').at(-1)) - Number(b.split(':').at(-1));
}

function compared(
  id: string,
  reference: ScenarioResult | undefined,
  target: ScenarioResult | undefined,
  { known }: Compliance,
): ComparedScenario {
  const either = target ?? reference;
  const excused = known !== undefined && target !== undefined && isKnown(known, target);
  return {
    id,
    feature: either?.feature ?? '',
    name: either?.name ?? '',
    rules: ruleIdsOf(either?.tags ?? []),
    relation: relationOf(reference, target, excused),
    reference: endingOf(reference),
    target: endingOf(target),
  };
}

const DECIDED: readonly string[] = ['passed', 'failed'];

function relationOf(
  reference: ScenarioResult | undefined,
  target: ScenarioResult | undefined,
  excused: boolean,
): Relation {
  if (reference === undefined || target === undefined) return 'not compared';
  if (!DECIDED.includes(reference.result) || !DECIDED.includes(target.result)) return 'not compared';
  if (faultNames(reference) === faultNames(target)) return 'same';
  return excused && reference.result === 'passed' ? 'known' : 'differs';
}

const faultNames = (scenario: ScenarioResult): string =>
  Array.from(new Set(faultsIn(scenario).map(({ identity }) => identity)))
    .sort()
    .join('\n');

function endingOf(scenario: ScenarioResult | undefined): Ending {
  if (scenario === undefined) return { result: 'not run', sentences: [] };
  const told = faultsIn(scenario).map(({ sentence }) => sentence);
  const { result, reason } = scenario;
  return {
    result,
    sentences: told.length > 0 ? Array.from(new Set(told)) : reason === undefined ? [] : [reason],
  };
}

function comparedRules(
  reference: Compliance,
  target: Compliance,
  scenarios: readonly ComparedScenario[],
): readonly ComparedRule[] {
  const statuses = new Map(target.rules.map((rule) => [rule.id, rule.status]));
  const differing = scenarios.filter(({ relation }) => relation === 'differs' || relation === 'known');
  return reference.rules.flatMap(({ id, title, status }) => {
    const other = statuses.get(id) ?? 'not covered';
    const own = differing.filter(({ rules }) => rules.includes(id)).map((each) => each.id);
    const isNews = other !== status && other !== 'not applicable' && other !== 'not covered';
    return isNews || own.length > 0 ? [{ id, title, reference: status, target: other, scenarios: own }] : [];
  });
}

const sideOf = ({ cover }: Compliance): Side => ({
  subject: cover.subject.join(', ') || 'unknown',
  profile: cover.profile.join(', '),
  versions: cover.versions,
  command: cover.commands.join('; '),
});
