import { drawTopology } from '../picture/draw-topology';
import { routesOf } from '../picture/routes-of';
import type { Compliance, ScenarioResult } from '../compliance';
import { argumentText } from './argument-text';
import { differenceTable } from './difference-table';
import { hopTables } from './hop-table';
import { RESULT_LABELS } from './marks';

/**
 * What the page's script unfolds: rules and scenarios, each text once. Suites repeat themselves (the same Background in
 * every scenario), so a table of texts and positions in it make a report of 10,000 scenarios fit.
 */
class Texts {
  readonly list: string[] = [];
  private readonly at = new Map<string, number>();

  of(text: string | undefined): number {
    if (text === undefined || text === '') return -1;
    const known = this.at.get(text);
    if (known !== undefined) return known;
    this.at.set(text, this.list.length);
    return this.list.push(text) - 1;
  }
}

/** Pictures are drawn once for each different testbed and set of ways; beyond this many bytes scenarios go without. */
const MOST_PICTURES = 3_000_000;

class Pictures {
  readonly list: string[] = [];
  private readonly at = new Map<string, number>();
  private bytes = 0;

  constructor(private readonly topologies: Compliance['topologies']) {}

  of(scenario: ScenarioResult): number {
    const topology = scenario.topology === undefined ? undefined : this.topologies[scenario.topology];
    if (
      topology === undefined ||
      scenario.traces.length + scenario.expectations.length + scenario.findings.length === 0
    )
      return -1;
    const routes = routesOf(scenario).map((route) => ({
      ...route,
      words: /^f\d/.test(route.words) ? 'frame' : route.words,
    }));
    const key = `${scenario.topology} ${JSON.stringify(routes)}`;
    const known = this.at.get(key);
    if (known !== undefined) return known;
    if (this.bytes > MOST_PICTURES) return -1;
    const svg = drawTopology(topology, routes);
    this.bytes += svg.length;
    this.at.set(key, this.list.length);
    return this.list.push(svg) - 1;
  }
}

/** What went wrong in a failed scenario, as under Findings; beyond this many bytes scenarios point to the JSON. */
const MOST_WITNESSES = 2_000_000;

class Witnesses {
  private bytes = 0;

  constructor(private readonly texts: Texts) {}

  of(scenario: ScenarioResult): number {
    if (scenario.result !== 'failed') return -1;
    const shown = `${hopTables(scenario)}${differenceTable(scenario.changes)}`;
    if (this.bytes > MOST_WITNESSES)
      return this.texts.of(shown === '' ? '' : '<p class="note">Before and after: see compliance.json.</p>');
    this.bytes += shown.length;
    return this.texts.of(shown);
  }
}

type Scenario = readonly [
  id: number,
  feature: number,
  name: number,
  result: string,
  reason: number,
  steps: readonly (readonly [text: number, error: number, status: string, argument: number])[],
  traces: readonly (readonly [number, number])[],
  picture: number,
  captures: readonly number[],
  /** HTML, made here. */
  witness: number,
  findings: readonly number[],
];

function scenarioOf(
  scenario: ScenarioResult,
  texts: Texts,
  pictures: Pictures,
  witnesses: Witnesses,
  findings: readonly number[],
): Scenario {
  return [
    texts.of(scenario.id),
    texts.of(scenario.feature),
    texts.of(scenario.name),
    scenario.result,
    texts.of(scenario.reason),
    scenario.steps.map(
      (step) =>
        [
          texts.of(`${step.keyword} ${step.text}`),
          texts.of(step.error),
          step.status.charAt(0),
          texts.of(argumentText(step.argument)),
        ] as const,
    ),
    scenario.traces.map(
      (trace) =>
        [
          texts.of(trace.path),
          texts.of(
            `${trace.end}${trace.reason === undefined ? '' : `: ${trace.reason.replaceAll('-', ' ')}`}${trace.rule === undefined ? '' : ` (${trace.rule})`}`,
          ),
        ] as const,
    ),
    pictures.of(scenario),
    scenario.captures.map((file) => texts.of(file)),
    witnesses.of(scenario),
    findings,
  ];
}

/** Positions of the findings that each scenario is part of. */
function findingsOf({ findings }: Compliance): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  findings.forEach(({ scenarios }, position) => {
    for (const id of scenarios) found.set(id, [...(found.get(id) ?? []), position]);
  });
  return found;
}

/** As the content of a `<script type="application/json">`: `<` is written so that nothing ends it early. */
export function pageData(compliance: Compliance): string {
  const texts = new Texts();
  const pictures = new Pictures(compliance.topologies);
  const positions = new Map(compliance.scenarios.map((scenario, index) => [scenario.id, index]));
  const scope = new Set(
    compliance.coverage.families.filter((each) => each.inScope).map((each) => each.family),
  );
  const rules = compliance.rules.map((rule) => ({
    i: rule.id,
    t: rule.title,
    r: rule.rule,
    l: rule.level,
    c: rule.component,
    u: rule.subject,
    s: rule.status,
    w: rule.reason,
    f: rule.source,
    o: rule.observe,
    n: rule.note,
    v: rule.testable,
    x: scope.has(rule.family) ? 1 : 0,
    a: rule.watched,
    e: rule.scenarios.flatMap((id) => positions.get(id) ?? []),
    g: rule.findings,
  }));
  const witnesses = new Witnesses(texts);
  const findings = findingsOf(compliance);
  const scenarios = compliance.scenarios.map((scenario) =>
    scenarioOf(scenario, texts, pictures, witnesses, findings.get(scenario.id) ?? []),
  );
  const data = { rules, scenarios, texts: texts.list, pictures: pictures.list, results: RESULT_LABELS };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
