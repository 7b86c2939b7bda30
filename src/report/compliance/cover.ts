import type { Catalogue } from '../../rules/catalogue';
import type { Evidence, SamplingEvidence } from '../../terms/evidence';
import type { Cover } from '../compliance';
import { inOrder, subjectsOf } from '../merge-runs';
import type { RecordedRun } from '../recorded-run';
import type { RunManifest } from '../run-manifest';

type Watch = Extract<Evidence, { readonly kind: 'watch' }>;

export function coverOf(
  runs: readonly RecordedRun[],
  watches: readonly Watch[],
  catalogue: Catalogue,
  times: boolean,
): Cover {
  const manifests = inOrder(runs).flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest]));
  const values = (of: (manifest: RunManifest) => string | undefined): readonly string[] =>
    distinct(manifests.map(of));
  const watched = (of: (watch: Watch) => number): number => watches.reduce((sum, each) => sum + of(each), 0);
  return {
    subject: manifests.length > 0 ? subjectsOf(runs) : distinct(watches.map((each) => each.target)),
    profile: values(({ adapter }) => adapter ?? 'profile of the target'),
    versions: Object.fromEntries(manifests.flatMap(({ versions }) => Object.entries(versions ?? {})).sort()),
    declaredChoices: distinct(manifests.flatMap((each) => each.declaredChoices)),
    kit: values(({ kit }) => `${kit.version} (${kit.hash})`),
    rules: [`${catalogue.rules.length} rules (${catalogue.hash})`],
    features: values(({ features }) => `${features.count} files (${features.hash})`),
    commands: values(({ command }) => command),
    seeds: Array.from(new Set(manifests.map(({ seed }) => seed))).sort((a, b) => a - b),
    runners: distinct(runs.map((run) => run.runner)),
    runs: inOrder(runs).map((run) => ({ ...runLine(run, times), ...(runs.length === 1 ? ALONE : {}) })),
    watched: {
      actions: watched((each) => each.actions),
      snapshots: watched((each) => each.snapshots),
      deliveries: watched((each) => each.deliveriesCompared),
      ...sampling(watches),
    },
  };
}

/** Of targets that read a sample around each action; others have none. */
function sampling(watches: readonly Watch[]): { readonly sampling?: SamplingEvidence } {
  const told = watches.flatMap((each) => each.sampling ?? []);
  const sum = (of: (each: SamplingEvidence) => number): number =>
    told.reduce((all, each) => all + of(each), 0);
  if (told.length === 0) return {};
  return {
    sampling: {
      vfsSwept: sum((each) => each.vfsSwept),
      vfsCarried: sum((each) => each.vfsCarried),
      fullSweeps: sum((each) => each.fullSweeps),
      withSentinel: sum((each) => each.withSentinel),
      withoutSentinel: sum((each) => each.withoutSentinel),
    },
  };
}

const distinct = (texts: readonly (string | undefined)[]): readonly string[] =>
  Array.from(new Set(texts.filter((each) => each !== undefined && each !== '')) as Set<string>).sort();

/** A run that stands alone goes without the name of its folder, so that where it was written changes no byte. */
const ALONE = { label: 'the run' };

function runLine(run: RecordedRun, times: boolean): Cover['runs'][number] {
  const { label, manifest, isFinished, startedAt, finishedAt } = run;
  return {
    label,
    ...(manifest?.shard === undefined ? {} : { shard: `${manifest.shard.index}/${manifest.shard.total}` }),
    isFinished,
    scenarios: run.scenarios.length,
    ...(times && startedAt !== undefined ? { startedAt } : {}),
    ...(times && finishedAt !== undefined ? { finishedAt } : {}),
  };
}
