import { nearest } from '../terms/nearest';
import type { Command } from './command';
import { UsageMistake } from './usage-mistake';

/* eslint-disable @typescript-eslint/no-require-imports -- a command's code is loaded when it is asked for, which halves start-up */
const COMMANDS: Readonly<Record<string, () => Command>> = {
  run: () => (require('./commands/run') as typeof import('./commands/run')).runCommand,
  report: () => (require('./commands/report') as typeof import('./commands/report')).reportCommand,
  allure: () => (require('./commands/allure') as typeof import('./commands/allure')).allureCommand,
  compare: () => (require('./commands/compare') as typeof import('./commands/compare')).compareCommand,
  setup: () => (require('./commands/setup') as typeof import('./commands/setup')).setupCommand,
  check: () => (require('./commands/check') as typeof import('./commands/check')).checkCommand,
  steps: () => (require('./commands/steps') as typeof import('./commands/steps')).stepsCommand,
  rules: () => (require('./commands/rules') as typeof import('./commands/rules')).rulesCommand,
  init: () => (require('./commands/init') as typeof import('./commands/init')).initCommand,
};
/* eslint-enable @typescript-eslint/no-require-imports */

const HELP = `Bulkhead: conformance kit for SR-IOV network adapters

  bulkhead run [features…]    run features and write the reports   (bulkhead run --help)
  bulkhead report [folders…]  build the reports again from recorded runs or shards
  bulkhead allure [folders…]  build the Allure report from recorded runs (needs Java)
  bulkhead compare igb|linux  run the same on a real target and on the reference, side by side
  bulkhead setup igb          install and build what the emulated adapter needs
  bulkhead check [features…]  read features without running them
  bulkhead steps              print every sentence that a feature can say
  bulkhead rules [id…]        show rules, their standing and their evidence
  bulkhead init               lay down a first feature and its configuration here

Exit codes: 0 all held, 1 a finding, 2 the run itself is broken.`;

async function dispatch(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(HELP);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS[name];
  const known = Object.keys(COMMANDS);
  if (command === undefined)
    throw new UsageMistake(
      `there is no command "${name}"${nearest(name, known)}; known are ${known.join(', ')}`,
    );
  const found = command();
  if (rest.includes('--help')) {
    console.log(found.says);
    return 0;
  }
  return found.run(rest);
}

const isFullDisk = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

const FULL_DISK =
  'no space is left on the disk of the output folder; what was written before is kept (bulkhead report builds the reports of it once there is space), or name another folder with --output';

/** The outermost door: mistakes become one sentence, everything else is a fault of the kit and says so. */
export function main(args: readonly string[]): void {
  dispatch(args).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.exitCode = 2;
      if (error instanceof UsageMistake) console.error(error.message);
      else if (isFullDisk(error)) console.error(FULL_DISK);
      else console.error('a fault in Bulkhead itself; please report it:', error);
    },
  );
}
