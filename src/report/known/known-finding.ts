import { failed, ok, type Result } from '../../terms/result';

/** Who is to blame, once that is certain. */
export const CULPRITS = ['adapter', 'driver', 'kernel', 'emulation', 'kit'] as const;
export type Culprit = (typeof CULPRITS)[number];

/** A true finding of a subject, studied and written down. It stays a finding; only it is no longer news. */
export interface KnownFinding {
  /**
   * Of the finding; `expectation/<rule or feature>#<scenario>` for a scenario that fails by an expectation;
   * `compromised/<name>` for what breaks the environment of its scenarios.
   */
  readonly identity: string;
  readonly rule: string;
  /** One sentence: what was seen, and how it is known whose fault it is. */
  readonly evidence: string;
  readonly who: Culprit | 'unknown';
  /** Versions in which it was first seen. */
  readonly since: string;
  /** Scenarios that show it: feature file and name, `features/isolation/reset.feature: A reset of …`. */
  readonly scenarios: readonly string[];
}

/** One fault of a subject, with all scenarios of a run that showed it. */
export interface SeenFinding {
  readonly identity: string;
  readonly rules: readonly string[];
  readonly sentence: string;
  /** Feature file and name. */
  readonly scenarios: readonly string[];
}

export interface KnownFindings {
  /** The file, as it was named. */
  readonly file: string;
  readonly entries: readonly KnownFinding[];
}

const TEXTS = ['identity', 'rule', 'evidence', 'who', 'since'] as const;

/** @returns the entries, or one sentence that names the first that is wrong. */
export function readKnownFindings(content: unknown): Result<readonly KnownFinding[]> {
  if (content === null || content === undefined) return ok([]);
  if (!Array.isArray(content)) return failed('expected a list of entries');
  const entries = content as readonly unknown[];
  for (const [at, entry] of entries.entries()) {
    const wrong = wrongIn(entry);
    if (wrong !== undefined) return failed(`entry ${at + 1}: ${wrong}`);
  }
  const found = entries as readonly KnownFinding[];
  const twice = found.find(
    (each, at) => found.findIndex(({ identity }) => identity === each.identity) !== at,
  );
  return twice === undefined ? ok(found) : failed(`the identity "${twice.identity}" stands in two entries`);
}

function wrongIn(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return 'expected an entry with members';
  const members = entry as Readonly<Record<string, unknown>>;
  const missing = TEXTS.find((name) => typeof members[name] !== 'string' || members[name] === '');
  if (missing !== undefined) return `"${missing}" is missing or is no text`;
  if (![...CULPRITS, 'unknown'].includes(members['who'] as Culprit))
    return `"who" is ${JSON.stringify(members['who'])}; expected ${CULPRITS.join(', ')} or unknown`;
  const { scenarios } = members;
  return Array.isArray(scenarios) &&
    scenarios.length > 0 &&
    scenarios.every((each) => typeof each === 'string')
    ? undefined
    : '"scenarios" should name the scenarios that show it, each as "feature file: name"';
}
