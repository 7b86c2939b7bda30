import { RULE_STATUSES } from '../rules/coverage';
import type { Compliance } from './compliance';
import { VERDICT_MARKS } from './verdict-marks';
import { RESULT_CLASSES, RESULT_WORDS } from './result-class';

const MOST = 20;

/** A short summary for a CI page. */
export function renderMarkdown(compliance: Compliance): string {
  const { verdict, cover, problems, coverage } = compliance;
  const scope = coverage.families.filter((each) => each.inScope);
  const shown = scope.reduce((sum, each) => sum + each.shown, 0);
  const toShow = scope.reduce((sum, each) => sum + each.toShow, 0);
  return [
    `# ${VERDICT_MARKS[verdict.word]} SR-IOV compliance: ${verdict.word}`,
    '',
    `${escaped(sentence(verdict.sentence))} Subject: ${escaped(cover.subject.join(', ') || 'unknown')}. Kit ${escaped(cover.kit.join(', ') || 'unknown')}, ${escaped(cover.rules.join(', '))}.`,
    '',
    '| scenarios | |  | rules | |',
    '|---|---:|---|---|---:|',
    ...table(compliance),
    '',
    `Evidence for ${shown} of ${toShow} rules of the answered families that must hold and that a device can show.`,
    ...section('What is wrong with the run', problems.map(escaped)),
    ...section('Findings', compliance.findings.map(findingLine)),
    ...section('Not applicable', reasonsOf(compliance, 'not-applicable')),
    '',
  ].join('\n');
}

function table({ counts, ruleCounts }: Compliance): readonly string[] {
  const results = RESULT_CLASSES.filter((each) => counts[each] > 0 || each === 'passed' || each === 'failed');
  return Array.from({ length: Math.max(results.length, RULE_STATUSES.length) }, (_, index) => {
    const result = results[index];
    const status = RULE_STATUSES[index];
    const left = result === undefined ? ' | ' : `${RESULT_WORDS[result]} | ${counts[result]}`;
    return `| ${left} | | ${status === undefined ? ' | ' : `${status} | ${ruleCounts[status]}`} |`;
  });
}

const findingLine = ({ rules, sentence: told, scenarios }: Compliance['findings'][number]): string =>
  `**${rules.join(', ') || 'no rule'}** ${escaped(told)} (\`${scenarios[0]}\`${scenarios.length > 1 ? ` and ${scenarios.length - 1} more` : ''})`;

function reasonsOf({ scenarios }: Compliance, result: 'not-applicable'): readonly string[] {
  const counts = new Map<string, number>();
  for (const each of scenarios)
    if (each.result === result) counts.set(each.reason ?? '', (counts.get(each.reason ?? '') ?? 0) + 1);
  return Array.from(counts, ([reason, count]) => `${count}: ${escaped(reason)}`).sort();
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST).map((line) => `- ${line}`);
  const rest = lines.length > MOST ? [`- … and ${lines.length - MOST} more in the report`] : [];
  return ['', `## ${title}`, '', ...shown, ...rest];
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const escaped = (text: string): string => text.replace(/[\\`*_<>|[\]]/g, '\\$&').replaceAll('\n', ' ');
