import { inFirstRelease } from '../../rules/families';
import { needsEvidence, type Rule } from '../../rules/rule';
import type { RuleStatus } from '../../rules/coverage';
import type { Coverage, RuleVerdict } from '../compliance';

const SHOWN: readonly RuleStatus[] = ['satisfied', 'violated', 'partly covered', 'ruling'];

/** How much of what must hold and can be shown has been shown, family by family. */
export function familyFigures(
  rules: readonly RuleVerdict[],
  byId: ReadonlyMap<string, Rule>,
): Coverage['families'] {
  const families = new Map<string, RuleVerdict[]>();
  for (const rule of rules) families.set(rule.family, [...(families.get(rule.family) ?? []), rule]);
  return Array.from(families, ([family, own]) => {
    const toShow = own.filter((each) => {
      const rule = byId.get(each.id);
      return rule !== undefined && needsEvidence(rule);
    });
    return {
      family,
      subject: own[0]?.subject ?? '',
      rules: own.length,
      toShow: toShow.length,
      shown: toShow.filter((each) => SHOWN.includes(each.status)).length,
      inScope: inFirstRelease(own[0]?.id ?? ''),
    };
  });
}
