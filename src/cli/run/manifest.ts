import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MANIFEST_FILE, MANIFEST_FORMAT, manifestJson, type RunManifest } from '../../report/run-manifest';
import { catalogue } from '../../rules/catalogue';
import { DECLARED_CHOICES } from '../declared-choices';
import { hashOfFiles, kitHash, kitVersion } from '../package-root';
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
    option('tags', plan.tags),
    option('name', plan.names[0]),
    option('target', plan.target === 'reference' ? undefined : plan.target),
    option('adapter', plan.adapter),
    option('fault', plan.fault),
    option('shard', plan.shard),
    plan.seed === 1 ? '' : ` --seed ${plan.seed}`,
  ].join('');
}

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
    subject: `the embedded reference adapter${plan.fault === undefined ? '' : `, with the planted fault ${plan.fault}`}`,
    node: process.version,
    declaredChoices: DECLARED_CHOICES,
    ...(plan.adapter === undefined ? {} : { adapter: plan.adapter }),
    ...(index === undefined || total === undefined ? {} : { shard: { index, total } }),
  };
}

export const writeManifest = (plan: RunPlan): void =>
  writeFileSync(join(plan.output, MANIFEST_FILE), manifestJson(manifestOf(plan)));
