import { expect } from 'chai';
import type { KnownFinding } from '../known/known-finding';
import type { SyntheticScenario } from '../testing/synthetic-messages';
import { syntheticRun } from '../testing/synthetic-run';
import { buildCompliance } from './build-compliance';

const passing: SyntheticScenario = { name: 'right', line: 10, steps: [{ text: 'it holds' }] };
const failing: SyntheticScenario = {
  name: 'wrong',
  line: 90,
  tags: ['@rule:VF-FREE-06'],
  steps: [{ text: 'it holds', status: 'FAILED', error: { type: 'not as expected', message: 'no' } }],
};
const broken: SyntheticScenario = {
  name: 'broken',
  line: 95,
  steps: [{ text: 'it holds', status: 'SKIPPED' }],
  evidence: [{ kind: 'compromised', reason: 'the guest is dead' }],
};

describe('the verdict on a subject whose findings are known', () => {
  const keyOf = (name: string): string =>
    buildCompliance([syntheticRun([passing, failing])]).scenarios.find((each) => each.name === name)?.id ??
    '';
  const entry = (identity: string, scenario: string): KnownFinding => ({
    identity,
    rule: 'VF-FREE-06',
    evidence: 'seen',
    who: 'emulation',
    since: 'QEMU 10',
    scenarios: [`${keyOf(scenario).replace(/:\d+$/, '')}: ${scenario}`],
  });
  const KNOWN = 'expectation/VF-FREE-06#wrong';
  const verdict = (entries: readonly KnownFinding[], ...scenarios: readonly SyntheticScenario[]) =>
    buildCompliance([syntheticRun(scenarios)], { known: { file: 'known.yaml', entries } }).verdict;

  it('stays a violation, but is no reason to stop, where all is known', () => {
    const { word, exitCode, sentence } = verdict([entry(KNOWN, 'wrong')], passing, failing);
    expect([word, exitCode]).to.deep.equal(['violated', 0]);
    expect(sentence).to.match(/; all of it is known$/);
  });

  it('stops at what is new and at what is gone', () => {
    expect(verdict([], passing, failing)).to.include({ word: 'violated', exitCode: 1 });
    const gone = verdict([entry('other', 'right')], passing);
    expect(gone.exitCode).to.equal(1);
    expect(gone.sentence).to.match(/1 known finding has disappeared$/);
  });

  it('does not hide that a run is incomplete', () => {
    expect(verdict([entry(KNOWN, 'wrong')], passing, failing, broken).exitCode).to.equal(2);
    expect(verdict([], broken).exitCode).to.equal(2);
  });
});
