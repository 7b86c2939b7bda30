import pc from 'picocolors';
import type { Command } from '../command';
import { readArguments, text } from '../arguments';
import { projectOf } from '../project';
import { loadSentences } from '../vocabulary/load-sentences';
import { bySubject, headingOf, vocabularyPage } from '../vocabulary/vocabulary-page';
import type { Sentence } from '../vocabulary/sentence';

function print(sentences: readonly Sentence[]): void {
  for (const [subject, own] of bySubject(sentences)) {
    console.log(`\n${pc.bold(headingOf(subject))}`);
    for (const sentence of own) {
      console.log(`  ${sentence.expression}`);
      if (sentence.example !== undefined) console.log(pc.dim(`      ${sentence.example}`));
      if (sentence.table !== undefined)
        console.log(pc.dim(`      columns: ${sentence.table.join(', ')}   (* required)`));
    }
  }
  console.log(`\n${sentences.length} sentences`);
}

export const stepsCommand: Command = {
  says: `bulkhead steps [words…]   every sentence that a feature can say, by subject; with words, those that contain them all

  --markdown   the page of docs/vocabulary.md`,
  async run(args) {
    const read = readArguments('steps', args, { markdown: { type: 'boolean' }, config: { type: 'string' } });
    const sentences = await loadSentences(projectOf(text(read, 'config')).steps);
    const words = read.positionals.map((word) => word.toLowerCase());
    const wanted = sentences.filter((each) =>
      words.every((word) =>
        `${headingOf(each.subject)} ${each.subject} ${each.expression} ${each.example ?? ''}`
          .toLowerCase()
          .includes(word),
      ),
    );
    if (read.values['markdown'] === true) process.stdout.write(vocabularyPage(wanted));
    else print(wanted);
    return 0;
  },
};
