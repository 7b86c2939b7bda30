import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestStepResultStatus, type Envelope, type TestStepFinished } from '@cucumber/messages';

export interface RealTargetFigures {
  readonly kind: 'measured';
  /** One machine that boots, and named features. */
  readonly booted: First;
  /** The whole suite, its machines started as a user's are: resumed where a boot can be kept. */
  readonly whole: First;
  readonly wholeSeconds: number;
  readonly scenarios: number;
  /** Scenarios for which the machine did something. */
  readonly acted: number;
}

/** Seconds until a first step was done that the machine acted in. */
export interface First {
  /** From when scenarios begin to be run, the machine's start included. */
  readonly fromRun: number;
  /** From the command: what Node takes to load the kit and to check the features comes before. */
  readonly fromCommand: number;
}

/** Why it cannot be measured here. */
export interface NotMeasured {
  readonly kind: 'not-measured';
  readonly reason: string;
}

const seconds = ({ seconds: whole, nanos }: { seconds: number; nanos: number }): number =>
  whole + nanos / 1e9;

/** P7, as a user runs it. What is set up already is not measured. */
export function measureRealTarget(root: string): RealTargetFigures | NotMeasured {
  const setup = spawnSync('node', [join(root, 'bin', 'bulkhead.cjs'), 'setup', 'igb'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (setup.status !== 0) return { kind: 'not-measured', reason: setup.stderr.trim() };
  const booted = runOf(root, ['--boot', '--tags', '@igb-short']);
  const whole = runOf(root, []);
  return {
    kind: 'measured',
    booted: firstOf(booted),
    whole: firstOf(whole),
    wholeSeconds: whole.ended - whole.begun,
    scenarios: whole.envelopes.filter(({ testCaseFinished }) => testCaseFinished !== undefined).length,
    acted: new Set(actingSteps(whole).map(({ testCaseStartedId }) => testCaseStartedId)).size,
  };
}

/** Times in seconds of the clock. */
interface Run {
  readonly begun: number;
  readonly ended: number;
  readonly envelopes: readonly Envelope[];
}

function runOf(root: string, options: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  try {
    const begun = Date.now() / 1000;
    const args = ['run', '--target', 'igb', '--quiet', '--output', folder, ...options];
    spawnSync('node', [join(root, 'bin', 'bulkhead.cjs'), ...args], { cwd: root });
    const ended = Date.now() / 1000;
    const lines = readFileSync(join(folder, 'messages.ndjson'), 'utf8').split('\n');
    const envelopes = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Envelope);
    return { begun, ended, envelopes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const actingSteps = ({ envelopes }: Run): readonly TestStepFinished[] =>
  envelopes.flatMap(({ testStepFinished: step }) =>
    step?.testStepResult.status === TestStepResultStatus.PASSED &&
    seconds(step.testStepResult.duration) > ACTING
      ? [step]
      : [],
  );

function firstOf(run: Run): First {
  const [first] = actingSteps(run);
  const [running] = run.envelopes.flatMap(({ testRunStarted }) => testRunStarted ?? []);
  const acts = first === undefined ? NaN : seconds(first.timestamp);
  return {
    fromRun: running === undefined ? NaN : acts - seconds(running.timestamp),
    fromCommand: acts - run.begun,
  };
}

/** Seconds; nothing that asks the machine is faster, and nothing that does not ask it takes so long. */
const ACTING = 0.005;
