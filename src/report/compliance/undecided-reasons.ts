import type { ScenarioResult, UndecidedReasons } from '../compliance';

/** Why scenarios came to no verdict through no fault of anybody: most frequent first. */
export const undecidedReasons = (scenarios: readonly ScenarioResult[]): UndecidedReasons => ({
  notApplicable: counted(
    scenarios.flatMap(({ result, lacks, reason }) =>
      result === 'not-applicable' ? [lacks ?? reason ?? 'nothing says why'] : [],
    ),
  ),
  compromised: counted(
    scenarios.flatMap(({ result, reason }) =>
      result === 'compromised' ? [reason ?? 'nothing says why'] : [],
    ),
  ),
});

function counted(reasons: readonly string[]): UndecidedReasons['compromised'] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Array.from(counts, ([reason, count]) => ({ reason, count })).sort(
    (a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1),
  );
}
