import { drawTopology } from '../picture/draw-topology';
import { firstDifference } from '../picture/route';
import { routesOf } from '../picture/routes-of';
import type { Change, Compliance, FindingEvidence, FindingGroup, ScenarioResult } from '../compliance';
import { argumentText } from './argument-text';
import { escaped, plural, ruleAnchor } from './escape';
import { leafChanges } from './leaf-changes';

const json = (value: unknown): string =>
  value === null || value === undefined
    ? '(absent)'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

function difference(changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  const rows = changes
    .slice(0, 24)
    .flatMap((change) =>
      leafChanges(change).map(
        ({ name, was, is }) =>
          `<tr><td>${escaped(change.owner)}</td><td>${escaped(change.facet)}</td><td>${escaped(name)}</td><td><code>${escaped(json(was))}</code></td><td><code>${escaped(json(is))}</code></td></tr>`,
      ),
    );
  const rest = changes.length > 24 ? `<p class="note">… and ${changes.length - 24} more changes.</p>` : '';
  return `<h4>Before and after, by owner</h4><table class="grid"><thead><tr><th>owner</th><th>kind</th><th>what</th><th>was</th><th>is</th></tr></thead><tbody>${rows.join('')}</tbody></table>${rest}`;
}

/** Expected and actual one under the other, hop by hop, the first differing hop marked. */
function paths(scenario: ScenarioResult): string {
  const expected = scenario.expectations.filter((each) => each.expected.includes(' > '));
  const due = scenario.findings.filter((each) => each['kind'] === 'delivery').map(dueAndActual);
  return [...expected, ...due].map(hopTable).join('');
}

const dueAndActual = (finding: FindingEvidence): { readonly expected: string; readonly actual: string } => ({
  expected: firstText(finding['due']) ?? 'nowhere',
  actual: firstText(finding['actual']) ?? firstText(finding['traces']) ?? 'nowhere',
});

function firstText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

function hopTable({ expected, actual }: { readonly expected: string; readonly actual: string }): string {
  const due = expected.split(' > ');
  const seen = actual.split(' > ');
  const width = Math.max(due.length, seen.length);
  const isNowhere = due.length === 1 || seen.length === 1;
  const first = isNowhere ? width : firstDifference(expected, actual);
  const row = (name: string, hops: readonly string[]): string =>
    `<tr><th>${name}</th>${Array.from({ length: width }, (_, index) => `<td${index === first ? ' class="differs"' : ''}>${escaped(hops[index] ?? '—')}</td>`).join('')}</tr>`;
  const note = first < width ? `<p class="note">Hop ${first + 1} is the first that differs.</p>` : '';
  return `<h4>The frame’s way</h4><div class="scroll"><table class="hops">${row('expected', due)}${row('actual', seen)}</table></div>${note}`;
}

export function picture(compliance: Compliance, scenario: ScenarioResult): string {
  const topology = scenario.topology === undefined ? undefined : compliance.topologies[scenario.topology];
  return topology === undefined ? '' : `<figure>${drawTopology(topology, routesOf(scenario))}</figure>`;
}

function argumentOf({ argument }: ScenarioResult['steps'][number]): string {
  const text = argumentText(argument);
  return text === undefined ? '' : `<pre class="argument">${escaped(text)}</pre>`;
}

function steps(scenario: ScenarioResult): string {
  const signs: Readonly<Record<string, string>> = { PASSED: '✔', FAILED: '✘', SKIPPED: '–', NOT_RUN: '…' };
  const lines = scenario.steps.map(
    (step) =>
      `<li class="st-${step.status.toLowerCase()}"><i aria-hidden="true">${signs[step.status] ?? '?'}</i> <b>${escaped(step.keyword)}</b> ${escaped(step.text)}${argumentOf(step)}${step.error === undefined ? '' : `<pre>${escaped(step.error)}</pre>`}</li>`,
  );
  return `<ol class="steps">${lines.join('')}</ol>`;
}

function finding(
  compliance: Compliance,
  group: FindingGroup,
  index: number,
  byId: ReadonlyMap<string, ScenarioResult>,
): string {
  const scenario = byId.get(group.scenarios[0] ?? '');
  const laws = group.rules.map((id) => `<a href="#${ruleAnchor(id)}">${escaped(id)}</a>`).join(', ');
  const others = group.scenarios.slice(1, 9);
  return `<article class="finding" id="finding-${index + 1}">
<h3><span class="num">${index + 1}</span> ${escaped(group.sentence)}</h3>
<p class="meta">${laws === '' ? 'no rule' : laws} · seen in ${plural(group.scenarios.length, 'scenario')}</p>
${
  scenario === undefined
    ? ''
    : `<p class="where">${escaped(scenario.name)} <code>${escaped(scenario.id)}</code></p>
${paths(scenario)}
<div class="two">${picture(compliance, scenario)}<div>${difference(scenario.changes)}</div></div>
<details open><summary>Steps</summary>${steps(scenario)}</details>
${scenario.captures.map((file) => `<p class="note">Frames: <a href="${escaped(file)}">${escaped(file)}</a></p>`).join('')}`
}
${others.length === 0 ? '' : `<details><summary>Also in</summary><ul>${others.map((id) => `<li><code>${escaped(id)}</code> ${escaped(byId.get(id)?.name ?? '')}</li>`).join('')}</ul></details>`}
</article>`;
}

const MOST = 40;

/** Findings first: an auditor wants to see what does not hold before what does. */
export function findingsSection(compliance: Compliance): string {
  const { findings } = compliance;
  const byId = new Map(compliance.scenarios.map((each) => [each.id, each]));
  const body =
    findings.length === 0
      ? '<p class="empty">No finding: no watched action changed what it may not, and every expectation of a scenario was met.</p>'
      : findings
          .slice(0, MOST)
          .map((group, index) => finding(compliance, group, index, byId))
          .join('\n');
  const rest =
    findings.length > MOST
      ? `<p class="note">… and ${findings.length - MOST} more; see the scenarios.</p>`
      : '';
  return `<section id="findings"><h2>Findings</h2>${body}${rest}</section>`;
}
