import type { KnownReport, ScenarioResult } from '../compliance';
import { breaksSeen, isBreak } from './known-breaks';
import type { KnownFinding, KnownFindings } from './known-finding';
import { faultsIn, scenarioKey, seenFindings } from './seen-finding';

/**
 * What a run found against what is known. A part of the suite judges only what its scenarios would show: an entry has
 * disappeared when it was not seen although a scenario that shows it ran to a verdict, and none of them was kept from one.
 */
export function judgeKnown(
  { file, entries }: KnownFindings,
  scenarios: readonly ScenarioResult[],
): KnownReport {
  const byIdentity = new Map(entries.map((each) => [each.identity, each]));
  const seen = seenFindings(scenarios);
  const breaks = breaksSeen(entries, scenarios);
  const found = new Set([...seen, ...breaks].map(({ identity }) => identity));
  const unseen = entries.filter(({ identity }) => !found.has(identity));
  const ends = endsByKey(scenarios);
  const gone = unseen.filter((entry) => wouldShow(entry, ends));
  return {
    file,
    seen: [
      ...seen.flatMap((each) => {
        const entry = byIdentity.get(each.identity);
        return entry === undefined ? [] : [{ ...entry, scenarios: each.scenarios }];
      }),
      ...breaks,
    ],
    fresh: seen.filter(({ identity }) => !byIdentity.has(identity)),
    gone,
    notJudged: unseen.length - gone.length,
  };
}

/** Compromised scenarios of which it is known why. */
export function knownBreaks(report: KnownReport, scenarios: readonly ScenarioResult[]): number {
  const known = new Set(report.seen.filter(isBreak).flatMap((each) => each.scenarios));
  return scenarios.filter((each) => each.result === 'compromised' && known.has(scenarioKey(each))).length;
}

type Ends = ReadonlyMap<string, readonly ScenarioResult['result'][]>;

function endsByKey(scenarios: readonly ScenarioResult[]): Ends {
  const ends = new Map<string, ScenarioResult['result'][]>();
  for (const each of scenarios) {
    const key = scenarioKey(each);
    ends.set(key, [...(ends.get(key) ?? []), each.result]);
  }
  return ends;
}

function wouldShow({ scenarios }: KnownFinding, ends: Ends): boolean {
  const own = scenarios.flatMap((key) => ends.get(key) ?? []);
  return own.length > 0 && own.every((result) => result === 'passed' || result === 'failed');
}

/** Whether everything that a scenario says is wrong is known. */
export const isKnown = (report: KnownReport, scenario: ScenarioResult): boolean => {
  const known = new Set(report.seen.map(({ identity }) => identity));
  const faults = faultsIn(scenario);
  return faults.length > 0 && faults.every(({ identity }) => known.has(identity));
};
