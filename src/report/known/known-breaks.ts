import type { ScenarioResult } from '../compliance';
import type { KnownFinding } from './known-finding';
import { scenarioKey } from './seen-finding';

/**
 * What a subject does to its environment, for example a driver that never comes back: there is no finding to know it by,
 * so such an entry is written by hand, and seen when one of its scenarios was compromised. Compromised it stays.
 */
export const isBreak = ({ identity }: KnownFinding): boolean => identity.startsWith('compromised/');

export function breaksSeen(
  entries: readonly KnownFinding[],
  scenarios: readonly ScenarioResult[],
): readonly KnownFinding[] {
  const broke = new Set(scenarios.filter(({ result }) => result === 'compromised').map(scenarioKey));
  return entries.filter((each) => isBreak(each) && each.scenarios.some((key) => broke.has(key)));
}
