import { LabelName, Severity, type Label, type Link } from 'allure-js-commons';
import type { Catalogue } from '../../rules/catalogue';
import type { RuleLevel } from '../../rules/rule';
import { subjectOf } from '../../rules/subjects';
import { ruleIdsOf } from '../compliance/rule-tags';
import type { RecordedScenario } from '../recorded-run';

/** From the folder of the Allure report, which lies beside the compliance report. */
const COMPLIANCE_REPORT = '../compliance.html';

export const ruleLinks = ({ tags }: RecordedScenario): readonly Link[] =>
  ruleIdsOf(tags).map((id) => ({ name: id, url: `${COMPLIANCE_REPORT}#rule-${id}`, type: 'tms' }));

/** The same hierarchy for all three of Allure's trees: folder, feature, Gherkin rule. */
export function labelsOf(scenario: RecordedScenario, { byId }: Catalogue): readonly Label[] {
  const { uri, feature, group, tags } = scenario;
  const epic = epicOf(uri);
  const rules = ruleIdsOf(tags).flatMap((id) => byId.get(id) ?? []);
  const levels = distinct(rules.map((rule) => rule.level));
  const places: readonly (readonly [LabelName, string | undefined])[] = [
    [LabelName.EPIC, epic],
    [LabelName.FEATURE, feature],
    [LabelName.STORY, group],
    [LabelName.PARENT_SUITE, epic],
    [LabelName.SUITE, feature],
    [LabelName.SUB_SUITE, group],
    [LabelName.PACKAGE, uri.replace(/^[./]+/, '').replaceAll('/', '.')],
    [LabelName.SEVERITY, severityOf(levels)],
  ];
  return [
    ...places.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }])),
    ...tags.map((tag) => ({ name: LabelName.TAG, value: tag.replace(/^@/, '') })),
    ...ruleIdsOf(tags).map((value) => ({ name: 'rule', value })),
    ...levels.map((value) => ({ name: 'level', value })),
    ...distinct(rules.map(({ id }) => subjectOf(id))).map((value) => ({ name: 'subject', value })),
  ];
}

const distinct = <T extends string>(words: readonly T[]): readonly T[] => Array.from(new Set(words)).sort();

const FEATURES_FOLDER = 'features';

/** `features/isolation/delivery.feature` → `isolation`, wherever the folder of features lies. */
export function epicOf(uri: string): string {
  const folders = uri.split('/').slice(0, -1);
  const features = folders.lastIndexOf(FEATURES_FOLDER);
  return (features < 0 ? undefined : folders[features + 1]) ?? folders.at(-1) ?? FEATURES_FOLDER;
}

const SEVERITIES: readonly (readonly [Severity, readonly RuleLevel[]])[] = [
  [Severity.CRITICAL, ['must', 'must-not']],
  [Severity.NORMAL, ['should']],
  [Severity.MINOR, ['may']],
  [Severity.TRIVIAL, ['fact']],
];

/** Of the most binding rule that the scenario is evidence for; without one, none. */
const severityOf = (levels: readonly RuleLevel[]): Severity | undefined =>
  SEVERITIES.find(([, own]) => own.some((level) => levels.includes(level)))?.[0];
