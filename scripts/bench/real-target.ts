import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestStepResultStatus, type Envelope } from '@cucumber/messages';
import { keptBoot } from '../../src/target/igb/kept-boot';
import { setUpIgb } from '../../src/target/igb/set-up-igb';

export interface RealTargetFigures {
  readonly kind: 'measured';
  /** From when scenarios begin to be run, start of the machine included, to the end of the first step that the machine has acted in. */
  readonly firstSeconds: number;
  /** The same from the command: what Node takes to load the kit and to check the features comes before. */
  readonly commandSeconds: number;
  readonly wholeSeconds: number;
  readonly scenarios: number;
  /** What a machine took to boot from which those of this run went on; undefined where they booted themselves. */
  readonly bootSeconds: number | undefined;
  /** Scenarios for which the machine did something. */
  readonly acted: number;
}

/** Why it cannot be measured here. */
export interface NotMeasured {
  readonly kind: 'not-measured';
  readonly reason: string;
}

const seconds = ({ seconds: whole, nanos }: { seconds: number; nanos: number }): number =>
  whole + nanos / 1e9;

/** P7: the whole system suite on the emulated adapter, as a user runs it. What is set up already is not measured. */
export async function measureRealTarget(root: string): Promise<RealTargetFigures | NotMeasured> {
  const bulkhead = join(root, 'bin', 'bulkhead.cjs');
  const setup = spawnSync('node', [bulkhead, 'setup', 'igb'], { cwd: root, encoding: 'utf8' });
  if (setup.status !== 0) return { kind: 'not-measured', reason: setup.stderr.trim() };
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  try {
    const begun = Date.now() / 1000;
    spawnSync('node', [bulkhead, 'run', '--target', 'igb', '--quiet', '--output', folder], { cwd: root });
    const ended = Date.now() / 1000;
    return {
      kind: 'measured',
      bootSeconds: await bootSeconds(),
      wholeSeconds: ended - begun,
      ...figuresIn(join(folder, 'messages.ndjson'), begun),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bootSeconds(): Promise<number | undefined> {
  const ready = await setUpIgb(() => undefined);
  return ready.kind === 'ready' ? (await keptBoot(ready))?.bootSeconds : undefined;
}

function figuresIn(
  file: string,
  begun: number,
): Pick<RealTargetFigures, 'firstSeconds' | 'commandSeconds' | 'scenarios' | 'acted'> {
  const envelopes = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Envelope);
  const passed = envelopes.flatMap(({ testStepFinished: step }) =>
    step?.testStepResult.status === TestStepResultStatus.PASSED &&
    seconds(step.testStepResult.duration) > ACTING
      ? [step]
      : [],
  );
  const [first] = passed;
  const acts = first === undefined ? NaN : seconds(first.timestamp);
  const [running] = envelopes.flatMap(({ testRunStarted }) => testRunStarted ?? []);
  return {
    firstSeconds: running === undefined ? NaN : acts - seconds(running.timestamp),
    commandSeconds: acts - begun,
    scenarios: envelopes.filter(({ testCaseFinished }) => testCaseFinished !== undefined).length,
    acted: new Set(passed.map(({ testCaseStartedId }) => testCaseStartedId)).size,
  };
}

/** Seconds; nothing that asks the machine is faster, and nothing that does not ask it takes so long. */
const ACTING = 0.005;
