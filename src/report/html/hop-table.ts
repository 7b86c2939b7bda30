import type { FindingEvidence, ScenarioResult } from '../compliance';
import { firstDifference } from '../picture/route';
import { escaped } from './escape';

interface Ways {
  readonly expected: string;
  readonly actual: string;
}

/** Expected and actual one under the other, hop by hop, the first differing hop marked. */
export function hopTables(scenario: ScenarioResult): string {
  const expected = scenario.expectations.filter((each) => each.expected.includes(' > '));
  const due = scenario.findings.filter((each) => each['kind'] === 'delivery').map(dueAndActual);
  return [...expected, ...due].map(hopTable).join('');
}

const dueAndActual = (finding: FindingEvidence): Ways => ({
  expected: firstText(finding['due']) ?? 'nowhere',
  actual: firstText(finding['actual']) ?? firstText(finding['traces']) ?? 'nowhere',
});

function firstText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

function hopTable({ expected, actual }: Ways): string {
  const due = expected.split(' > ');
  const seen = actual.split(' > ');
  const width = Math.max(due.length, seen.length);
  const isNowhere = due.length === 1 || seen.length === 1;
  const first = isNowhere ? width : firstDifference(expected, actual);
  const row = (name: string, hops: readonly string[]): string =>
    `<tr><th scope="row">${name}</th>${Array.from({ length: width }, (_, index) => `<td${index === first ? ' class="differs"' : ''}>${escaped(hops[index] ?? '—')}</td>`).join('')}</tr>`;
  const note = first < width ? `<p class="note">Hop ${first + 1} is the first that differs.</p>` : '';
  return `<h4>The frame’s way</h4><div class="scroll"><table class="hops">${row('expected', due)}${row('actual', seen)}</table></div>${note}`;
}
