import { expect } from 'chai';
import type { RecordedRun } from '../recorded-run';
import { syntheticRun } from '../testing/synthetic-run';
import { countedAttempts } from './counted-attempts';

const told = (...runs: readonly RecordedRun[]): readonly string[] =>
  countedAttempts(runs).map(
    ({ subject, judgement, number, settled }) =>
      `${subject} ${number}: ${judgement.result}${settled === undefined ? '' : ', counts'}`,
  );
const failing = { name: 'a', steps: [{ text: 'x', status: 'FAILED' as const }] };
const passing = { name: 'a', steps: [{ text: 'x' }] };
const SUBJECT = 'the embedded reference adapter';

describe('attempts that become results', () => {
  it('are those of retries, the last one counting', () => {
    expect(told(syntheticRun([{ ...passing, failedAttempts: 2 }]))).to.deep.equal([
      `${SUBJECT} 0: failed`,
      `${SUBJECT} 1: failed`,
      `${SUBJECT} 2: passed, counts`,
    ]);
  });

  it('are those of reruns, in order of time and not of the arguments', () => {
    const first = syntheticRun([failing], { second: 1_000 });
    const second = syntheticRun([passing], { second: 2_000 });
    const both = [`${SUBJECT} 0: failed`, `${SUBJECT} 1: passed, counts`];
    expect(told(first, second)).to.deep.equal(both);
    expect(told(second, first)).to.deep.equal(both);
  });

  it('start one after the other, so that Allure finds the same one last', () => {
    const starts = countedAttempts([syntheticRun([{ ...passing, failedAttempts: 2 }])]).map(
      ({ start }) => start,
    );
    expect(new Set(starts).size).to.equal(3);
    expect(starts).to.deep.equal([...starts].sort((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it('end with the one that counts: what a killed rerun left says nothing', () => {
    const whole = syntheticRun([failing], { second: 1_000 });
    const killed = syntheticRun([{ ...passing, reached: 'half' }], { second: 2_000, isFinished: false });
    expect(told(whole, killed)).to.deep.equal([`${SUBJECT} 0: failed, counts`]);
  });

  it('of another subject are no retries', () => {
    const one = syntheticRun([failing], { manifest: { subject: 'one' } });
    const other = syntheticRun([passing], { manifest: { subject: 'other' } });
    expect(told(one, other)).to.deep.equal(['one 0: failed, counts', 'other 0: passed, counts']);
  });

  it('include a scenario that was never started', () => {
    expect(told(syntheticRun([{ name: 'a', reached: 'no' }], { isFinished: false }))).to.deep.equal([
      `${SUBJECT} 0: unfinished, counts`,
    ]);
  });
});
