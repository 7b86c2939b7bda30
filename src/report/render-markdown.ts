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
    ...knownSections(compliance),
    ...section('Not applicable, by what the subject lacks', reasons(compliance.undecided.notApplicable)),
    ...section('Compromised, by what broke', reasons(compliance.undecided.compromised)),
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

const reasons = (all: Compliance['undecided']['compromised']): readonly string[] =>
  all.map(({ reason, count }) => `${count}: ${escaped(reason)}`);

function knownSections({ known }: Compliance): readonly string[] {
  if (known === undefined) return [];
  return [
    ...section(
      'New findings',
      known.fresh.map(
        (each) => `**${each.rules.join(', ')}** ${escaped(each.sentence)} (\`${each.identity}\`)`,
      ),
    ),
    ...section(
      'Known findings that have disappeared',
      known.gone.map((each) => `**${each.rule}** ${escaped(each.evidence)} (\`${each.identity}\`)`),
    ),
    ...section(
      'Known findings',
      known.seen.map((each) => `**${each.rule}** (${each.who}) ${escaped(each.evidence)}`),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST).map((line) => `- ${line}`);
  const rest = lines.length > MOST ? [`- … and ${lines.length - MOST} more in the report`] : [];
  return ['', `## ${title}`, '', ...shown, ...rest];
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const escaped = (text: string): string => text.replace(/[\\`*_<>|[\]]/g, '\\$&').replaceAll('\n', ' ');
