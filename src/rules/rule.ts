/** How binding a rule is. `fact` defines words and numbers and needs no scenario of its own. */
export type RuleLevel = 'must' | 'must-not' | 'should' | 'may' | 'fact';

/** What the sources say of it: stated outright, or concluded, or recalled from general knowledge. */
export type RuleStanding = 'documented' | 'derived' | 'inferred' | 'gap' | 'recalled';

/** One rule of the catalogue. `status` lists candidates where the sources name no exact code. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly level: RuleLevel;
  readonly component: string;
  readonly source: string;
  readonly observe: string;
  /** `model`: by a model or a device; `review`: only in a driver's source. */
  readonly testable: 'model' | 'review';
  readonly status?: readonly string[];
  readonly note?: string;
  readonly refines?: readonly string[];
}

/** `VF-FREE-06` → `VF-FREE`. */
export const familyOf = (id: string): string => id.slice(0, id.lastIndexOf('-'));

/** Rules that say must or must not and that a model or a device can show. */
export const needsEvidence = (rule: Rule): boolean =>
  (rule.level === 'must' || rule.level === 'must-not') && rule.testable === 'model';

/** Read from the marks that the catalogue's texts carry; the weakest one counts. */
export function standingOf(rule: Rule): RuleStanding {
  const text = `${rule.source} ${rule.note ?? ''} ${rule.rule}`.toLowerCase();
  if (text.includes('recalled')) return 'recalled';
  if (/\bgap\b/.test(text)) return 'gap';
  if (text.includes('inferred')) return 'inferred';
  if (text.includes('derived')) return 'derived';
  return 'documented';
}
