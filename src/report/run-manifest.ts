import { failed, ok, type Result } from '../terms/result';

/** Kept beside `messages.ndjson`: what Cucumber's messages cannot tell about a run. No clock values. */
export interface RunManifest {
  readonly format: typeof MANIFEST_FORMAT;
  readonly kit: { readonly version: string; readonly hash: string };
  /** Hash of the rule catalogue. */
  readonly rules: { readonly hash: string };
  /** Hash of all features that the run was given, before tags, names and shards choose among them. */
  readonly features: { readonly hash: string; readonly count: number };
  /** As typed, without the path of node. */
  readonly command: string;
  readonly seed: number;
  /** The subject: `reference`, … */
  readonly target: string;
  /** Name of the target for people. */
  readonly subject?: string;
  /** Adapter profile that the run was given in place of the target's own. */
  readonly adapter?: string;
  /** Absent: the whole suite. */
  readonly shard?: { readonly index: number; readonly total: number };
  readonly node: string;
  /** Choices of the subject that rulings leave open, in words. */
  readonly declaredChoices: readonly string[];
  /** Versions of the subject: driver, firmware, emulator. */
  readonly versions?: Readonly<Record<string, string>>;
  /** What a real subject turned out to be: PCI identity, drivers, capabilities. */
  readonly probed?: Readonly<Record<string, string>>;
}

export const MANIFEST_FORMAT = 'bulkhead-run/1';
export const MANIFEST_FILE = 'run.json';
export const MESSAGES_FILE = 'messages.ndjson';

export const manifestJson = (manifest: RunManifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** One shape test a member, so that the sentence names the first one that is wrong. */
const SHAPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  format: (value) => value === MANIFEST_FORMAT,
  kit: (value) => hasTexts(value, ['version', 'hash']),
  rules: (value) => hasTexts(value, ['hash']),
  features: (value) => hasTexts(value, ['hash']),
  command: isText,
  seed: (value) => typeof value === 'number',
  target: isText,
  node: isText,
  subject: (value) => value === undefined || isText(value),
  adapter: (value) => value === undefined || isText(value),
  declaredChoices: (value) => Array.isArray(value) && value.every(isText),
  shard: (value) => value === undefined || isShard(value),
};

/** @returns the manifest, or one sentence that names the first member that is missing or wrong. */
export function parseManifest(text: string): Result<RunManifest> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed('it is not JSON');
  }
  if (typeof value !== 'object' || value === null) return failed('it is not a JSON object');
  const members = value as Readonly<Record<string, unknown>>;
  const wrong = Object.entries(SHAPE).find(([name, fits]) => !fits(members[name]))?.[0];
  return wrong === undefined ? ok(value as RunManifest) : failed(wrongMember(wrong, members[wrong]));
}

const wrongMember = (name: string, value: unknown): string =>
  value === undefined ? `"${name}" is missing` : `"${name}" is ${JSON.stringify(value)}`;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => isText((value as Readonly<Record<string, unknown>>)[name]));
}

function isShard(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { index, total } = value as { readonly index?: unknown; readonly total?: unknown };
  return (
    Number.isInteger(index) && Number.isInteger(total) && Number(index) >= 1 && Number(index) <= Number(total)
  );
}
