import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/cli/package-root';
import { measureAttachPerVf } from './bench/attach-vfs';
import { measureAuditedAction } from './bench/audited-action';
import { measureForwarding } from './bench/forwarding';
import { measureRealTarget, type First } from './bench/real-target';
import { measureReport } from './bench/report';
import { yardstick } from './bench/yardstick';

/** Budgets of docs/performance.md. Ratios are of one run on one machine; absolute figures stand beside them. */
interface Figure {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly budget: string;
  readonly held: boolean;
  readonly absolute: string;
}

const REPEATS = 3;
const REGISTER = join(PACKAGE_ROOT, 'bin', 'register.cjs');

interface ProcessTimes {
  readonly first: number;
  readonly last: number;
  readonly scenarios: number;
  readonly steps: number;
}

function once(args: readonly string[]): ProcessTimes {
  const done = spawnSync('node', args, { cwd: PACKAGE_ROOT, encoding: 'utf8' });
  const line = done.stdout.trim().split('\n').at(-1) ?? '';
  const read = (name: string): number => Number(new RegExp(`${name} (\\d+)`).exec(line)?.[1] ?? NaN);
  if (!(read('first') > 0)) throw new Error(`a measured process said nothing: ${done.stderr}`);
  return { first: read('first'), last: read('last'), scenarios: read('scenarios'), steps: read('steps') };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const suiteProcess = (...args: readonly string[]): readonly string[] => [
  '-r',
  REGISTER,
  'scripts/bench/suite-process.ts',
  ...args,
];

/** The two kinds of process in turn, so that a machine whose speed drifts treats both alike. */
function pairs(
  a: readonly string[],
  b: readonly string[],
): readonly (readonly [ProcessTimes, ProcessTimes])[] {
  once(a);
  once(b);
  return Array.from({ length: REPEATS }, () => [once(a), once(b)] as const);
}

function suiteCost(): Figure {
  const measured = pairs(suiteProcess('real'), suiteProcess('empty'));
  const value = median(measured.map(([real, empty]) => real.last / empty.last));
  const [real, empty] = measured[0] ?? [];
  return {
    id: 'P1',
    what: 'suite, audited, over the same features with empty steps',
    value,
    budget: '<= 1.25',
    held: value <= 1.25,
    absolute: `${real?.scenarios} scenarios, ${real?.steps} steps: ${real?.last} ms over ${empty?.last} ms`,
  };
}

const ONE = {
  feature: 'features/isolation/reset-and-power.feature',
  name: 'A reset in the middle of a conversation',
};

function startUp(): Figure {
  const measured = pairs(suiteProcess('real', ONE.feature, ONE.name), ['scripts/bench/cucumber-process.cjs']);
  const others = measured.find(([{ scenarios }]) => scenarios !== 1);
  if (others !== undefined)
    throw new Error(
      `${ONE.feature} holds ${others[0].scenarios} scenarios "${ONE.name}", and P2 measures one`,
    );
  const value = median(measured.map(([kit, cucumber]) => kit.first / cucumber.first));
  const [kit, cucumber] = measured[0] ?? [];
  return {
    id: 'P2',
    what: "start to first scenario, over Cucumber's own",
    value,
    budget: '<= 1.5',
    held: value <= 1.5,
    absolute: `${kit?.first} ms over ${cucumber?.first} ms`,
  };
}

function forwarding(): readonly Figure[] {
  const few = measureForwarding(8, 1);
  const many = measureForwarding(4096, 16);
  return [
    {
      id: 'P3',
      what: 'frames/s, 8 VFs',
      value: few,
      budget: '>= 1000000',
      held: few >= 1_000_000,
      absolute: `${few} frames/s`,
    },
    {
      id: 'P3',
      what: 'frames/s, 4,096 VFs and 65,536 filters',
      value: many,
      budget: '>= 500000',
      held: many >= 500_000,
      absolute: `${many} frames/s`,
    },
  ];
}

async function auditedAction(): Promise<Figure> {
  const few = await measureAuditedAction(8);
  const many = await measureAuditedAction(4096);
  const value = many / few;
  return {
    id: 'P4',
    what: 'audited action at 4,096 VFs over 8',
    value,
    budget: '<= 2',
    held: value <= 2,
    absolute: `${many.toFixed(0)} us over ${few.toFixed(0)} us`,
  };
}

async function attachment(): Promise<readonly Figure[]> {
  const few = await measureAttachPerVf(512);
  const many = await measureAttachPerVf(4096);
  const absolute = `${many.toFixed(3)} ms a VF over ${few.toFixed(3)} at 512`;
  return [
    {
      id: 'P8',
      what: 'enable and attach 4,096 VFs, ms a VF',
      value: many,
      budget: '<= 1',
      held: many <= 1,
      absolute: `${((many * 4096) / 1000).toFixed(1)} s`,
    },
    {
      id: 'P8',
      what: 'cost of a VF at 4,096 VFs over 512',
      value: many / few,
      budget: '<= 1.5',
      held: many / few <= 1.5,
      absolute,
    },
  ];
}

/** Takes minutes, and a machine that can run QEMU. */
function realTarget(): readonly Figure[] {
  const measured = measureRealTarget(PACKAGE_ROOT);
  if (measured.kind === 'not-measured') {
    console.log(`P7 is not measured: ${measured.reason}`);
    return [];
  }
  const { booted, whole, wholeSeconds, scenarios, acted } = measured;
  const first = (how: string, { fromRun, fromCommand }: First): Figure => ({
    id: 'P7',
    what: `emulated adapter: ${how} to first scenario, seconds`,
    value: fromRun,
    budget: '<= 10',
    held: fromRun <= 10,
    absolute: `${fromCommand.toFixed(1)} s from the command`,
  });
  return [
    first('boot', booted),
    first('start of the suite', whole),
    {
      id: 'P7',
      what: 'emulated adapter: whole @system suite, seconds',
      value: wholeSeconds,
      budget: '<= 300',
      held: wholeSeconds <= 300,
      absolute: `${scenarios} scenarios, ${acted} of them acted on the machine`,
    },
  ];
}

function report(): readonly Figure[] {
  const { seconds, megabytes } = measureReport(10_000);
  return [
    {
      id: 'P6',
      what: 'report of 10,000 scenarios, seconds',
      value: seconds,
      budget: '<= 5',
      held: seconds <= 5,
      absolute: `${seconds.toFixed(1)} s`,
    },
    {
      id: 'P6',
      what: 'report of 10,000 scenarios, megabytes',
      value: megabytes,
      budget: '<= 10',
      held: megabytes <= 10,
      absolute: `${megabytes.toFixed(1)} MB`,
    },
  ];
}

const MEASUREMENTS: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  P1: () => [suiteCost()],
  P2: () => [startUp()],
  P3: forwarding,
  P4: async () => [await auditedAction()],
  P6: report,
  P7: realTarget,
  P8: attachment,
};

/** `npm run bench -- P1 P7` measures those alone. */
function wanted(): readonly string[] {
  const named = process.argv.slice(2);
  const unknown = named.find((each) => !(each in MEASUREMENTS));
  if (unknown === undefined) return named.length > 0 ? named : Object.keys(MEASUREMENTS);
  console.error(`there is no figure "${unknown}"; known are ${Object.keys(MEASUREMENTS).join(', ')}`);
  return process.exit(2);
}

async function main(): Promise<void> {
  const figures: Figure[] = [];
  const yardsticks = [yardstick()];
  for (const id of wanted()) {
    figures.push(...((await MEASUREMENTS[id]?.()) ?? []));
    yardsticks.push(yardstick());
  }
  for (const { id, what, value, budget, held, absolute } of figures) {
    const shown = value >= 1000 ? String(Math.round(value)) : value.toFixed(2);
    console.log(
      `${id}  ${what.padEnd(58)}${shown.padStart(9)}  ${budget.padEnd(12)}${held ? 'held' : 'MISSED'}   ${absolute}`,
    );
  }
  console.log(`yardstick, seconds, before the first and after each: ${yardsticks.join(', ')}`);
  const folder = join(PACKAGE_ROOT, 'reports');
  mkdirSync(folder, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify({ machine, yardsticks, figures }, null, 2)}\n`);
}

void main();
