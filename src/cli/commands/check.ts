import type { Command } from '../command';
import { readArguments, text } from '../arguments';
import { checkFeatures } from '../check/check-features';
import { checkLines } from '../check/check-lines';
import { counted, told } from '../check/mistake';
import { featuresAt } from '../feature-files';
import { projectOf } from '../project';
import { loadSentences } from '../vocabulary/load-sentences';

export const checkCommand: Command = {
  says: `bulkhead check [features…]   read features without running them

Finds: what is not Gherkin, sentences that do not exist (with the closest one), values that do not parse, in tables
too, columns that a table may not have, rule tags that name no rule, scenarios without steps, names in angle brackets that
nothing fills in, lines at which no scenario begins. Exit 0 nothing found, 2 mistakes.

  --config FILE   configuration of the repository (bulkhead.yaml)`,
  async run(args) {
    const read = readArguments('check', args, { config: { type: 'string' } });
    const project = projectOf(text(read, 'config'));
    const { files, lines } = featuresAt(read.positionals.length > 0 ? read.positionals : project.features);
    const checked = checkFeatures(files, await loadSentences(project.steps));
    const mistakes = [...checkLines(lines), ...checked.mistakes];
    for (const mistake of mistakes) console.error(told(mistake));
    const counts = `${counted(files.length, 'feature')}, ${counted(checked.scenarios, 'scenario')}, ${counted(checked.steps, 'step')}`;
    console.log(`${counts}: ${mistakes.length === 0 ? 'no mistake' : counted(mistakes.length, 'mistake')}`);
    return mistakes.length === 0 ? 0 : 2;
  },
};
