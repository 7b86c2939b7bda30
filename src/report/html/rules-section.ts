import { SUBJECT_NAMES } from '../../rules/subjects';
import { RULE_STATUSES } from '../../rules/coverage';
import type { Compliance, RuleVerdict } from '../compliance';
import { escaped, plural, ruleAnchor } from './escape';
import { statusMark } from './marks';

const unique = (values: readonly string[]): readonly string[] => Array.from(new Set(values));

const select = (name: string, label: string, values: readonly string[]): string =>
  `<label>${label}<select data-filter="${name}"><option value="">any</option>${values.map((value) => `<option>${escaped(value)}</option>`).join('')}</select></label>`;

function filters(rules: readonly RuleVerdict[]): string {
  return `<form class="filters" id="rule-filters" role="search" aria-label="Filter rules">
<label class="wide">Search<input type="search" id="rule-search" placeholder="id, title or words of a rule"></label>
${select('status', 'Status', RULE_STATUSES)}
${select('subject', 'Subject', unique(rules.map((rule) => rule.subject)))}
${select('level', 'Level', unique(rules.map((rule) => rule.level)))}
${select(
  'component',
  'Component',
  unique(rules.map((rule) => rule.component))
    .slice()
    .sort(),
)}
<label class="check"><input type="checkbox" id="rule-scope" checked> only families that the suite answers for</label>
<output id="rule-count" aria-live="polite"></output>
</form>`;
}

/** A law may rest on the watch alone, in scenarios that are about something else. */
const evidenceOf = ({ scenarios, watched }: RuleVerdict): string =>
  scenarios.length === 0 && watched !== undefined ? 'watch' : String(scenarios.length);

function row(rule: RuleVerdict, index: number, inScope: boolean): string {
  return `<tr id="${ruleAnchor(rule.id)}" data-i="${index}"${inScope ? '' : ' class="out" hidden'}><td><button type="button" class="open" aria-expanded="false">${escaped(rule.id)}</button></td><td>${escaped(rule.title)}</td><td>${escaped(rule.level).replace('-', '&nbsp;')}</td><td>${escaped(rule.standing)}${rule.rulings.map((number) => `, ruling ${number}`).join('')}</td><td>${statusMark(rule.status)}</td><td class="n">${evidenceOf(rule)}</td></tr>`;
}

/** Subjects in the catalogue's order; a row knows its rule by the position in the report's data. */
function bySubject(rules: readonly RuleVerdict[], inScope: (rule: RuleVerdict) => boolean): string {
  const rows = rules.map((rule, index) => ({ subject: rule.subject, html: row(rule, index, inScope(rule)) }));
  return SUBJECT_NAMES.flatMap((subject) => {
    const own = rows.filter((each) => each.subject === subject).map(({ html }) => html);
    const heading = `<tr class="subject"><th colspan="6" scope="rowgroup">${escaped(subject)}</th></tr>`;
    return own.length === 0 ? [] : [heading, ...own];
  }).join('\n');
}

/** Every rule of the catalogue in one table; what it says and its evidence unfold on demand. */
export function rulesSection({ rules, coverage }: Compliance): string {
  const scope = new Set(coverage.families.filter((each) => each.inScope).map((each) => each.family));
  const inScope = (rule: RuleVerdict): boolean => scope.has(rule.family);
  const hidden = rules.filter((rule) => !inScope(rule)).length;
  return `<section id="rules"><h2>Rules</h2>
<p>${plural(rules.length, 'rule')} of the catalogue, ${plural(hidden, 'rule')} of them in families that the suite does not answer for yet. Open a rule to read it and its evidence.</p>
${filters(rules)}
<table class="rules"><thead><tr><th>rule</th><th>title</th><th>level</th><th>standing</th><th>status</th><th class="n">scenarios</th></tr></thead>
<tbody id="rule-rows">${bySubject(rules, inScope)}</tbody></table>
</section>`;
}
