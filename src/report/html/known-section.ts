import type { Compliance, KnownReport } from '../compliance';
import { escaped } from './escape';

type Row = readonly (readonly [heading: string, html: string])[];

const table = (caption: string, rows: readonly Row[]): string => {
  const [first] = rows;
  if (first === undefined) return '';
  const head = first.map(([heading]) => `<th>${escaped(heading)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(([, html]) => `<td>${html}</td>`).join('')}</tr>`).join('');
  return `<h3>${escaped(caption)}</h3><table class="grid"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
};

const lines = (values: readonly string[]): string => values.map(escaped).join('<br>');

function judged({ file, seen, fresh, gone, notJudged }: KnownReport): string {
  const known = (each: KnownReport['gone'][number]): Row => [
    ['rule', escaped(each.rule)],
    ['whose it is', escaped(each.who)],
    ['evidence', escaped(each.evidence)],
    ['since', escaped(each.since)],
    ['scenarios', lines(each.scenarios)],
    ['identity', `<code>${escaped(each.identity)}</code>`],
  ];
  const news = fresh.map((each): Row => [
    ['rules', escaped(each.rules.join(', '))],
    ['finding', escaped(each.sentence)],
    ['scenarios', lines(each.scenarios)],
    ['identity', `<code>${escaped(each.identity)}</code>`],
  ]);
  const rest =
    notJudged === 0
      ? ''
      : `<p class="note">${notJudged} entries were not judged: no scenario that shows them came to a verdict.</p>`;
  return `<section id="known"><h2>New, known and disappeared findings</h2>
<p class="note">By ${escaped(file)}. A known finding is still a finding, and its rule is violated; it is no news.</p>
${table('New: in no entry of the file', news)}${table('Disappeared: an entry, but its scenarios did not show it', gone.map(known))}${table('Known', seen.map(known))}${rest}</section>`;
}

function reasons({ undecided: { notApplicable, compromised } }: Compliance): string {
  const rows = (all: typeof compromised): readonly Row[] =>
    all.map(({ reason, count }): Row => [
      ['reason', escaped(reason)],
      ['scenarios', String(count)],
    ]);
  if (notApplicable.length + compromised.length === 0) return '';
  return `<section id="undecided"><h2>What could not be tried here</h2>
${table('Not applicable, by what the subject lacks', rows(notApplicable))}${table('Compromised, by what broke', rows(compromised))}</section>`;
}

/** For a subject that is not the reference: what is news about it, and what it could not be asked. */
export const knownSection = (compliance: Compliance): string =>
  `${compliance.known === undefined ? '' : judged(compliance.known)}${reasons(compliance)}`;
