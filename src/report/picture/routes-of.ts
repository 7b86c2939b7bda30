import type { ScenarioResult } from '../compliance';
import type { Route } from './route';

/** Which ways to draw for a scenario: of a failure what was expected and what happened, else the frames that it looked at. */
export function routesOf(scenario: ScenarioResult): readonly Route[] {
  const expectations = scenario.expectations.filter(({ expected }) => expected.includes(' > '));
  if (expectations.length > 0)
    return expectations.slice(-1).flatMap(({ expected, actual }) => [
      { words: 'actual', path: actual, end: endOfPath(scenario, actual) },
      { words: 'expected', path: expected, end: '' },
    ]);
  const deliveries = scenario.findings.filter((finding) => finding['kind'] === 'delivery');
  if (deliveries.length > 0)
    return deliveries
      .slice(0, 2)
      .flatMap((finding) => [
        ...actualPaths(finding).map((path) => ({ words: 'actual', path, end: endOfPath(scenario, path) })),
        ...textsOf(finding['due']).map((path) => ({ words: 'due', path, end: '' })),
      ]);
  return scenario.traces.slice(-4).map(({ token, path, end, reason }) => ({
    words: token,
    path,
    end: reason === undefined ? end : `${end}: ${reason.replaceAll('-', ' ')}`,
  }));
}

type FindingEvidence = ScenarioResult['findings'][number];

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** What arrived where it should not; of a frame that did not arrive, the way until it was dropped. */
function actualPaths(finding: FindingEvidence): readonly string[] {
  const arrived = textsOf(finding['actual']);
  return arrived.length > 0 ? arrived : textsOf(finding['traces']);
}

function endOfPath({ traces }: ScenarioResult, path: string): string {
  const trace = traces.find((each) => each.path === path);
  if (trace === undefined) return '';
  return trace.reason === undefined ? trace.end : `${trace.end}: ${trace.reason.replaceAll('-', ' ')}`;
}
