import { expect } from 'chai';
import { renderJson } from '../render-json';
import { SAMPLE_SCENARIOS, watch } from '../testing/sample-scenarios';
import type { SyntheticScenario } from '../testing/synthetic-messages';
import { syntheticRun } from '../testing/synthetic-run';
import { buildCompliance } from './build-compliance';
import type { Compliance, RuleVerdict } from '../compliance';

const build = (...scenarios: readonly SyntheticScenario[]): Compliance =>
  buildCompliance([syntheticRun(scenarios)]);
const rule = (compliance: Compliance, id: string): RuleVerdict | undefined =>
  compliance.rules.find((each) => each.id === id);

const pass = (...tags: readonly string[]): SyntheticScenario => ({ name: 'fine', tags });
const notApplicable = (...tags: readonly string[]): SyntheticScenario => ({
  name: 'cannot',
  tags,
  steps: [{ text: 'it migrates', status: 'SKIPPED' }],
  evidence: [{ kind: 'not-applicable', capability: 'migration', reason: 'one host' }],
});
const undefinedStep = (...tags: readonly string[]): SyntheticScenario => ({
  name: 'typo',
  tags,
  steps: [{ text: 'it migartes', status: 'UNDEFINED' }],
});

describe('the compliance report', () => {
  const sample = build(...SAMPLE_SCENARIOS);

  it('lists every rule once, by id, with scenarios by file and line', () => {
    const ids = sample.rules.map((each) => each.id);
    expect(ids).to.deep.equal([...ids].sort());
    expect(new Set(ids).size).to.equal(ids.length);
    expect(sample.scenarios).to.have.length(SAMPLE_SCENARIOS.length);
    expect(sample.scenarios[0]?.id).to.equal('features/driver/requests.feature:8');
  });

  it('is the same, byte for byte, from the same runs', () => {
    expect(renderJson(build(...SAMPLE_SCENARIOS))).to.equal(renderJson(sample));
  });

  it('holds no clock value unless asked', () => {
    const early = buildCompliance([syntheticRun(SAMPLE_SCENARIOS, { second: 1_000 })]);
    const late = buildCompliance([syntheticRun(SAMPLE_SCENARIOS, { second: 9_000 })]);
    expect(renderJson(late)).to.equal(renderJson(early));
    const timed = buildCompliance([syntheticRun(SAMPLE_SCENARIOS, { second: 9_000 })], { times: true });
    expect(timed.cover.runs[0]?.startedAt).to.equal('1970-01-01T02:30:00.000Z');
  });

  it('gives a rule the status that its scenarios earn, and the reason', () => {
    const report = build(
      pass('@rule:VF-FREE-01'),
      pass('@rule:VF-FREE-02'),
      notApplicable('@rule:VF-FREE-02'),
      notApplicable('@rule:VF-FREE-03'),
      undefinedStep('@rule:VF-FREE-06'),
    );
    expect(rule(report, 'VF-FREE-01')?.status).to.equal('satisfied');
    expect(rule(report, 'VF-FREE-02')).to.include({
      status: 'partly covered',
      reason: 'of 2 scenarios: 1 passed, 1 not applicable (one host (needs "migration"))',
    });
    expect(rule(report, 'VF-FREE-03')?.status).to.equal('not applicable');
    expect(rule(report, 'VF-FREE-06')).to.include({
      status: 'not covered',
      reason: 'its scenarios came to no verdict: 1 undefined (no sentence fits "it migartes")',
    });
  });

  it('marks a verdict that rests on a ruling', () => {
    expect(rule(sample, 'FORWARD-LOOKUP-03')).to.deep.include({ status: 'ruling', rulings: [2] });
  });

  it('takes what the watch decided as evidence for the laws', () => {
    const report = build({ ...pass(), evidence: [watch(['ISO-LAW-05'])] });
    expect(rule(report, 'ISO-LAW-05')).to.include({ status: 'satisfied', watched: 1 });
    expect(rule(report, 'ISO-LAW-03')?.status).to.equal('not covered');
  });

  it('does not take a law as decided in a scenario that did not pass', () => {
    const report = build({ ...undefinedStep(), evidence: [watch(['ISO-LAW-05'])] });
    expect(rule(report, 'ISO-LAW-05')?.status).to.equal('not covered');
  });

  it('calls a law violated that a finding names, though no tag does', () => {
    expect(
      SAMPLE_SCENARIOS.some((each) => each.tags?.includes('@rule:ISO-LAW-06') && each.line === 14),
    ).to.equal(false);
    expect(rule(sample, 'ISO-LAW-06')?.status).to.equal('violated');
    expect(sample.findings.filter((each) => each.rules.includes('ISO-LAW-06'))).to.have.length(1);
  });

  it('tells the same fault of many scenarios once', () => {
    const wrongPath = sample.findings.find((each) => each.sentence === 'the frame took another path');
    expect(wrongPath?.scenarios).to.deep.equal([
      'features/isolation/delivery.feature:30',
      'features/isolation/delivery.feature:31',
    ]);
  });

  it('names tags without rules, and scenarios without tags, and breaks the run for the former', () => {
    const report = build(pass('@rule:VF-FERE-06'), { ...pass('@system'), line: 99 });
    expect(report.coverage.unknownTags).to.deep.equal([
      { tag: '@rule:VF-FERE-06', scenarios: ['features/synthetic.feature:10'] },
    ]);
    expect(report.coverage.untagged).to.deep.equal(['features/synthetic.feature:99']);
    expect(report.verdict.exitCode).to.equal(2);
  });

  it('keeps each testbed once', () => expect(sample.topologies).to.have.length(1));
});

describe('the verdict', () => {
  const verdict = (...scenarios: readonly SyntheticScenario[]): string => {
    const { word, exitCode } = build(...scenarios).verdict;
    return `${word} ${exitCode}`;
  };
  const failing: SyntheticScenario = {
    name: 'wrong',
    line: 90,
    steps: [{ text: 'it holds', status: 'FAILED', error: { type: 'not as expected', message: 'no' } }],
  };
  const hook: SyntheticScenario = {
    name: 'hook',
    line: 91,
    after: { text: '', status: 'FAILED', error: { type: 'Error', message: 'no' } },
  };

  it('is held when all that applied passed, and says what did not apply', () => {
    expect(verdict(pass())).to.equal('held 0');
    expect(build(pass(), notApplicable()).verdict).to.deep.equal({
      word: 'held',
      exitCode: 0,
      sentence: 'the one applicable scenario held; 1 is not applicable to this subject',
    });
  });
  it('is violated by one finding, whatever else is wrong', () => {
    expect(verdict(pass(), failing)).to.equal('violated 1');
    expect(verdict(pass(), failing, undefinedStep())).to.equal('violated 1');
  });
  it('is inconclusive when anything is open, or nothing passed', () => {
    expect(verdict(pass(), undefinedStep())).to.equal('inconclusive 2');
    expect(verdict(pass(), hook)).to.equal('inconclusive 2');
    expect(verdict(notApplicable())).to.equal('inconclusive 2');
    expect(verdict()).to.equal('inconclusive 2');
    expect(verdict(pass(), { name: 'never', reached: 'no', line: 92 })).to.equal('inconclusive 2');
  });
});
