import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCompliance } from '../compliance/build-compliance';
import { manifestJson } from '../run-manifest';
import { SAMPLE_SCENARIOS } from '../testing/sample-scenarios';
import { ndjson, syntheticMessages } from '../testing/synthetic-messages';
import { syntheticManifest } from '../testing/synthetic-run';
import { readRun, UnreadableRun } from './read-run';

describe('reading a recorded run', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bulkhead-run-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const whole = ndjson(syntheticMessages(SAMPLE_SCENARIOS));
  const write = (text: string, manifest = manifestJson(syntheticManifest())): string => {
    writeFileSync(join(folder, 'messages.ndjson'), text);
    writeFileSync(join(folder, 'run.json'), manifest);
    return folder;
  };

  it('finds names, tags, keywords, tables and evidence again', () => {
    const run = readRun(write(whole));
    const [first] = run.scenarios;
    expect(run.isFinished).to.equal(true);
    expect(run.problems).to.deep.equal([]);
    expect(run.manifest?.seed).to.equal(1);
    expect(run.runner).to.equal('synthetic 1 on node.js 20');
    expect(first?.id).to.equal('features/isolation/delivery.feature:29');
    expect(first?.feature).to.equal('A frame reaches exactly those to whom it is due');
    expect(first?.attempts[0]?.steps.map((step) => step.keyword)).to.deep.equal([
      'Given',
      'And',
      'And',
      'When',
      'Then',
      'After',
    ]);
    expect(first?.attempts[0]?.steps[2]?.argument).to.deep.include({ kind: 'table' });
    expect(first?.attempts[0]?.evidence.map((each) => each.kind)).to.deep.equal([
      'traces',
      'topology',
      'watch',
    ]);
    expect(run.tagsRead).to.include('@rule:ISO-LAW-06');
  });

  it('counts the attempts of a retried scenario', () => {
    const flaky = readRun(write(whole)).scenarios.find((each) => each.name.startsWith('Flaky'));
    expect(flaky?.attempts).to.have.length(2);
  });

  it('keeps what a killed run had, wherever its last line is cut, and never calls it held', () => {
    const passing = ndjson(syntheticMessages([{ name: 'one' }, { name: 'two' }, { name: 'three' }]));
    const plans = passing.lastIndexOf('{"testCase":');
    const ends = passing.lastIndexOf('{"testRunFinished"');
    for (let at = plans; at < ends; at += 61) {
      const run = readRun(write(passing.slice(0, at)));
      expect(run.isFinished, `cut at ${at}`).to.equal(false);
      expect(buildCompliance([run]).verdict.exitCode, `cut at ${at}`).to.equal(2);
    }
    const half = readRun(write(passing.slice(0, passing.lastIndexOf('{"testCaseStarted"') + 40)));
    const { counts, problems } = buildCompliance([half]);
    expect(counts.passed).to.equal(2);
    expect(counts.unfinished).to.equal(1);
    expect(problems.join()).to.match(/the run did not finish; 1 of its 3 scenarios have no result/);
  });

  it('says which line in the middle is not JSON', () => {
    const lines = whole.split('\n');
    lines[3] = '{"pickle": nonsense';
    expect(readRun(write(lines.join('\n'))).problems).to.deep.equal(['line 4 of the messages is not JSON']);
  });

  it('reads lines that a chunk of the file cuts, and letters of several bytes', () => {
    const long = { name: `Ü${'ö'.repeat(1_500_000)}` };
    const run = readRun(write(ndjson(syntheticMessages([long, { name: 'short' }]))));
    expect(run.scenarios.map((each) => each.name.length)).to.deep.equal([1_500_001, 5]);
  });

  const refuses = (act: () => unknown, sentence: RegExp): void => {
    expect(act).to.throw(UnreadableRun, sentence);
  };

  it('tells in a sentence what cannot be read', () => {
    refuses(() => readRun(join(folder, 'none')), /there is no such folder or file/);
    mkdirSync(join(folder, 'empty'));
    refuses(() => readRun(join(folder, 'empty')), /there is no messages.ndjson in it/);
    refuses(
      () => readRun(write(whole, '{"format":"bulkhead-run/1"}')),
      /is not the manifest of a run: "kit" is missing/,
    );
  });

  it('reads a message file of plain Cucumber without a manifest', () => {
    const file = join(folder, 'plain.ndjson');
    writeFileSync(file, whole);
    const run = readRun(file);
    expect(run.manifest).to.equal(undefined);
    expect(buildCompliance([run]).cover.subject).to.deep.equal(['reference']);
  });

  it('does not take an empty file for a run', () => {
    expect(buildCompliance([readRun(write(''))]).verdict.exitCode).to.equal(2);
  });
});
