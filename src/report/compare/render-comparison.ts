import { escaped } from '../html/escape';
import { RESULT_WORDS } from '../result-class';
import { RELATIONS, type ComparedScenario, type Comparison, type Ending, type Side } from './comparison';

export const comparisonJson = (comparison: Comparison): string => `${JSON.stringify(comparison, null, 1)}\n`;

const word = ({ result }: Ending): string => (result === 'not run' ? result : RESULT_WORDS[result]);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const versionsOf = ({ versions }: Side): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

const HEADINGS: Readonly<Record<ComparedScenario['relation'], string>> = {
  differs: 'They differ',
  known: 'They differ by known findings',
  'not compared': 'Not compared: one of them came to no verdict',
  same: 'The same on both',
};
/** What is the same needs no table. */
const SHOWN = RELATIONS.filter((each) => each !== 'same');

/** Scenarios that only one of the runs had are counted, not listed. */
const ofRelation = (
  scenarios: readonly ComparedScenario[],
  wanted: ComparedScenario['relation'],
): readonly ComparedScenario[] =>
  scenarios.filter(
    ({ relation, reference, target }) =>
      relation === wanted && reference.result !== 'not run' && target.result !== 'not run',
  );

const cell = (text: string): string => text.replace(/[\\`*_<>|[\]]/g, '\\$&').replaceAll('\n', ' ');
const endingCell = (ending: Ending): string => [word(ending), ...ending.sentences].map(cell).join('; ');

export function comparisonMarkdown(comparison: Comparison): string {
  const { reference, target, rules, scenarios, counts } = comparison;
  return [
    '# Model against reality',
    '',
    `${capital(comparison.sentence)}.`,
    '',
    '| | reference | target |',
    '|---|---|---|',
    `| subject | ${cell(reference.subject)} | ${cell(target.subject)} |`,
    `| profile | ${cell(reference.profile)} | ${cell(target.profile)} |`,
    `| versions | ${cell(versionsOf(reference))} | ${cell(versionsOf(target))} |`,
    '',
    ...RELATIONS.map((each) => `- ${HEADINGS[each]}: ${counts[each]}`),
    '',
    '## By rule',
    '',
    '| rule | | reference | target |',
    '|---|---|---|---|',
    ...rules.map((each) => `| ${each.id} | ${cell(each.title)} | ${each.reference} | ${each.target} |`),
    ...SHOWN.flatMap((relation) => {
      const own = ofRelation(scenarios, relation);
      if (own.length === 0) return [];
      const rows = own.map(
        (each) =>
          `| ${cell(each.name)} (\`${each.id}\`) | ${each.rules.join(', ')} | ${endingCell(each.reference)} | ${endingCell(each.target)} |`,
      );
      return [
        '',
        `## ${HEADINGS[relation]}`,
        '',
        '| scenario | rules | reference | target |',
        '|---|---|---|---|',
        ...rows,
      ];
    }),
    '',
  ].join('\n');
}

const STYLE = `:root{color-scheme:light}body{font:15px/1.5 system-ui,'Liberation Sans',Arial,sans-serif;color:#1c2430;max-width:80rem;margin:2rem auto;padding:0 1.5rem}
table{border-collapse:collapse;width:100%;margin:1rem 0 2rem}th,td{border:1px solid #d6dce4;padding:.35rem .6rem;text-align:left;vertical-align:top}th{background:#f5f7fa}
.failed,.violated{color:#a3211b}.passed,.satisfied{color:#1d6b3c}.r{font-weight:600}p.s{margin:.2rem 0 0;color:#56606d}code{font-size:.9em}`;

const endingHtml = (ending: Ending): string =>
  `<span class="r ${ending.result.replaceAll(' ', '-')}">${escaped(word(ending))}</span>${ending.sentences.map((each) => `<p class="s">${escaped(each)}</p>`).join('')}`;

const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((each) => `<td>${each}</td>`).join('')}</tr>`;
const table = (headings: readonly string[], rows: readonly string[]): string =>
  `<table><thead><tr>${headings.map((each) => `<th>${escaped(each)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;

const SCENARIO_HEADINGS = ['scenario', 'rules', 'reference', 'target'];
const scenarioRow = (each: ComparedScenario): string =>
  row([
    `${escaped(each.name)}<p class="s"><code>${escaped(each.id)}</code></p>`,
    escaped(each.rules.join(', ')),
    endingHtml(each.reference),
    endingHtml(each.target),
  ]);

/** One file without script and without any link to the network. */
export function comparisonHtml(comparison: Comparison): string {
  const { reference, target, rules, scenarios, counts } = comparison;
  const fact = (name: string, of: (side: Side) => string): string =>
    row([escaped(name), escaped(of(reference)), escaped(of(target))]);
  const sections = SHOWN.flatMap((relation) => {
    const own = ofRelation(scenarios, relation);
    return own.length === 0
      ? []
      : [`<h2>${HEADINGS[relation]} (${own.length})</h2>${table(SCENARIO_HEADINGS, own.map(scenarioRow))}`];
  });
  const ruleRows = rules.map((each) =>
    row([
      `<strong>${escaped(each.id)}</strong> ${escaped(each.title)}`,
      `<span class="${each.reference}">${each.reference}</span>`,
      `<span class="${each.target}">${each.target}</span>`,
      each.scenarios.map((id) => `<code>${escaped(id)}</code>`).join('<br>'),
    ]),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Model against reality</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Model against reality</h1>
<p>${escaped(capital(comparison.sentence))}. The same on both: ${counts.same}.</p>
${table(['', 'reference', 'target'], [fact('subject', ({ subject }) => subject), fact('profile', ({ profile }) => profile), fact('versions', versionsOf), fact('command', ({ command }) => command)])}
<h2>By rule</h2>
${table(['rule', 'reference', 'target', 'scenarios that differ'], ruleRows)}
${sections.join('\n')}
</body>
</html>
`;
}
