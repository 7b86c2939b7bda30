import { RULE_STATUSES } from '../../rules/coverage';
import type { Compliance } from '../compliance';
import { RESULT_CLASSES } from '../result-class';
import { escaped, grouped, plural } from './escape';
import { resultMark, statusMark } from './marks';

const VERDICTS = {
  held: ['✔', 'All held'],
  violated: ['✘', 'Violated'],
  inconclusive: ['?', 'No verdict'],
} as const;

const fact = (name: string, value: string, kind = ''): string =>
  value === '' ? '' : `<div${kind}><dt>${escaped(name)}</dt><dd>${value}</dd></div>`;
const texts = (values: readonly (string | number)[]): string =>
  values.map((value) => escaped(String(value))).join('<br>');
const code = (values: readonly string[]): string =>
  values.map((value) => `<code>${escaped(value)}</code>`).join('<br>');

function facts({ cover }: Compliance): string {
  const versions = Object.entries(cover.versions).map(([name, version]) => `${name} ${version}`);
  const shards = cover.runs.flatMap((run) => (run.shard === undefined ? [] : [run.shard]));
  return `<dl class="facts">
${fact('Subject', texts(cover.subject))}
${fact('Adapter profile', texts(cover.profile))}
${fact('Versions', texts(versions))}
${fact('Kit', texts(cover.kit))}
${fact('Rules', texts(cover.rules))}
${fact('Features', texts(cover.features))}
${fact('Command', code(cover.commands))}
${fact('Seed', texts(cover.seeds))}
${fact('Runner', texts(cover.runners))}
${fact('Shards', texts(shards))}
${fact('Choices that the subject declares', cover.declaredChoices.length === 0 ? '' : `<ul>${cover.declaredChoices.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul>`, ' class="full"')}
</dl>`;
}

function tallies({ counts, ruleCounts, cover: { watched } }: Compliance): string {
  const results = RESULT_CLASSES.filter((each) => counts[each] > 0 || each === 'passed' || each === 'failed');
  const row = (mark: string, count: number): string =>
    `<tr><td>${mark}</td><td class="n">${grouped(count)}</td></tr>`;
  return `<div class="tallies">
<table class="tally"><caption>Scenarios</caption><tbody>${results.map((each) => row(resultMark(each), counts[each])).join('')}</tbody></table>
<table class="tally"><caption>Rules of the catalogue</caption><tbody>${RULE_STATUSES.map((each) => row(statusMark(each), ruleCounts[each])).join('')}</tbody></table>
<table class="tally"><caption>The watch</caption><tbody>
<tr><td>actions watched</td><td class="n">${grouped(watched.actions)}</td></tr>
<tr><td>snapshots compared</td><td class="n">${grouped(watched.snapshots)}</td></tr>
<tr><td>deliveries compared with those due</td><td class="n">${grouped(watched.deliveries)}</td></tr>
</tbody></table>
</div>`;
}

/** The first page: what was tested, with what, and what came out. */
export function coverSection(compliance: Compliance): string {
  const { verdict, problems } = compliance;
  const [sign, word] = VERDICTS[verdict.word];
  const scope = compliance.coverage.families.filter((each) => each.inScope);
  const shown = scope.reduce((sum, each) => sum + each.shown, 0);
  const due = scope.reduce((sum, each) => sum + each.toShow, 0);
  return `<header class="cover" id="cover">
<p class="kicker">Bulkhead · SR-IOV compliance report</p>
<h1 class="verdict v-${verdict.word}"><i aria-hidden="true">${sign}</i> ${word}</h1>
<p class="lead">${escaped(capital(verdict.sentence))}</p>
<p class="claim">The sentence under test: <em>an operation of one VF’s driver never affects another VF or the PF.</em></p>
${problems.length === 0 ? '' : `<div class="problems"><h2>What is wrong with the run</h2><ul>${problems.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul></div>`}
${tallies(compliance)}
<p class="note">Evidence for ${grouped(shown)} of the ${plural(due, 'rule')} that must hold and that a device can show, in the families that this suite answers for.</p>
${facts(compliance)}
</header>`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
