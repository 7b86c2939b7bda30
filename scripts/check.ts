import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findJava } from '../src/report/allure/generate-allure';

/** Everything that CI checks, one stage after another; ends with `N passed, N failed`. */
const ROOT = resolve(__dirname, '..');

interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Why the stage was not run. */
  readonly skipped?: string;
}

interface Stage {
  readonly name: string;
  run(): Counts;
}

function command(name: string, args: readonly string[], cwd = ROOT, quiet = false): boolean {
  const done = spawnSync(name, args, { cwd, stdio: quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit' });
  return done.status === 0;
}

const asOne = (held: boolean): Counts => ({ passed: held ? 1 : 0, failed: held ? 0 : 1 });
const npx = (...args: readonly string[]): Counts => asOne(command('npx', ['--no-install', ...args]));

function specs(): Counts {
  mkdirSync(join(ROOT, '.tmp'), { recursive: true });
  const file = join(ROOT, '.tmp', 'specs.json');
  rmSync(file, { force: true });
  command('npx', [
    '--no-install',
    'mocha',
    '--reporter',
    'scripts/spec-reporter.cjs',
    '--reporter-option',
    `output=${file}`,
  ]);
  return countsFrom(file, (content) => content as Counts);
}

/** A stage that leaves no counts behind has failed as a whole. */
function countsFrom(file: string, read: (content: unknown) => Counts): Counts {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return asOne(false);
  }
}

interface Recorded {
  readonly counts: Readonly<Record<string, number>>;
}

/** A scenario that is not applicable has neither passed nor failed; everything else that did not pass has failed. */
const UNDECIDED = ['passed', 'not-applicable'];

function features(): Counts {
  const output = join(ROOT, '.tmp', 'features');
  const held = command('node', ['bin/bulkhead.cjs', 'run', '--quiet', '--output', output]);
  const counts = countsFrom(join(output, 'compliance.json'), (content) => {
    const all = Object.entries((content as Recorded).counts);
    const bad = all.filter(([name]) => !UNDECIDED.includes(name)).reduce((sum, [, count]) => sum + count, 0);
    return { passed: (content as Recorded).counts['passed'] ?? 0, failed: bad };
  });
  return held || counts.failed > 0 ? counts : { ...counts, failed: counts.failed + 1 };
}

/** The npm package brings Allure's generator along, but no Java. */
function allureWhereJavaIs(): readonly (readonly [string, readonly string[]])[] {
  if (findJava(process.env).ok) return [['npx', ['--no-install', 'bulkhead', 'allure']]];
  console.log('(no Java here: bulkhead allure is left out)');
  return [];
}

/** A part of the suite that is small enough for every change, on the emulated adapter; what is known of it does not fail. */
const SHORT = '@igb-short';

function emulatedAdapter(): Counts {
  const tagged = spawnSync('grep', ['-rlE', `^ *(@[^ ]+ +)*${SHORT}( |$)`, 'features'], { cwd: ROOT });
  if (tagged.status !== 0) return skipped(`no scenario is tagged ${SHORT}`);
  const setup = spawnSync('node', ['bin/bulkhead.cjs', 'setup', 'igb'], { cwd: ROOT, encoding: 'utf8' });
  process.stdout.write(setup.stdout);
  if (setup.status === 2) return skipped(setup.stderr.trim());
  const output = join(ROOT, '.tmp', 'igb');
  const held = command('node', [
    ...['bin/bulkhead.cjs', 'run', '--quiet', '--target', 'igb'],
    ...['--tags', SHORT, '--output', output],
  ]);
  return countsFrom(join(output, 'compliance.json'), (content) => ({
    passed: (content as Recorded).counts['passed'] ?? 0,
    failed: held ? 0 : 1,
  }));
}

const skipped = (reason: string): Counts => ({ passed: 0, failed: 0, skipped: reason });

/** The package as another repository gets it: packed, installed into an empty folder, initialized, run. */
function fromEmptyFolder(): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-own-'));
  try {
    const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const tarball = packed.stdout.trim().split('\n').at(-1) ?? '';
    const steps: readonly (readonly [string, readonly string[]])[] = [
      ['npm', ['init', '--yes', '--silent']],
      ['npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)]],
      ['npx', ['--no-install', 'bulkhead', 'init']],
      ['npx', ['--no-install', 'bulkhead', 'check']],
      ['npx', ['--no-install', 'bulkhead', 'run', '--quiet']],
      [
        'npx',
        ['--no-install', 'bulkhead', 'run', '--suite', 'conformance', '--tags', '@isolation', '--quiet'],
      ],
      ...allureWhereJavaIs(),
    ];
    return asOne(
      packed.status === 0 && steps.every(([name, args]) => command(name, args, folder, name === 'npm')),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const STAGES: readonly Stage[] = [
  { name: 'types', run: () => npx('tsc', '--noEmit') },
  { name: 'lint', run: () => npx('eslint', '.') },
  { name: 'format', run: () => npx('prettier', '--check', '--log-level', 'warn', '.') },
  { name: 'features read well', run: () => asOne(command('node', ['bin/bulkhead.cjs', 'check'])) },
  { name: 'specs', run: specs },
  { name: 'features', run: features },
  {
    name: 'planted faults, fast subset',
    run: () => asOne(command('node', ['-r', './bin/register.cjs', 'scripts/mutants.ts', '--fast'])),
  },
  { name: 'emulated adapter, short part', run: emulatedAdapter },
  { name: 'package in an empty folder', run: fromEmptyFolder },
];

function main(): void {
  let passed = 0;
  let failed = 0;
  const summary: string[] = [];
  for (const stage of STAGES) {
    console.log(`\n== ${stage.name}`);
    const begun = Date.now();
    const counts = stage.run();
    passed += counts.passed;
    failed += counts.failed;
    if (counts.skipped !== undefined) console.log(`skipped: ${counts.skipped}`);
    summary.push(
      `${stage.name.padEnd(28)}${String(counts.passed).padStart(6)} passed${String(counts.failed).padStart(5)} failed${((Date.now() - begun) / 1000).toFixed(1).padStart(8)} s${counts.skipped === undefined ? '' : `  skipped: ${counts.skipped}`}`,
    );
  }
  console.log(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
