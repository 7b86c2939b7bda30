import type { Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { buildCompliance } from './compliance/build-compliance';
import { judgeAttempt } from './classify';
import { readRun } from './messages/read-run';
import type { RecordedAttempt, RecordedStep } from './recorded-run';
import { KIT_RESULTS, KIT_SAMPLES, sampleFile } from './testing/compatibility-kit';
import { SAMPLE_SCENARIOS } from './testing/sample-scenarios';
import { syntheticRun } from './testing/synthetic-run';

const step = (changes: Partial<RecordedStep> = {}): RecordedStep => ({
  kind: 'step',
  keyword: 'When',
  text: 'it acts',
  status: 'PASSED',
  ...changes,
});
const failing = (type: string, message: string, kind: RecordedStep['kind'] = 'step'): RecordedStep =>
  step({ kind, status: 'FAILED', error: { type, message } });
const attempt = (
  steps: readonly RecordedStep[],
  changes: Partial<RecordedAttempt> = {},
): RecordedAttempt => ({ isFinished: true, steps, evidence: [], attachments: [], ...changes });
const result = (...steps: readonly RecordedStep[]): string => judgeAttempt(attempt(steps)).result;

describe('what became of a scenario', () => {
  it('is passed only when every step passed, and there was one', () => {
    expect(result(step())).to.equal('passed');
    expect(result()).to.equal('broken');
    expect(result(step({ kind: 'hook' }))).to.equal('broken');
    expect(result(step(), step({ status: 'UNKNOWN' }))).to.equal('broken');
    expect(result(step(), step({ status: 'NOT_RUN' }))).to.equal('broken');
  });

  it('tells findings from mistakes, bugs, time-outs and a broken environment', () => {
    expect(result(failing('isolation violated', 'ISO-LAW-02: …'))).to.equal('failed');
    expect(result(failing('not as expected', 'another path'))).to.equal('failed');
    expect(result(failing('AssertionError', 'expected 1 to equal 2'))).to.equal('failed');
    expect(result(failing('Error', 'it was expected to be refused, but it succeeded'))).to.equal('failed');
    expect(result(failing('mistake in the feature', 'there is no "wbe"'))).to.equal('broken');
    expect(result(failing('TypeError', 'x is undefined'))).to.equal('broken');
    expect(
      result(failing('Error', 'function timed out, ensure the promise resolves within 60000 ms')),
    ).to.equal('broken');
    expect(result(failing('Error', 'the environment broke: the emulator has ended'))).to.equal('compromised');
  });

  it('calls a failed hook broken, unless a check that waited for the end has failed in it', () => {
    expect(result(step(), failing('Error', 'close failed', 'hook'))).to.equal('broken');
    expect(result(step(), failing('isolation violated', 'ISO-LAW-09: …', 'hook'))).to.equal('failed');
    expect(result(step(), failing('not as expected', 'refused', 'hook'))).to.equal('failed');
  });

  it('lets a finding stand beside a hook that broke after it', () => {
    expect(result(failing('not as expected', 'no'), failing('Error', 'close failed', 'hook'))).to.equal(
      'failed',
    );
  });

  it('takes a skipped scenario for not applicable only where the evidence says so', () => {
    const skipped = [step(), step({ status: 'SKIPPED' })];
    const reason = { kind: 'not-applicable', capability: 'migration', reason: 'one host' } as const;
    expect(judgeAttempt(attempt(skipped)).result).to.equal('skipped');
    expect(judgeAttempt(attempt(skipped, { evidence: [reason] }))).to.deep.equal({
      result: 'not-applicable',
      reason: 'one host (needs "migration")',
    });
  });

  it('does not let evidence of a finding pass with green steps', () => {
    const finding = { kind: 'finding', finding: { sentence: 'VF 2 was changed' } } as const;
    expect(judgeAttempt(attempt([step()], { evidence: [finding] })).result).to.equal('failed');
  });

  it('is not finished where the run ended before or in the middle', () => {
    expect(judgeAttempt(undefined).result).to.equal('unfinished');
    expect(
      judgeAttempt(attempt([step(), step({ status: 'NOT_RUN' })], { isFinished: false })).result,
    ).to.equal('unfinished');
    expect(
      judgeAttempt(
        attempt([failing('not as expected', 'no'), step({ status: 'NOT_RUN' })], { isFinished: false }),
      ).result,
    ).to.equal('failed');
  });

  it('has a sample of every class but the unfinished one', () => {
    const { counts } = buildCompliance([syntheticRun(SAMPLE_SCENARIOS)]);
    const missing = Object.entries(counts).filter(([, count]) => count === 0);
    expect(missing.map(([name]) => name)).to.deep.equal(['unfinished']);
  });
});

/** Worst status of a test case by the messages alone, computed without the kit's reader. */
function worstStatuses(file: string): readonly string[] {
  const order = ['UNKNOWN', 'PASSED', 'SKIPPED', 'PENDING', 'UNDEFINED', 'AMBIGUOUS', 'FAILED'];
  const worst = new Map<string, string>();
  const caseOf = new Map<string, string>();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { testCaseStarted, testStepFinished } = JSON.parse(line) as Envelope;
    if (testCaseStarted !== undefined) {
      caseOf.set(testCaseStarted.id, testCaseStarted.testCaseId);
      worst.set(testCaseStarted.testCaseId, 'UNKNOWN');
    }
    if (testStepFinished === undefined) continue;
    const id = caseOf.get(testStepFinished.testCaseStartedId) ?? '';
    const { status } = testStepFinished.testStepResult;
    if (order.indexOf(status) > order.indexOf(worst.get(id) ?? '')) worst.set(id, status);
  }
  return Array.from(worst.values());
}

/** Classes that a status of Cucumber may become. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  UNKNOWN: ['broken'],
  PASSED: ['passed'],
  SKIPPED: ['skipped'],
  PENDING: ['pending'],
  UNDEFINED: ['undefined'],
  AMBIGUOUS: ['ambiguous'],
  FAILED: ['failed', 'broken'],
};

describe('the samples of Cucumber’s compatibility kit', () => {
  it('are all listed with what their scenarios are', () => {
    expect(KIT_SAMPLES).to.have.length(46);
    expect(Object.keys(KIT_RESULTS).sort()).to.deep.equal(KIT_SAMPLES);
  });

  for (const sample of KIT_SAMPLES) {
    it(`${sample}: ${Array.from(new Set(KIT_RESULTS[sample])).join(', ') || 'no scenario'}`, () => {
      const { scenarios } = readRun(sampleFile(sample));
      const results = scenarios.map(({ attempts }) => judgeAttempt(attempts.at(-1)).result);
      expect(results).to.deep.equal(KIT_RESULTS[sample]);
      worstStatuses(sampleFile(sample)).forEach((status, index) =>
        expect(ALLOWED[status], `${sample} ${index}`).to.include(results[index]),
      );
    });
  }

  it('with a broken hook of the whole run, or a run broken off, are never held', () => {
    for (const sample of [
      'global-hooks-afterall-error',
      'global-hooks-beforeall-error',
      'test-run-exception',
      'unknown-parameter-type',
    ]) {
      const { problems, verdict } = buildCompliance([readRun(sampleFile(sample))]);
      expect(problems, sample).not.to.deep.equal([]);
      expect(verdict.exitCode, sample).to.equal(2);
    }
  });
});
