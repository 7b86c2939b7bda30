import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
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
export function usableFolder(folder: string): void {
  orMistake(folder, () => {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  });
}

/** A folder without what an earlier run left. @throws UsageMistake where it cannot be made, emptied or written. */
export function prepareOutput(folder: string): void {
  usableFolder(folder);
  orMistake(folder, () => {
    for (const name of Object.values(OUTPUT_FILES))
      rmSync(join(folder, name), { recursive: true, force: true });
  });
}

const WHY: Readonly<Record<string, string>> = {
  EEXIST: 'it, or a folder above it, is a file',
  ENOTDIR: 'it, or a folder above it, is a file',
  EACCES: 'it may not be written',
  EROFS: 'it may not be written',
  EPERM: 'it may not be written',
};

function orMistake(folder: string, deed: () => void): void {
  try {
    deed();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageMistake(
      `the output folder ${folder} cannot be used: ${WHY[code] ?? message}; name another with --output`,
    );
  }
}
