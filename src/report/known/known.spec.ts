import { expect } from 'chai';
import type { ScenarioResult } from '../compliance';
import { firstKnown } from './first-known';
import { isKnown, judgeKnown, knownBreaks } from './judge-known';
import { readKnownFindings, type KnownFinding } from './known-finding';
import { scenarioKey, seenFindings } from './seen-finding';

const scenario = (name: string, changes: Partial<ScenarioResult> = {}): ScenarioResult => ({
  id: `features/isolation/reset.feature:${name.length}`,
  feature: 'Reset',
  name,
  result: 'passed',
  attempts: 1,
  tags: [],
  steps: [],
  traces: [],
  expectations: [],
  findings: [],
  changes: [],
  laws: [],
  rulings: [],
  captures: [],
  ...changes,
});

const failing = (name: string, ...identities: readonly string[]): ScenarioResult =>
  scenario(name, {
    result: 'failed',
    reason: 'it did not hold',
    tags: ['@rule:VF-FREE-06'],
    findings: identities.map((identity) => ({ identity, law: 'ISO-LAW-02', sentence: `seen: ${identity}` })),
  });

const entry = (identity: string, ...names: readonly string[]): KnownFinding => ({
  identity,
  rule: 'ISO-LAW-02',
  evidence: 'the PF driver restarts all VFs',
  who: 'driver',
  since: 'kernel 6.12',
  scenarios: names.map((name) => `features/isolation/reset.feature: ${name}`),
});

const judge = (entries: readonly KnownFinding[], ...scenarios: readonly ScenarioResult[]) =>
  judgeKnown({ file: 'known.yaml', entries }, scenarios);

describe('known findings', () => {
  it('are known by identity, wherever they are seen', () => {
    const report = judge([entry('a', 'one')], failing('other', 'a'));
    expect(report.seen.map(({ identity }) => identity)).to.deep.equal(['a']);
    expect(report.seen[0]?.scenarios).to.deep.equal(['features/isolation/reset.feature: other']);
    expect(report.fresh).to.deep.equal([]);
    expect(report.gone).to.deep.equal([]);
  });

  it('tell why a machine broke by the scenario, which stays compromised', () => {
    const broken = scenario('one', { result: 'compromised' });
    const report = judge(
      [entry('compromised/hang', 'one')],
      broken,
      scenario('two', { result: 'compromised' }),
    );
    expect(report.seen.map(({ identity }) => identity)).to.deep.equal(['compromised/hang']);
    expect(report.gone).to.deep.equal([]);
    expect(knownBreaks(report, [broken, scenario('two', { result: 'compromised' })])).to.equal(1);
    const healed = judge([entry('compromised/hang', 'one')], scenario('one'));
    expect(healed.gone.map(({ identity }) => identity)).to.deep.equal(['compromised/hang']);
  });

  it('leave a new one a new one, also beside a known one of the same scenario', () => {
    const both = failing('one', 'a', 'b');
    const report = judge([entry('a', 'one')], both);
    expect(report.fresh.map(({ identity }) => identity)).to.deep.equal(['b']);
    expect(isKnown(report, both)).to.equal(false);
    expect(isKnown(report, failing('two', 'a'))).to.equal(true);
    expect(isKnown(report, scenario('three'))).to.equal(false);
  });

  it('have disappeared when the scenario that shows them held', () => {
    expect(
      judge([entry('a', 'one', 'two')], scenario('one')).gone.map((each) => each.identity),
    ).to.deep.equal(['a']);
  });

  it('are not judged where no scenario that shows them ran, or one came to no verdict', () => {
    for (const others of [
      [scenario('elsewhere')],
      [scenario('one'), scenario('two', { result: 'compromised' })],
      [scenario('one', { result: 'not-applicable' })],
    ]) {
      const report = judge([entry('a', 'one', 'two')], ...others);
      expect(report.gone).to.deep.equal([]);
      expect(report.notJudged).to.equal(1);
    }
  });

  it('have disappeared also when their scenario now fails by something else', () => {
    const report = judge([entry('a', 'one')], failing('one', 'b'));
    expect(report.gone).to.have.length(1);
    expect(report.fresh).to.have.length(1);
  });

  it('call a failed expectation by its rules, or its feature, and the name of the scenario', () => {
    const [byRule] = seenFindings([failing('one')]);
    expect(byRule?.identity).to.equal('expectation/VF-FREE-06#one');
    const [byFeature] = seenFindings([scenario('two', { result: 'failed' })]);
    expect(byFeature?.identity).to.equal('expectation/Reset#two');
  });

  it('name a scenario alike wherever the features lie', () => {
    expect(scenarioKey({ id: '/opt/kit/features/isolation/reset.feature:12', name: 'one' })).to.equal(
      'features/isolation/reset.feature: one',
    );
  });

  it('are first written from a run, and keep what somebody wrote', () => {
    const first = firstKnown([failing('one', 'a'), failing('two', 'a', 'b')], { kernel: '6.12' });
    expect(first.map(({ identity }) => identity)).to.deep.equal(['a', 'b']);
    expect(first[0]).to.deep.include({ who: 'unknown', since: 'kernel 6.12', evidence: 'seen: a' });
    expect(first[0]?.scenarios).to.have.length(2);
    const again = firstKnown([failing('one', 'a')], {}, [entry('a', 'one')]);
    expect(again[0]).to.deep.equal(entry('a', 'one'));
    expect(judge(first, failing('one', 'a'), failing('two', 'a', 'b')).fresh).to.deep.equal([]);
  });

  it('of a break are kept where it was seen again, and written by nobody else', () => {
    const hang = entry('compromised/hang', 'one', 'two');
    const broken = scenario('one', { result: 'compromised' });
    const before = [hang, entry('compromised/other', 'three')];
    const written = firstKnown([broken, failing('two', 'a')], {}, before);
    expect(written).to.deep.equal([...firstKnown([failing('two', 'a')], {}), hang]);
    expect(firstKnown([scenario('one')], {}, [hang])).to.deep.equal([]);
    expect(firstKnown([broken], {})).to.deep.equal([]);
  });

  it('are read with one sentence for what is wrong', () => {
    const told = (content: unknown): string => {
      const result = readKnownFindings(content);
      return result.ok ? 'fine' : result.error;
    };
    expect(told([entry('a', 'one')])).to.equal('fine');
    expect(told(null)).to.equal('fine');
    expect(told({})).to.match(/expected a list/);
    expect(told([{ ...entry('a', 'one'), who: 'nobody' }])).to.match(
      /entry 1: "who" is "nobody"; expected adapter/,
    );
    expect(told([entry('a', 'one'), entry('b')])).to.match(/entry 2: "scenarios"/);
    expect(told([{ ...entry('a', 'one'), rule: '' }])).to.match(/"rule" is missing/);
    expect(told([entry('a', 'one'), entry('a', 'two')])).to.match(/"a" stands in two entries/);
  });
});
