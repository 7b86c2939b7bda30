import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKnownFindings, type KnownFinding, type KnownFindings } from '../report/build';
import { PACKAGE_ROOT } from './package-root';
import { UsageMistake } from './usage-mistake';

/** Findings of the emulated adapter that were studied. */
const OF_TARGET: Readonly<Record<string, string>> = {
  igb: join('src', 'target', 'igb', 'known-findings.yaml'),
};

/**
 * @param named by `--known`; otherwise the file that is kept for the target, if there is one.
 * @throws UsageMistake with file, entry and what was expected.
 */
export function knownFor(target: string | undefined, named: string | undefined): KnownFindings | undefined {
  if (named !== undefined) return readKnown(named, named);
  const kept = OF_TARGET[target ?? ''];
  if (kept === undefined || !existsSync(join(PACKAGE_ROOT, kept))) return undefined;
  return readKnown(join(PACKAGE_ROOT, kept), kept);
}

function readKnown(path: string, file: string): KnownFindings {
  const entries = readKnownFindings(parsed(path, file));
  if (!entries.ok) throw new UsageMistake(`${file}: ${entries.error}`);
  return { file, entries: entries.value };
}

/* eslint-disable @typescript-eslint/no-require-imports -- a run without such a file does not wait for the YAML library */
const yaml = (): typeof import('yaml') => require('yaml') as typeof import('yaml');
/* eslint-enable @typescript-eslint/no-require-imports */

function parsed(path: string, file: string): unknown {
  if (!existsSync(path)) throw new UsageMistake(`--known ${file}: there is no such file`);
  try {
    return yaml().parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageMistake(`${file}: not readable as YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

const HEAD = `# Findings of this target that were studied: a run tells only what is new and what has disappeared.
# who: adapter, driver, kernel, emulation, kit, or unknown until it is certain.
`;

export function writeKnown(file: string, entries: readonly KnownFinding[]): void {
  try {
    writeFileSync(file, `${HEAD}${yaml().stringify(entries, { lineWidth: 120 })}`);
  } catch (error) {
    throw new UsageMistake(`--write-known ${file}: it cannot be written: ${(error as Error).message}`);
  }
}
