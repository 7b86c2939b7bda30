import { expect } from 'chai';
import { stripVTControlCharacters } from 'node:util';
import { buildCompliance } from './compliance/build-compliance';
import { renderMarkdown } from './render-markdown';
import { exitCodeOf, summariseForTerminal } from './summarise-for-terminal';
import { SAMPLE_SCENARIOS } from './testing/sample-scenarios';
import { syntheticRun } from './testing/synthetic-run';

const sample = buildCompliance([syntheticRun(SAMPLE_SCENARIOS)]);
const held = buildCompliance([syntheticRun([{ name: 'fine' }])]);

describe('the summary in the terminal', () => {
  const text = stripVTControlCharacters(summariseForTerminal(sample));

  it('says verdict, counts, findings with step and place, and what has no verdict', () => {
    expect(text).to.include(
      '✘ violated: 6 rules are violated, in 3 scenarios; besides, the run is not complete',
    );
    expect(text).to.include('3 passed, 3 failed, 1 not applicable, 1 compromised');
    expect(text).to.include('lacks      migration: 1');
    expect(text).to.include('actual:   web > VF 1 > NIC switch > default VPort > PF > External > legacy');
    expect(text).to.include('at    Then the frame takes the path');
    expect(text).to.include('(features/isolation/delivery.feature:30) and 1 more scenario');
    expect(text).to.include('undefined: A request with a typo (features/driver/requests.feature:20)');
    expect(exitCodeOf(sample)).to.equal(1);
  });

  it('is two lines of counts when all held', () => {
    expect(stripVTControlCharacters(summariseForTerminal(held)).trim().split('\n')).to.have.length(3);
    expect(exitCodeOf(held)).to.equal(0);
  });

  it('says what is wrong with the run', () => {
    const killed = buildCompliance([syntheticRun([{ name: 'fine' }], { isFinished: false })]);
    expect(summariseForTerminal(killed)).to.include(
      'reports: the run did not finish; 0 of its 1 scenarios have no result',
    );
    expect(exitCodeOf(killed)).to.equal(2);
  });
});

describe('the summary for CI', () => {
  const text = renderMarkdown(sample);

  it('is short, and says verdict, counts, findings and what does not apply', () => {
    expect(text.split('\n')[0]).to.equal('# ✘ SR-IOV compliance: violated');
    expect(text).to.include('| failed | 3 |');
    expect(text).to.include(
      '**FILTER-MOVE-02, PATH-VF-05, PATH-VF-06** the frame took another path (`features/isolation/delivery.feature:30` and 1 more)',
    );
    expect(text).to.include('## Not applicable, by what the subject lacks\n\n- 1: migration');
    expect(text.split('\n').length).to.be.below(60);
  });

  it('lets no text of a feature become markup', () => {
    const hostile = buildCompliance([
      syntheticRun([
        {
          name: 'x',
          steps: [{ text: 'y', status: 'FAILED', error: { type: 'not as expected', message: '<b>|*` was' } }],
        },
      ]),
    ]);
    expect(renderMarkdown(hostile)).to.include('\\<b\\>\\|\\*\\` was');
  });
});
