import type { ScenarioResult } from '../compliance';
import { breaksSeen } from './known-breaks';
import type { KnownFinding } from './known-finding';
import { seenFindings } from './seen-finding';

/** Of what may be told, what a finding depends on. */
const OF_A_STACK = new Set(['kernel', 'qemu', 'firmware', 'accelerator']);

/**
 * A first version of the file from a run: entries that stood before keep what somebody wrote, those of breaks that were
 * seen again as a whole; who is to blame for the others is open.
 */
export function firstKnown(
  scenarios: readonly ScenarioResult[],
  versions: Readonly<Record<string, string>>,
  before: readonly KnownFinding[] = [],
): readonly KnownFinding[] {
  const since =
    Object.entries(versions)
      .filter(([name]) => OF_A_STACK.has(name) || !Array.from(OF_A_STACK).some((each) => each in versions))
      .map(([name, version]) => `${name} ${version}`)
      .join(', ') || 'unknown';
  const written = new Map(before.map((each) => [each.identity, each]));
  const findings = seenFindings(scenarios).map(({ identity, rules, sentence, scenarios: own }) => ({
    ...(written.get(identity) ?? {
      identity,
      rule: rules.join(', ') || 'none',
      evidence: sentence || 'not studied yet',
      who: 'unknown' as const,
      since,
    }),
    scenarios: own,
  }));
  return [...findings, ...breaksSeen(before, scenarios)];
}
