import type { RecordedRun } from './recorded-run';
import type { RunManifest } from './run-manifest';
import { subjectsOf } from './merge-runs';

/** What makes the runs together less than one complete run of one thing, one sentence each. */
export function problemsOf(runs: readonly RecordedRun[], rulesHash: string): readonly string[] {
  return [
    ...runs.flatMap(ownProblems),
    ...missingShards(runs),
    ...differences(runs),
    ...otherRules(runs, rulesHash),
    ...(runs.some((run) => run.scenarios.length > 0) ? [] : ['no scenario was run']),
  ];
}

function ownProblems({ label, isFinished, problems, scenarios }: RecordedRun): readonly string[] {
  const told = problems.map((problem) => `${label}: ${problem}`);
  if (isFinished) return told;
  const open = scenarios.filter((each) => !each.attempts.some((attempt) => attempt.isFinished)).length;
  if (scenarios.length === 0) return [...told, `${label}: the run did not finish; no scenario was recorded`];
  return [
    ...told,
    `${label}: the run did not finish; ${open} of its ${scenarios.length} scenarios have no result`,
  ];
}

/** Sentences about the other parts of a divided run, where they are not here. */
export function missingShards(runs: readonly RecordedRun[]): readonly string[] {
  const shards = runs.flatMap(({ manifest }) => (manifest?.shard === undefined ? [] : [manifest.shard]));
  const totals = Array.from(new Set(shards.map((shard) => shard.total))).sort((a, b) => a - b);
  if (
    shards.length === 0 ||
    runs.some(({ manifest }) => manifest !== undefined && manifest.shard === undefined)
  )
    return [];
  if (totals.length > 1) return [`the shards are of different divisions: into ${totals.join(' and into ')}`];
  const [total = 0] = totals;
  const present = new Set(shards.map((shard) => shard.index));
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter(
    (index) => !present.has(index),
  );
  return missing.length === 0
    ? []
    : [
        `${missing.length === 1 ? 'shard' : 'shards'} ${missing.map((index) => `${index}/${total}`).join(', ')} missing`,
      ];
}

const COMPARED: readonly (readonly [what: string, of: (manifest: RunManifest) => string])[] = [
  ['versions of the kit', ({ kit }) => `${kit.version} (${kit.hash})`],
  ['rule catalogues', ({ rules }) => rules.hash],
  ['features', ({ features }) => features.hash],
  ['seeds', ({ seed }) => String(seed)],
  ['versions of the subject', ({ versions }) => JSON.stringify(Object.entries(versions ?? {}).sort())],
];

function differences(runs: readonly RecordedRun[]): readonly string[] {
  const manifests = runs.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest]));
  const subjects = subjectsOf(runs);
  const others = COMPARED.flatMap(([what, of]) => {
    const values = Array.from(new Set(manifests.map(of))).sort();
    return values.length > 1 ? [`the runs are of different ${what}: ${values.join(', ')}`] : [];
  });
  return subjects.length > 1
    ? [`the runs are of different subjects: ${subjects.join(', ')}`, ...others]
    : others;
}

function otherRules(runs: readonly RecordedRun[], rulesHash: string): readonly string[] {
  return runs.flatMap(({ label, manifest }) =>
    manifest === undefined || manifest.rules.hash === rulesHash
      ? []
      : [`${label}: recorded with the rules ${manifest.rules.hash}, but judged with the rules ${rulesHash}`],
  );
}
