import * as pc from 'picocolors';
import type { Compliance, FindingGroup, ScenarioResult } from './compliance';
import { plural } from './compliance/verdict';
import { VERDICT_MARKS } from './verdict-marks';
import { isSettled, RESULT_CLASSES, RESULT_WORDS } from './result-class';

const MOST = 10;
const PAINT = { held: pc.green, violated: pc.red, inconclusive: pc.yellow } as const;

/** 0: all held; 1: a finding, whatever else is wrong; 2: nothing found, but the run itself is broken or incomplete. */
export const exitCodeOf = (compliance: Compliance): 0 | 1 | 2 => compliance.verdict.exitCode;

/** Verdict, counts, findings and what else needs a person, for the end of a run. */
export function summariseForTerminal(compliance: Compliance): string {
  const { verdict } = compliance;
  const headline = `${VERDICT_MARKS[verdict.word]} ${verdict.word}: ${verdict.sentence}`;
  return [
    '',
    pc.bold(PAINT[verdict.word](headline)),
    `  scenarios  ${resultCounts(compliance)}`,
    `  rules      ${ruleCounts(compliance)}`,
    ...reasonLines(compliance),
    ...findings(compliance),
    ...knownLines(compliance),
    ...undecided(compliance),
    ...listed(
      'What is wrong with the run',
      compliance.problems.map((problem) => `  ${problem}`),
    ),
  ].join('\n');
}

const resultCounts = ({ counts }: Compliance): string =>
  RESULT_CLASSES.filter((each) => counts[each] > 0)
    .map((each) => `${counts[each]} ${RESULT_WORDS[each]}`)
    .join(', ') || 'none';

/** `  lacks      oid-boundary: 31, vf-stages: 4` */
function reasonLines({ undecided: { notApplicable, compromised } }: Compliance): readonly string[] {
  const line = (word: string, all: typeof compromised): readonly string[] =>
    all.length === 0
      ? []
      : [
          `  ${word.padEnd(11)}${all.map(({ reason, count }) => `${shortened(reason)}: ${count}`).join(', ')}`,
        ];
  return [...line('lacks', notApplicable), ...line('broke', compromised)];
}

const LONGEST = 100;
const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;

function knownLines({ known }: Compliance): readonly string[] {
  if (known === undefined) return [];
  const { file, seen, fresh, gone, notJudged } = known;
  return [
    '',
    pc.bold(
      `By ${file}: ${fresh.length} new, ${seen.length} known, ${gone.length} disappeared, ${notJudged} not judged`,
    ),
    ...fresh.map((each) => `  ${pc.red('new')}          ${each.identity}\n     ${each.sentence}`),
    ...gone.map((each) => `  ${pc.yellow('disappeared')}  ${each.identity}\n     ${each.scenarios[0]}`),
  ];
}

const ruleCounts = ({ ruleCounts: counts }: Compliance): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status === 'ruling' ? 'satisfied by ruling' : status}`)
    .join(', ');

function findings({ findings: groups, scenarios }: Compliance): readonly string[] {
  const byId = new Map(scenarios.map((each) => [each.id, each]));
  return listed(
    'Findings',
    groups.map((group, index) => findingText(group, index, byId.get(group.scenarios[0] ?? ''))),
  );
}

function findingText(group: FindingGroup, index: number, scenario: ScenarioResult | undefined): string {
  const more =
    group.scenarios.length > 1
      ? ` and ${plural(group.scenarios.length - 1, 'more scenario', 'more scenarios')}`
      : '';
  const step = scenario?.steps.find((each) => each.status === 'FAILED');
  return [
    `  ${index + 1}. ${pc.bold(group.rules.join(', ') || 'no rule')}  ${pc.red(group.sentence)}`,
    ...indented(detailOf(step?.error, group.sentence)),
    ...(step === undefined ? [] : [`     at    ${step.keyword} ${step.text}`]),
    `     in    ${scenario?.name ?? ''} (${group.scenarios[0] ?? ''})${more}`,
  ].join('\n');
}

/** Other laws of the same failure are findings of their own. */
const LAW_LINE = /^ISO-LAW-\d+: /;

/** The failure's further lines: paths under each other, what became of the frame. */
function detailOf(error: string | undefined, told: string): readonly string[] {
  const lines = (error ?? '').split('\n');
  return lines.filter((line) => line.trim() !== '' && !told.includes(line.trim()) && !LAW_LINE.test(line));
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `     ${line}`);

function undecided({ scenarios }: Compliance): readonly string[] {
  return listed(
    'Scenarios without a verdict',
    scenarios
      .filter((each) => !isSettled(each.result))
      .map((each) => `  ${RESULT_WORDS[each.result]}: ${each.name} (${each.id})\n     ${each.reason ?? ''}`),
  );
}

function listed(title: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [];
  const rest = entries.length > MOST ? [`  … and ${entries.length - MOST} more, see the report`] : [];
  return ['', pc.bold(title), ...entries.slice(0, MOST), ...rest];
}
