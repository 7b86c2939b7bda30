import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  });
}

/** One after another from above: below /proc, Node's own way of making several at once never comes back. */
function makeFolder(folder: string): void {
  const full = resolve(folder);
  if (existsSync(full)) {
    if (!statSync(full).isDirectory()) throw Object.assign(new Error('a file'), { code: 'ENOTDIR' });
    return;
  }
  makeFolder(dirname(full));
  mkdirSync(full);
}

/** Removes what an earlier run left; last of all before a run, for what is refused before leaves yesterday's report alone. */
export function emptyOutput(folder: string): void {
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
  ENOENT: 'it cannot be made there',
  ENOSPC: 'no space is left on its disk',
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
