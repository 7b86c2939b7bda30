import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MANIFEST_FILE, MANIFEST_FORMAT, manifestJson, type RunManifest } from '../../report/run-manifest';
import { catalogue } from '../../rules/catalogue';
import { DECLARED_CHOICES } from '../declared-choices';
import { hashOfFiles, kitHash, kitVersion } from '../package-root';
import { readNote } from '../targets/subject-note';
import { OUTPUT_FILES } from './output-folder';
import type { RunPlan } from './run-plan';

/** The folder that all features share, so that hashes do not depend on where a repository lies. */
function commonFolder(files: readonly string[]): string {
  const folders = files.map((file) => dirname(file).split('/'));
  const [first = []] = folders;
  const shared = first.findIndex((part, index) => folders.some((folder) => folder[index] !== part));
  return (shared < 0 ? first : first.slice(0, shared)).join('/') || '.';
}

/** As a person would type it again; without the output folder, which is no part of the result. */
function commandOf(plan: RunPlan): string {
  const option = (name: string, value: string | undefined): string =>
    value === undefined || value === '' ? '' : ` --${name} "${value}"`;
  return [
    `bulkhead run ${plan.named}`.trim(),
    option('tags', plan.tagsByDefault ? undefined : plan.tags),
    option('name', plan.names[0]),
    option('target', plan.target === 'reference' ? undefined : plan.target),
    option('pf', plan.host?.pf),
    option('outside', plan.host?.outside),
    option('ssh', plan.host?.ssh),
    plan.boot ? ' --boot' : '',
    option('adapter', plan.adapter),
    option('fault', plan.fault),
    option('known', plan.known),
    option('shard', plan.shard),
    plan.seed === 1 ? '' : ` --seed ${plan.seed}`,
  ].join('');
}

/** What a subject is called before it has been probed, and ever after where it never was. */
const SUBJECTS: Readonly<Record<RunPlan['target'], (plan: RunPlan) => string>> = {
  reference: ({ fault }) =>
    `the embedded reference adapter${fault === undefined ? '' : `, with the planted fault ${fault}`}`,
  igb: () => 'an emulated adapter that was never probed',
  linux: ({ host }) => `the adapter ${host?.pf} of ${host?.ssh ?? 'this machine'}, which was never probed`,
};

export function manifestOf(plan: RunPlan): RunManifest {
  const [index, total] = plan.shard?.split('/').map(Number) ?? [];
  return {
    format: MANIFEST_FORMAT,
    kit: { version: kitVersion(), hash: kitHash() },
    rules: { hash: catalogue().hash },
    features: {
      hash: hashOfFiles(commonFolder(plan.features.files), plan.features.files),
      count: plan.features.files.length,
    },
    command: commandOf(plan),
    seed: plan.seed,
    target: plan.target,
    subject: SUBJECTS[plan.target](plan),
    node: process.version,
    declaredChoices: plan.target === 'reference' ? DECLARED_CHOICES : [],
    ...(plan.adapter === undefined ? {} : { adapter: plan.adapter }),
    ...(index === undefined || total === undefined ? {} : { shard: { index, total } }),
    ...readNote(join(plan.output, OUTPUT_FILES.subject)),
  };
}

/** At the start, and again at the end, when a real target has been probed. */
export const writeManifest = (plan: RunPlan): void =>
  writeFileSync(join(plan.output, MANIFEST_FILE), manifestJson(manifestOf(plan)));
