import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from '../command';
import { readArguments } from '../arguments';
import { PACKAGE_ROOT } from '../package-root';
import { UsageMistake } from '../usage-mistake';

const FILES: readonly (readonly [template: string, to: string, what: string])[] = [
  ['features/first.feature', 'features/first.feature', 'a first feature'],
  ['steps/own.ts', 'steps/own.ts', 'a step of your own'],
  ['bulkhead.yaml', 'bulkhead.yaml', 'the configuration'],
  [
    'vscode/settings.json',
    '.vscode/settings.json',
    'settings for the Cucumber extension, so that sentences complete',
  ],
  ['gitignore', '.gitignore', 'what git need not keep'],
];

/** Never overwrites: a file that is there stays. */
function lay(template: string, to: string): boolean {
  if (existsSync(to)) return false;
  try {
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(PACKAGE_ROOT, 'templates', template), to);
  } catch (error) {
    throw new UsageMistake(`${to} cannot be written: ${(error as Error).message}`);
  }
  return true;
}

export const initCommand: Command = {
  says: 'bulkhead init   lay down a first feature, a configuration and editor settings in this folder; existing files stay',
  async run(args) {
    const { positionals } = readArguments('init', args, {});
    if (positionals.length > 0)
      throw new UsageMistake(
        `bulkhead init takes no "${positionals.join(' ')}": it writes into the folder that it is called in`,
      );
    for (const [template, to, what] of FILES)
      console.log(`${lay(template, to) ? 'wrote ' : 'kept  '} ${to.padEnd(26)} ${what}`);
    console.log('\nNow: npx bulkhead run');
    return 0;
  },
};
