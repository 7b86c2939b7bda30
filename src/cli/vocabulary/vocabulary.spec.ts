import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root';
import { loadSentences } from './load-sentences';
import { vocabularyPage } from './vocabulary-page';
import type { Sentence } from './sentence';

const withoutKeyword = (example: string): string => example.replace(/^(Given|When|Then) /, '');

describe('the vocabulary', () => {
  let sentences: readonly Sentence[] = [];
  before(async () => {
    sentences = await loadSentences();
  });

  it('is on its page as it is in the definitions (else: npm run vocabulary)', () => {
    expect(readFileSync(join(PACKAGE_ROOT, 'docs', 'vocabulary.md'), 'utf8')).to.equal(
      vocabularyPage(sentences),
    );
  });

  it('has an example for every sentence, and that example is this sentence and no other', () => {
    for (const sentence of sentences) {
      expect(sentence.example, `an example of "${sentence.expression}"`).to.be.a('string');
      const hits = sentences.filter(
        (each) => each.match(withoutKeyword(sentence.example ?? '')) !== undefined,
      );
      expect(
        hits.map((each) => each.expression),
        sentence.example,
      ).to.deep.equal([sentence.expression]);
    }
  });

  it('has values in every example that parse', () => {
    for (const sentence of sentences) {
      for (const argument of sentence.match(withoutKeyword(sentence.example ?? '')) ?? [])
        argument.getValue({});
    }
  });

  it('stays below 310 sentences, for Cucumber tries them one after another', () => {
    expect(sentences.length).to.be.within(100, 310);
  });
});
