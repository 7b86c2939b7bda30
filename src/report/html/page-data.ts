import { drawTopology } from '../picture/draw-topology';
import { routesOf } from '../picture/routes-of';
import type { Compliance, ScenarioResult } from '../compliance';
import { argumentText } from './argument-text';
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
];

function scenarioOf(scenario: ScenarioResult, texts: Texts, pictures: Pictures): Scenario {
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
  ];
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
  const scenarios = compliance.scenarios.map((scenario) => scenarioOf(scenario, texts, pictures));
  const data = { rules, scenarios, texts: texts.list, pictures: pictures.list, results: RESULT_LABELS };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
