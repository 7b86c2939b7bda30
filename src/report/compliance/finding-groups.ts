import type { FindingGroup, ScenarioResult } from '../compliance';
import { ruleIdsOf } from './rule-tags';

/** The same fault often fails many scenarios; it is told once, with all of them. */
export function findingGroups(scenarios: readonly ScenarioResult[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const scenario of scenarios) {
    if (scenario.result !== 'failed') continue;
    for (const { key, rules, sentence } of faultsOf(scenario)) {
      const known = groups.get(key);
      groups.set(key, {
        sentence: known?.sentence ?? sentence,
        rules: Array.from(new Set([...(known?.rules ?? []), ...rules])).sort(),
        scenarios: Array.from(new Set([...(known?.scenarios ?? []), scenario.id])),
      });
    }
  }
  return Array.from(groups.values()).sort(
    (a, b) => Number(isLaw(b)) - Number(isLaw(a)) || compare(a.rules.join(), b.rules.join()),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const isLaw = ({ rules }: FindingGroup): boolean => rules.some((rule) => rule.startsWith('ISO-LAW-'));

interface Fault {
  readonly key: string;
  readonly rules: readonly string[];
  readonly sentence: string;
}

function faultsOf(scenario: ScenarioResult): readonly Fault[] {
  if (scenario.findings.length > 0) return [oneFault(scenario)];
  const sentence = scenario.reason ?? '';
  const step = scenario.steps.find((each) => each.status === 'FAILED')?.text ?? '';
  return [{ key: `${step}\n${sentence}`, rules: ruleIdsOf(scenario.tags), sentence }];
}

/**
 * Everything that one action did wrong is one fault: it is called by what people see first, and breaks every law that any
 * of its effects breaks.
 */
function oneFault(scenario: ScenarioResult): Fault {
  const [first] = scenario.findings;
  const sentence = text(first?.['sentence']) ?? scenario.reason ?? '';
  const laws = Array.from(new Set(scenario.findings.flatMap((each) => text(each['law']) ?? [])));
  return {
    key: text(first?.['identity']) ?? sentence,
    rules: laws.length === 0 ? ruleIdsOf(scenario.tags) : laws,
    sentence,
  };
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
