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

function row(rule: RuleVerdict, index: number, inScope: boolean): string {
  return `<tr id="${ruleAnchor(rule.id)}" data-i="${index}"${inScope ? '' : ' class="out" hidden'}><td><button type="button" class="open" aria-expanded="false">${escaped(rule.id)}</button></td><td>${escaped(rule.title)}</td><td>${escaped(rule.level)}</td><td>${escaped(rule.standing)}${rule.rulings.map((number) => `, ruling ${number}`).join('')}</td><td>${statusMark(rule.status)}</td><td class="n">${rule.scenarios.length}</td></tr>`;
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
<tbody id="rule-rows">${rules.map((rule, index) => row(rule, index, inScope(rule))).join('\n')}</tbody></table>
</section>`;
}
