import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the kit itself, in its repository as well as below somebody's node_modules. */
export const PACKAGE_ROOT = resolve(__dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export const kitVersion = (): string =>
  (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as Manifest).version;

/** SHA-256 over names and contents of files, first 16 digits; the same wherever the folder lies. */
export function hashOfFiles(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    hash.update(`${relative(root, file).replaceAll('\\', '/')}\n`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

export const filesBelow = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));

/** Kit code: sources and sentences. */
export const kitHash = (): string =>
  hashOfFiles(PACKAGE_ROOT, [
    ...filesBelow(join(PACKAGE_ROOT, 'src'), '.ts'),
    ...filesBelow(join(PACKAGE_ROOT, 'steps'), '.ts'),
  ]);

/** Cucumber's report for the terminal, silenced. A URL, so that it works on every system. */
export const QUIET_FORMATTER = pathToFileURL(join(PACKAGE_ROOT, 'bin', 'quiet-formatter.cjs')).href;
