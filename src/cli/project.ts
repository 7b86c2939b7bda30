import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { nearest } from '../terms/nearest';
import { PACKAGE_ROOT } from './package-root';
import { UsageMistake } from './usage-mistake';

/** What a user's repository says in `bulkhead.yaml`; everything has a default. */
export interface Project {
  /** Patterns or folders of features to run when none are named. */
  readonly features: readonly string[];
  /** Patterns of the repository's own step files. */
  readonly steps: readonly string[];
  /** Folder for the reports. */
  readonly output: string;
  readonly target: string;
  /** An entry of the adapter list in place of the reference profile. */
  readonly adapter: string | undefined;
  /** The folder that paths count from. */
  readonly root: string;
}

const FILE = 'bulkhead.yaml';
const KEYS = ['features', 'steps', 'output', 'target', 'adapter'];

/** The shipped suite, by name. */
export const SUITES: Readonly<Record<string, string>> = { conformance: join(PACKAGE_ROOT, 'features') };

const defaults = (root: string): Project => ({
  features: [SUITES['conformance'] ?? ''],
  steps: [],
  output: join(root, 'reports'),
  target: 'reference',
  adapter: undefined,
  root,
});

/** @throws UsageMistake with file, key and what was expected. */
export function projectOf(configuration: string | undefined): Project {
  const file = resolve(configuration ?? FILE);
  if (!existsSync(file)) {
    if (configuration !== undefined)
      throw new UsageMistake(`${configuration}: there is no such configuration file`);
    return defaults(process.cwd());
  }
  return fromFile(file);
}

function fromFile(file: string): Project {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageMistake(`${file}: not readable as YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageMistake(`${file}: expected keys ${KEYS.join(', ')}`);
  const values = content as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(values)) {
    if (!KEYS.includes(key))
      throw new UsageMistake(
        `${file}: unknown key "${key}"${nearest(key, KEYS)}; known are ${KEYS.join(', ')}`,
      );
  }
  const root = dirname(file);
  const base = defaults(root);
  const words = (key: string): readonly string[] | undefined => wordsOf(file, key, values[key]);
  const one = (key: string): string | undefined => words(key)?.[0];
  return {
    root,
    features: words('features')?.map((each) => resolve(root, each)) ?? base.features,
    steps: words('steps')?.map((each) => resolve(root, each).replaceAll('\\', '/')) ?? base.steps,
    output: resolve(root, one('output') ?? 'reports'),
    target: one('target') ?? base.target,
    adapter: one('adapter'),
  };
}

function wordsOf(file: string, key: string, value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (list.every((each): each is string => typeof each === 'string')) return list;
  throw new UsageMistake(
    `${file}: "${key}" should be a text or a list of texts, but is ${JSON.stringify(value)}`,
  );
}
