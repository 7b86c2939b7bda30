import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOGUE_FOLDER, CATALOGUE_SOURCES } from './catalogue';
import type { Rule } from './rule';

/** The catalogue as people write it, in the order of the files. */
export function readSources(): readonly Rule[] {
  return CATALOGUE_SOURCES.flatMap(
    (name) => parse(readFileSync(join(CATALOGUE_FOLDER, `${name}.yaml`), 'utf8')) as Rule[],
  );
}

/** One rule a line, so that a difference in version control names the rule. */
export const catalogueJson = (rules: readonly Rule[]): string =>
  `[\n${rules.map((rule) => JSON.stringify(rule)).join(',\n')}\n]\n`;
