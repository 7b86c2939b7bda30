import { drawTopology } from '../picture/draw-topology';
import { routesOf } from '../picture/routes-of';
import type { Compliance, FindingGroup, ScenarioResult } from '../compliance';
import { argumentText } from './argument-text';
import { differenceTable } from './difference-table';
import { escaped, findingAnchor, grouped, plural, ruleAnchor, scenarioAnchor } from './escape';
import { hopTables } from './hop-table';

function picture(compliance: Compliance, scenario: ScenarioResult): string {
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

/** A scenario by its place in the report: the page's script opens it there. */
interface Place {
  readonly scenario: ScenarioResult;
  readonly position: number;
}
type Places = ReadonlyMap<string, Place>;

const lawsOf = ({ rules }: FindingGroup): string =>
  rules.length === 0
    ? 'no rule'
    : rules.map((id) => `<a href="#${ruleAnchor(id)}">${escaped(id)}</a>`).join(', ');

const linked = (id: string, places: Places): string => {
  const place = places.get(id);
  const code = `<code>${escaped(id)}</code>`;
  return place === undefined
    ? code
    : `${escaped(place.scenario.name)} <a href="#${scenarioAnchor(place.position)}">${code}</a>`;
};

function witness(compliance: Compliance, scenario: ScenarioResult): string {
  return `${hopTables(scenario)}
<div class="two">${picture(compliance, scenario)}<div>${differenceTable(scenario.changes)}</div></div>
<details open><summary>Steps</summary>${steps(scenario)}</details>
${scenario.captures.map((file) => `<p class="note">Frames: <a href="${escaped(file)}">${escaped(file)}</a></p>`).join('')}`;
}

/** The first scenario shows in full what happened, unless there are so many findings that nobody would read them all. */
function finding(compliance: Compliance, group: FindingGroup, index: number, places: Places): string {
  const [first = '', ...others] = group.scenarios;
  const scenario = places.get(first)?.scenario;
  const shown = scenario === undefined || index >= MOST_IN_FULL ? '' : witness(compliance, scenario);
  return `<article class="finding" id="${findingAnchor(index)}">
<h3><span class="num">${index + 1}</span> ${escaped(group.sentence)}</h3>
<p class="meta">${lawsOf(group)} · seen in ${plural(group.scenarios.length, 'scenario')}</p>
<p class="where">${linked(first, places)}</p>
${shown}
${others.length === 0 ? '' : `<details><summary>Also in ${plural(others.length, 'scenario')}</summary><ul>${others.map((id) => `<li>${linked(id, places)}</li>`).join('')}</ul></details>`}
</article>`;
}

const MOST_IN_FULL = 40;

/** Findings first: an auditor wants to see what does not hold before what does. */
export function findingsSection(compliance: Compliance): string {
  const { findings, scenarios } = compliance;
  const places = new Map(
    scenarios.map((scenario, position) => [scenario.id, { scenario, position }] as const),
  );
  const body =
    findings.length === 0
      ? '<p class="empty">No finding: no watched action changed what it may not, and every expectation of a scenario was met.</p>'
      : findings.map((group, index) => finding(compliance, group, index, places)).join('\n');
  const note =
    findings.length > MOST_IN_FULL
      ? `<p class="note">The first ${MOST_IN_FULL} of ${grouped(findings.length)} findings are shown in full; the others lead to their scenarios, which are.</p>`
      : '';
  return `<section id="findings"><h2>Findings</h2>${note}${body}</section>`;
}
