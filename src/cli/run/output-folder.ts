import { accessSync, constants, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageMistake } from '../usage-mistake';

/** What a run writes; older ones of these are removed first, so that nobody reads yesterday's report. */
export const OUTPUT_FILES = {
  messages: 'messages.ndjson',
  manifest: 'run.json',
  subject: 'subject.json',
  junit: 'junit.xml',
  cucumberHtml: 'cucumber.html',
  html: 'compliance.html',
  json: 'compliance.json',
  markdown: 'compliance.md',
  captures: 'captures',
} as const;

/** @throws UsageMistake where the folder cannot be made or written. */
export function prepareOutput(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    if (!statSync(folder).isDirectory()) throw new Error('it is not a folder');
    for (const name of Object.values(OUTPUT_FILES))
      rmSync(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'it, or a folder above it, is a file'
        : code === 'EACCES' || code === 'EROFS' || code === 'EPERM'
          ? 'it may not be written'
          : (error as Error).message;
    throw new UsageMistake(`the output folder ${folder} cannot be used: ${why}; name another with --output`);
  }
}
