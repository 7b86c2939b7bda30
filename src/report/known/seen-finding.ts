import type { ScenarioResult } from '../compliance';
import { ruleIdsOf } from '../compliance/rule-tags';
import type { SeenFinding } from './known-finding';

/** `features/isolation/reset.feature: A reset of …`; the same wherever the features lie, and when lines move. */
export function scenarioKey({ id, name }: Pick<ScenarioResult, 'id' | 'name'>): string {
  const file = id.replace(/:\d+$/, '');
  return `${file.slice(Math.max(0, file.lastIndexOf('features/')))}: ${name}`;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a failed scenario says is wrong: each law once, or the expectation that did not hold. */
export function faultsIn(scenario: ScenarioResult): readonly Omit<SeenFinding, 'scenarios'>[] {
  if (scenario.result !== 'failed') return [];
  const told = scenario.findings.flatMap((each) => {
    const identity = text(each['identity']);
    return identity === undefined
      ? []
      : [{ identity, rules: [text(each['law']) ?? ''], sentence: text(each['sentence']) ?? '' }];
  });
  return told.length > 0 ? told : [expectationOf(scenario)];
}

function expectationOf(scenario: ScenarioResult): Omit<SeenFinding, 'scenarios'> {
  const rules = ruleIdsOf(scenario.tags);
  return {
    identity: `expectation/${rules.join('+') || scenario.feature}#${scenario.name}`,
    rules,
    sentence: scenario.reason ?? '',
  };
}

/** By identity. */
export function seenFindings(scenarios: readonly ScenarioResult[]): readonly SeenFinding[] {
  const seen = new Map<string, SeenFinding>();
  for (const scenario of scenarios)
    for (const fault of faultsIn(scenario)) {
      const known = seen.get(fault.identity);
      const keys = new Set([...(known?.scenarios ?? []), scenarioKey(scenario)]);
      seen.set(fault.identity, { ...(known ?? fault), scenarios: Array.from(keys).sort() });
    }
  return Array.from(seen.values()).sort((a, b) => (a.identity < b.identity ? -1 : 1));
}
