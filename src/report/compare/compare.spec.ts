import { expect } from 'chai';
import { buildCompliance } from '../compliance/build-compliance';
import type { Compliance } from '../compliance';
import type { KnownFinding } from '../known/known-finding';
import type { SyntheticScenario } from '../testing/synthetic-messages';
import { syntheticRun } from '../testing/synthetic-run';
import { compareRuns } from './compare-runs';
import { comparisonHtml, comparisonJson, comparisonMarkdown } from './render-comparison';

const passing = (name: string, line: number): SyntheticScenario => ({
  name,
  line,
  tags: ['@rule:VF-FREE-06'],
  steps: [{ text: 'it holds' }],
});
const failing = (name: string, line: number): SyntheticScenario => ({
  ...passing(name, line),
  steps: [
    { text: 'it holds', status: 'FAILED', error: { type: 'not as expected', message: 'the <VF> was reset' } },
  ],
});
const inapplicable = (name: string, line: number): SyntheticScenario => ({
  ...passing(name, line),
  steps: [{ text: 'it holds', status: 'SKIPPED' }],
  evidence: [{ kind: 'not-applicable', capability: 'blocks', reason: 'there are none' }],
});

const built = (scenarios: readonly SyntheticScenario[], entries?: readonly KnownFinding[]): Compliance =>
  buildCompliance([syntheticRun(scenarios)], {
    ...(entries === undefined ? {} : { known: { file: 'known.yaml', entries } }),
  });

const known: KnownFinding = {
  identity: 'expectation/VF-FREE-06#two',
  rule: 'VF-FREE-06',
  evidence: 'the PF driver resets all VFs',
  who: 'driver',
  since: 'kernel 6.12',
  scenarios: ['features/any.feature: two'],
};

describe('model against reality', () => {
  const reference = built([passing('one', 10), passing('two', 20), passing('three', 30)]);
  const target = [passing('one', 10), failing('two', 20), inapplicable('three', 30)];

  it('tells what ended otherwise, and leaves out what came to no verdict', () => {
    const comparison = compareRuns(reference, built(target));
    expect(comparison.scenarios.map(({ relation }) => relation)).to.deep.equal([
      'same',
      'differs',
      'not compared',
    ]);
    expect(comparison.scenarios[1]?.target.sentences).to.deep.equal(['the <VF> was reset']);
    expect(comparison.exitCode).to.equal(1);
    expect(comparison.sentence).to.equal('1 of 2 scenarios ended otherwise; 1 could not be compared');
    expect(comparison.rules).to.deep.include.members([
      {
        ...comparison.rules[0],
        id: 'VF-FREE-06',
        target: 'violated',
        scenarios: [comparison.scenarios[1]?.id],
      },
    ]);
  });

  it('excuses what is known, and nothing else', () => {
    const excused = compareRuns(reference, built(target, [known]));
    expect(excused.counts).to.deep.equal({ differs: 0, known: 1, same: 1, 'not compared': 1 });
    expect(excused.exitCode).to.equal(0);
    const more = compareRuns(reference, built([failing('one', 10), failing('two', 20)], [known]));
    expect(more.counts).to.include({ differs: 1, known: 1 });
    expect(more.exitCode).to.equal(1);
  });

  it('finds it worth telling when the reference is the one that fails', () => {
    const wrong = built([failing('one', 10)]);
    expect(compareRuns(wrong, built([passing('one', 10)], [known])).counts.differs).to.equal(1);
    expect(compareRuns(wrong, built([failing('one', 10)])).counts.same).to.equal(1);
  });

  it('says nothing held where nothing could be compared', () => {
    expect(compareRuns(reference, built([inapplicable('one', 10)])).exitCode).to.equal(2);
  });

  it('is written so that no text of a run becomes markup, the same bytes each time', () => {
    const comparison = compareRuns(reference, built(target));
    expect(comparisonHtml(comparison)).to.include('the &lt;VF&gt; was reset').and.not.include('<VF>');
    expect(comparisonMarkdown(comparison)).to.include('the \\<VF\\> was reset').and.include('They differ: 1');
    expect(JSON.parse(comparisonJson(comparison))).to.deep.equal(comparison);
    expect(comparisonHtml(compareRuns(reference, built(target)))).to.equal(comparisonHtml(comparison));
  });
});
