import { existsSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { nearest } from '../terms/nearest';
import { filesBelow } from './package-root';
import { SUITES } from './project';
import { UsageMistake } from './usage-mistake';

/** A path as a person named it: a file, a folder, a file with a line (`web.feature:12`). */
export interface NamedFeatures {
  readonly files: readonly string[];
  /** What Cucumber is given: files, with lines where they were named. */
  readonly paths: readonly string[];
  /** Lines that were named, each with its file. */
  readonly lines: readonly NamedLine[];
}

export interface NamedLine {
  readonly file: string;
  readonly line: number;
}

/** @throws UsageMistake for a path that does not exist, or a folder without features. */
export function featuresAt(names: readonly string[]): NamedFeatures {
  const found = names.map(at);
  return {
    files: unique(found.flatMap((each) => each.files)),
    paths: unique(found.flatMap((each) => each.paths)),
    lines: found.flatMap((each) => each.lines),
  };
}

const unique = (list: readonly string[]): readonly string[] => Array.from(new Set(list)).sort();

function at(name: string): NamedFeatures {
  const [, path = name, lines = ''] = /^(.*?)((?::\d+)*)$/.exec(name) ?? [];
  const full = resolve(path);
  if (!existsSync(full)) throw new UsageMistake(`${name}: there is no such file or folder`);
  const shown = relative(process.cwd(), full).startsWith('..') ? full : relative(process.cwd(), full) || '.';
  if (statSync(full).isFile())
    return { files: [shown], paths: [`${shown}${lines}`], lines: linesIn(shown, lines) };
  const files = filesBelow(shown, '.feature');
  if (files.length === 0) throw new UsageMistake(`${name}: the folder holds no .feature file`);
  return { files, paths: files, lines: [] };
}

/** `:12:20` */
const linesIn = (file: string, lines: string): readonly NamedLine[] =>
  lines
    .split(':')
    .slice(1)
    .map((line) => ({ file, line: Number(line) }));

export function suiteFolder(name: string): string {
  const folder = SUITES[name];
  if (folder === undefined)
    throw new UsageMistake(
      `there is no suite "${name}"${nearest(name, Object.keys(SUITES))}; known are ${Object.keys(SUITES).join(', ')}`,
    );
  return folder;
}
