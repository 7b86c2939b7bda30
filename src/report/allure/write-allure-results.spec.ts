import type { TestResult } from 'allure-js-commons';
import { expect } from 'chai';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRun } from '../messages/read-run';
import type { RecordedRun } from '../recorded-run';
import type { ResultClass } from '../result-class';
import { KIT_RESULTS, KIT_SAMPLES, sampleFile } from '../testing/compatibility-kit';
import { SAMPLE_SCENARIOS } from '../testing/sample-scenarios';
import { syntheticRun } from '../testing/synthetic-run';
import { keepHistory } from './keep-history';
import { writeAllureResults } from './write-allure-results';

/** Written out here once more, so that a change of the mapping is noticed. */
const STATUS: Readonly<Record<ResultClass, string>> = {
  passed: 'passed',
  failed: 'failed',
  'not-applicable': 'skipped',
  compromised: 'skipped',
  pending: 'broken',
  undefined: 'broken',
  ambiguous: 'broken',
  broken: 'broken',
  skipped: 'skipped',
  unfinished: 'broken',
};
const RUN_ITSELF = 'The run itself';
const label = (test: TestResult, name: string): readonly string[] =>
  test.labels.filter((each) => each.name === name).map((each) => each.value);

describe('Allure results', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bulkhead-allure-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const names = (): readonly string[] => readdirSync(folder).sort();
  const written = (...runs: readonly RecordedRun[]): readonly TestResult[] => {
    writeAllureResults(runs, folder);
    return names()
      .filter((name) => name.endsWith('-result.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as TestResult);
  };
  const scenarios = (tests: readonly TestResult[]): readonly TestResult[] =>
    tests.filter((test) => !label(test, 'feature').includes(RUN_ITSELF));

  /** As Allure does: of the results of one history, the one that started last counts. */
  const counted = (tests: readonly TestResult[]): ReadonlyMap<string, TestResult> => {
    const last = new Map<string, TestResult>();
    for (const test of tests) {
      const known = last.get(test.historyId ?? '');
      if (known === undefined || (test.start ?? 0) > (known.start ?? 0)) last.set(test.historyId ?? '', test);
    }
    return new Map(Array.from(last.values(), (test) => [test.fullName ?? '', test]));
  };

  describe('of the samples of Cucumber’s compatibility kit', () => {
    for (const sample of KIT_SAMPLES) {
      it(`${sample} has every status right`, () => {
        const run = readRun(sampleFile(sample));
        const tests = written(run);
        const byName = counted(scenarios(tests));
        const statuses = run.scenarios.map(({ id }) => byName.get(id)?.status);
        expect(statuses).to.deep.equal((KIT_RESULTS[sample] ?? []).map((result) => STATUS[result]));
        const attempts = run.scenarios.reduce((sum, each) => sum + each.attempts.length, 0);
        expect(scenarios(tests)).to.have.length(attempts);
      });
    }

    it('leave out what a hook of the whole run attached, for it belongs to no scenario', () => {
      const tests = written(readRun(sampleFile('global-hooks-attachments')));
      expect(tests.flatMap((test) => test.attachments)).to.deep.equal([]);
    });

    it('show a run that is broken as a whole, besides its scenarios', () => {
      for (const sample of ['global-hooks-afterall-error', 'test-run-exception', 'unknown-parameter-type']) {
        const broken = written(readRun(sampleFile(sample))).filter((test) =>
          label(test, 'feature').includes(RUN_ITSELF),
        );
        expect(
          broken.map((test) => test.status),
          sample,
        ).to.include('broken');
      }
    });
  });

  it('map every class of result, with the reason in words', () => {
    const tests = written(syntheticRun([...SAMPLE_SCENARIOS, { name: 'Never started', reached: 'no' }]));
    const status = (name: string): string | undefined => {
      const test = [...counted(tests).values()].find((each) => each.name === name);
      return `${test?.status}: ${test?.statusDetails.message ?? ''}`;
    };
    expect(status('The path between web and db')).to.equal('passed: ');
    expect(status('Migration keeps the address')).to.match(
      /^skipped: not applicable: the target has one host/,
    );
    expect(status('A request that nobody has written')).to.match(/^broken: pending: /);
    expect(status('A request with a typo')).to.match(/^broken: undefined: /);
    expect(status('A hook that fails')).to.match(/^broken: broken: a hook failed/);
    expect(status('Left out')).to.match(/^skipped: skipped: /);
    expect(status('The environment goes away')).to.match(/^skipped: compromised: /);
    expect(status('Never started')).to.match(/^broken: not finished: /);
    expect(status('Flaky, then fine')).to.equal('passed: ');
  });

  it('do not take two scenarios of one name in two Rules for a retry', () => {
    const same = (group: string, line: number) => ({
      name: 'It holds',
      group,
      line,
      tags: [`@${group}`, '@rule:VF-FREE-06'],
    });
    const tests = written(syntheticRun([same('One', 5), same('Two', 9)]));
    expect(new Set(tests.map((test) => test.historyId)).size).to.equal(2);
    expect(tests.flatMap((test) => label(test, 'story')).sort()).to.deep.equal(['One', 'Two']);
    expect(tests.flatMap((test) => label(test, 'tag')).sort()).to.include.members(['One', 'Two']);
  });

  it('keep the tags of Rules and Examples that the kit’s samples have', () => {
    const tests = written(readRun(sampleFile('rules')));
    expect(tests.flatMap((test) => label(test, 'tag'))).to.include('some-tag');
  });

  it('have the row of examples as parameters', () => {
    const [first] = written(readRun(sampleFile('examples-tables')))
      .filter((test) => test.fullName?.endsWith(':19'))
      .map((test) => test.parameters);
    expect(first).to.deep.equal([
      { name: 'start', value: '12' },
      { name: 'eat', value: '5' },
      { name: 'left', value: '7' },
    ]);
  });

  it('name the subject where there are several', () => {
    const run = (subject: string): RecordedRun => syntheticRun([{ name: 'a' }], { manifest: { subject } });
    const tests = scenarios(written(run('one'), run('other')));
    expect(tests.map((test) => test.parameters[0]?.value).sort()).to.deep.equal(['one', 'other']);
  });

  it('offer captured frames as a download, byte by byte', () => {
    const capture = { mediaType: 'application/x-pcapng', body: 'Cg0NCg==', encoding: 'BASE64' as const };
    const run = syntheticRun([{ name: 'a' }]);
    const scenariosWithCapture = run.scenarios.map((each) => ({
      ...each,
      attempts: each.attempts.map((attempt) => ({ ...attempt, attachments: [capture] })),
    }));
    const found = written({ ...run, scenarios: scenariosWithCapture })[0]?.attachments.at(-1);
    expect(found?.source).to.match(/\.pcapng$/);
    expect(readFileSync(join(folder, found?.source ?? '')).toString('hex')).to.equal('0a0d0d0a');
  });

  it('carry subject, rules, level and links into the compliance report', () => {
    const test = written(syntheticRun(SAMPLE_SCENARIOS)).find(
      (each) => each.name === 'The path between web and db',
    );
    expect(test === undefined ? [] : label(test, 'epic')).to.deep.equal(['isolation']);
    expect(test === undefined ? [] : label(test, 'severity')).to.deep.equal(['critical']);
    expect(test === undefined ? [] : label(test, 'rule')).to.include('ISO-LAW-06');
    expect(test?.links.map((link) => link.url)).to.include('../compliance.html#rule-ISO-LAW-06');
  });

  it('attach evidence as readable JSON and the picture as a file that browsers show', () => {
    const failed = written(syntheticRun(SAMPLE_SCENARIOS)).find(
      (each) => (each.status as string) === 'failed',
    );
    const attached = (type: string): string => {
      const found = failed?.attachments.find((each) => each.type === type);
      return readFileSync(join(folder, found?.source ?? ''), 'utf8');
    };
    expect(attached('image/svg+xml')).to.match(/^<svg /);
    expect(attached('application/json')).to.include('\n  "');
  });

  it('tell the verdict as environment, and every class as a category', () => {
    written(syntheticRun(SAMPLE_SCENARIOS));
    expect(readFileSync(join(folder, 'environment.properties'), 'utf8')).to.match(/^Verdict ?= ?violated/m);
    const categories = JSON.parse(
      readFileSync(join(folder, 'categories.json'), 'utf8'),
    ) as readonly unknown[];
    expect(categories).to.have.length(9);
  });

  it('clear what earlier runs left, and nothing else', () => {
    written(syntheticRun(SAMPLE_SCENARIOS));
    writeFileSync(join(folder, 'mine.txt'), 'kept');
    mkdirSync(join(folder, 'history'));
    expect(written(syntheticRun([{ name: 'alone' }]))).to.have.length(1);
    expect(names()).to.include.members(['mine.txt', 'history']);
    expect(names().filter((name) => name.endsWith('.svg'))).to.deep.equal([]);
  });

  it('are the same files from the same runs', () => {
    written(syntheticRun(SAMPLE_SCENARIOS));
    const first = names().map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    written(syntheticRun(SAMPLE_SCENARIOS));
    expect(names().map((name) => [name, readFileSync(join(folder, name), 'utf8')])).to.deep.equal(first);
  });

  it('take the history of an earlier report along', () => {
    const report = join(folder, 'report');
    mkdirSync(join(report, 'history'), { recursive: true });
    writeFileSync(join(report, 'history', 'history-trend.json'), '[]');
    expect(keepHistory(report, join(folder, 'results'))).to.equal(true);
    expect(existsSync(join(folder, 'results', 'history', 'history-trend.json'))).to.equal(true);
    expect(keepHistory(join(folder, 'none'), folder)).to.equal(false);
  });
});
