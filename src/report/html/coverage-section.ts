import type { Compliance } from '../compliance';
import { escaped, plural } from './escape';

function families({ coverage }: Compliance): string {
  const rows = coverage.families
    .filter((each) => each.inScope)
    .map(({ family, subject, rules, toShow, shown }) => {
      const percent = toShow === 0 ? '' : `${Math.round((100 * shown) / toShow)} %`;
      return `<tr><td>${escaped(family)}</td><td>${escaped(subject)}</td><td class="n">${rules}</td><td class="n">${toShow}</td><td class="n">${shown}</td><td class="bar"><span style="width:${toShow === 0 ? 0 : Math.round((100 * shown) / toShow)}%"></span><em>${percent}</em></td></tr>`;
    });
  return `<table class="grid"><thead><tr><th>family</th><th>subject</th><th class="n">rules</th><th class="n">must be shown</th><th class="n">with evidence</th><th>share</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function open({ rules, coverage }: Compliance): string {
  const scope = new Set(coverage.families.filter((each) => each.inScope).map((each) => each.family));
  const missing = rules.filter(
    (rule) =>
      scope.has(rule.family) &&
      rule.status === 'not covered' &&
      (rule.level === 'must' || rule.level === 'must-not') &&
      rule.testable === 'model',
  );
  const rows = missing.map(
    (rule) =>
      `<tr><td>${escaped(rule.id)}</td><td>${escaped(rule.title)}</td><td>${escaped(rule.reason ?? '')}</td></tr>`,
  );
  return `<h3>Rules without evidence</h3><p>${plural(missing.length, 'rule')} that must hold and that a device could show, in families that the suite answers for.</p>${
    missing.length === 0
      ? ''
      : `<table class="grid"><thead><tr><th>rule</th><th>title</th><th>why</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  }`;
}

function tags({ coverage }: Compliance): string {
  const unknown = coverage.unknownTags.map(
    ({ tag, scenarios }) =>
      `<li><code>${escaped(tag)}</code> in ${scenarios.map((id) => `<code>${escaped(id)}</code>`).join(', ')}</li>`,
  );
  const untagged = coverage.untagged.map((id) => `<li><code>${escaped(id)}</code></li>`);
  return `<h3>Tags without rules</h3>${unknown.length === 0 ? '<p class="empty">Every rule tag names a rule of the catalogue.</p>' : `<ul>${unknown.join('')}</ul>`}
<h3>Scenarios that are evidence for no rule</h3>${untagged.length === 0 ? '<p class="empty">None.</p>' : `<details><summary>${plural(coverage.untagged.length, 'scenario')}</summary><ul>${untagged.join('')}</ul></details>`}`;
}

/** Both ways: rules without evidence, and tags without rules. */
export const coverageSection = (compliance: Compliance): string =>
  `<section id="coverage"><h2>Coverage</h2>${families(compliance)}${open(compliance)}${tags(compliance)}</section>`;
