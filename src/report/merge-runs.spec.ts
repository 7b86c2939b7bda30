import { expect } from 'chai';
import { buildCompliance } from './compliance/build-compliance';
import { mergeRuns } from './merge-runs';
import { problemsOf } from './run-problems';
import { syntheticRun } from './testing/synthetic-run';
import type { SyntheticScenario } from './testing/synthetic-messages';
import { catalogue } from '../rules/catalogue';

const fine = (name: string, line: number): SyntheticScenario => ({ name, line });
const wrong = (name: string, line: number): SyntheticScenario => ({
  ...fine(name, line),
  steps: [{ text: 'it holds', status: 'FAILED', error: { type: 'not as expected', message: 'it does not' } }],
});
const shard = (index: number, total: number) => ({ manifest: { shard: { index, total } } });
const problems = (...runs: ReturnType<typeof syntheticRun>[]): readonly string[] =>
  problemsOf(runs, catalogue().hash);

describe('several runs in one report', () => {
  it('adds shards up', () => {
    const runs = [syntheticRun([fine('b', 20)], shard(2, 2)), syntheticRun([fine('a', 10)], shard(1, 2))];
    const { verdict, scenarios, problems: said } = buildCompliance(runs);
    expect(said).to.deep.equal([]);
    expect(scenarios.map((each) => each.name)).to.deep.equal(['a', 'b']);
    expect(verdict.exitCode).to.equal(0);
  });

  it('says which shards are missing, and that their divisions differ', () => {
    expect(problems(syntheticRun([fine('a', 1)], shard(2, 4)))).to.deep.equal([
      'shards 1/4, 3/4, 4/4 missing',
    ]);
    expect(problems(syntheticRun([fine('a', 1)], shard(1, 2)))).to.deep.equal(['shard 2/2 missing']);
    expect(
      problems(syntheticRun([fine('a', 1)], shard(1, 2)), syntheticRun([fine('b', 2)], shard(2, 3))),
    ).to.deep.equal(['the shards are of different divisions: into 2 and into 3']);
    expect(buildCompliance([syntheticRun([fine('a', 1)], shard(1, 2))]).verdict.exitCode).to.equal(2);
  });

  it('takes the later of two runs by the time of start, whatever the order of the folders, and marks what changed', () => {
    const first = syntheticRun([wrong('a', 1), fine('b', 2)], { second: 1_000 });
    const second = syntheticRun([fine('a', 1), fine('b', 2)], { second: 2_000 });
    for (const runs of [
      [first, second],
      [second, first],
    ]) {
      const [a, b] = mergeRuns(runs);
      expect([a?.judgement.result, a?.isFlaky, a?.attempts]).to.deep.equal(['passed', true, 2]);
      expect([b?.judgement.result, b?.isFlaky]).to.deep.equal(['passed', false]);
    }
  });

  it('does not let a rerun that was killed take a result away', () => {
    const first = syntheticRun([wrong('a', 1)], { second: 1_000 });
    const killed = syntheticRun([{ ...fine('a', 1), reached: 'half' }], { second: 2_000, isFinished: false });
    expect(mergeRuns([first, killed])[0]?.judgement.result).to.equal('failed');
  });

  it('says that kits, rules, features, seeds, subjects or versions differ', () => {
    const one = syntheticRun([fine('a', 1)]);
    const other = (manifest: object): readonly string[] =>
      problems(one, syntheticRun([fine('b', 2)], { manifest }));
    expect(other({ kit: { version: '0.2.0', hash: 'x' } })[0]).to.match(
      /different versions of the kit: 0.1.0 .* 0.2.0/,
    );
    expect(other({ rules: { hash: 'x' } }).join()).to.match(
      /different rule catalogues.*but judged with the rules/,
    );
    expect(other({ features: { hash: 'x', count: 1 } })[0]).to.match(/different features/);
    expect(other({ seed: 2 })[0]).to.match(/different seeds: 1, 2/);
    expect(other({ subject: 'a card' })[0]).to.match(/different subjects: a card, the embedded/);
    expect(other({ versions: { driver: '1' } })[0]).to.match(/different versions of the subject/);
    expect(other({})).to.deep.equal([]);
  });

  it('hides no failure of one subject behind a pass of another', () => {
    const runs = [
      syntheticRun([wrong('a', 1)], { second: 1_000 }),
      syntheticRun([fine('a', 1)], { second: 2_000, manifest: { subject: 'another card' } }),
    ];
    expect(buildCompliance(runs).verdict.exitCode).to.equal(1);
  });

  it('is broken when nothing ran', () => {
    expect(problems(syntheticRun([]))).to.deep.equal(['no scenario was run']);
  });
});
