import pc from 'picocolors';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../terms/nearest';
import { catalogue } from '../../rules/catalogue';
import { inFirstRelease } from '../../rules/families';
import { NOT_COVERED } from '../../rules/not-covered';
import { familyOf, needsEvidence, standingOf, type Rule } from '../../rules/rule';
import { rulingsOf } from '../../rules/rulings';
import type { Command } from '../command';
import { readArguments, text } from '../arguments';
import { evidenceByRule } from '../check/evidence-by-rule';
import { projectOf } from '../project';
import { featuresAt } from '../feature-files';
import { UsageMistake } from '../usage-mistake';
import { OUTPUT_FILES } from '../run/output-folder';

type Evidence = ReadonlyMap<string, readonly string[]>;

function show(rule: Rule, evidence: Evidence, verdicts: ReadonlyMap<string, string>): void {
  const scenarios = evidence.get(rule.id) ?? [];
  const verdict = verdicts.get(rule.id);
  console.log(`\n${pc.bold(rule.id)}  ${rule.title}`);
  console.log(`  ${rule.rule}`);
  console.log(
    `  level      ${rule.level}, ${rule.testable === 'model' ? 'shown by a device' : 'only by review of a driver'}, component ${rule.component}`,
  );
  console.log(
    `  standing   ${standingOf(rule)}${rulingsOf(rule)
      .map((ruling) => `, rests on ruling ${ruling.number} (${ruling.title})`)
      .join('')}`,
  );
  console.log(`  source     ${rule.source}`);
  console.log(`  observed   ${rule.observe}`);
  if (rule.note !== undefined) console.log(`  note       ${rule.note}`);
  console.log(
    `  evidence   ${scenarios.length === 0 ? (NOT_COVERED[rule.id] ?? 'none') : scenarios.join('\n             ')}`,
  );
  if (verdict !== undefined) console.log(`  last run   ${verdict}`);
}

interface LastReport {
  readonly rules?: readonly { readonly id: string; readonly status: string }[];
}

function reportIn(file: string): LastReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LastReport;
  } catch (error) {
    throw new UsageMistake(
      `${file} is no compliance report: ${(error as Error).message}; \`bulkhead report\` writes it again, or name another folder with --output`,
    );
  }
}

/** Verdicts of the last run, where there was one. */
function lastVerdicts(folder: string): ReadonlyMap<string, string> {
  const file = join(folder, OUTPUT_FILES.json);
  if (!existsSync(file)) return new Map();
  return new Map((reportIn(file).rules ?? []).map((rule) => [rule.id, rule.status]));
}

function families(rules: readonly Rule[], evidence: Evidence): void {
  const names = Array.from(new Set(rules.map((rule) => familyOf(rule.id))));
  console.log('family            rules  to show  with evidence');
  for (const name of names) {
    const own = rules.filter((rule) => familyOf(rule.id) === name);
    const due = own.filter(needsEvidence);
    const shown = due.filter((rule) => evidence.has(rule.id)).length;
    const percent = due.length === 0 ? '' : ` (${Math.round((100 * shown) / due.length)} %)`;
    console.log(
      `${name.padEnd(18)}${String(own.length).padStart(5)}${String(due.length).padStart(9)}${String(shown).padStart(9)}${percent}`,
    );
  }
}

function wanted(words: readonly string[]): readonly Rule[] {
  const { rules, byId } = catalogue();
  return words.flatMap((word) => {
    const id = word.toUpperCase();
    const exact = byId.get(id);
    if (exact !== undefined) return [exact];
    const family = rules.filter((rule) => rule.id.startsWith(`${id}-`));
    if (family.length === 0)
      throw new UsageMistake(
        `there is no rule or family "${word}"${nearest(id, [...byId.keys(), ...rules.map((rule) => familyOf(rule.id))])}`,
      );
    return family;
  });
}

export const rulesCommand: Command = {
  says: `bulkhead rules [id or family…]   rules, their standing and their evidence; with none, a table of families

  --uncovered     rules that must hold, can be shown by a device and have no evidence yet
  --all           also the families that the suite does not answer for yet
  --output DIR    folder of the last run (for its verdicts)`,
  async run(args) {
    const read = readArguments('rules', args, {
      uncovered: { type: 'boolean' },
      all: { type: 'boolean' },
      output: { type: 'string' },
      config: { type: 'string' },
    });
    const project = projectOf(text(read, 'config'));
    const evidence = evidenceByRule(featuresAt(project.features).files);
    const scope = catalogue().rules.filter((rule) => read.values['all'] === true || inFirstRelease(rule.id));
    const verdicts = lastVerdicts(text(read, 'output') ?? project.output);
    if (read.positionals.length > 0)
      for (const rule of wanted(read.positionals)) show(rule, evidence, verdicts);
    else if (read.values['uncovered'] === true) {
      const open = scope.filter((rule) => needsEvidence(rule) && !evidence.has(rule.id));
      for (const rule of open)
        console.log(
          `${rule.id.padEnd(20)}${rule.title}${NOT_COVERED[rule.id] === undefined ? '' : pc.dim(`  (${NOT_COVERED[rule.id]})`)}`,
        );
      console.log(`${open.length} rules without evidence`);
    } else families(scope, evidence);
    return 0;
  },
};
