import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from './rule';

/**
 * The rule catalogue. `catalogue/*.yaml` is what people edit; `catalogue/catalogue.json` is the same for machines, because
 * reading the YAML takes half a second and the JSON three milliseconds. A spec fails when the two differ; `npm run
 * catalogue` writes the JSON anew.
 */
export const CATALOGUE_SOURCES = [
  'isolation',
  'lifecycle',
  'nic-switch',
  'pcie-backchannel',
  'extensible-switch',
] as const;
export const CATALOGUE_FOLDER = join(__dirname, 'catalogue');
const FILE = join(CATALOGUE_FOLDER, 'catalogue.json');

export interface Catalogue {
  readonly rules: readonly Rule[];
  readonly byId: ReadonlyMap<string, Rule>;
  /** SHA-256 of the machine-readable catalogue, first 16 digits. */
  readonly hash: string;
}

let loaded: Catalogue | undefined;

export function catalogue(): Catalogue {
  if (loaded !== undefined) return loaded;
  const text = readFileSync(FILE, 'utf8');
  const rules = JSON.parse(text) as readonly Rule[];
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  loaded = { rules, byId: new Map(rules.map((rule) => [rule.id, rule])), hash };
  return loaded;
}
