import { readFileSync } from 'node:fs';
import { MUTANTS } from '../mutants/mutants';
import { withFault } from '../mutants/mutant';
import type { DeviceFactory } from '../target/reference/lab';
import { auditing, type AuditedTarget } from '../target/auditing-target';
import { TargetMemory } from '../target/remembering-target';
import { FeatureMistake } from '../target/target';
import { createReferenceTarget } from '../target/reference/reference-target';
import { isTarget, noSuchTarget } from './targets/target-names';
import type { TargetOptions } from './targets/target-options';

const memories = new Map<string, TargetMemory>();

/**
 * The one place that knows which targets there are.
 * @param feature scenarios of one feature share what they do alike.
 * @throws Compromised when a real target has no machine any more.
 */
export async function composeTarget(options: TargetOptions, feature: string): Promise<AuditedTarget> {
  const name = options.target ?? 'reference';
  if (!isTarget(name)) throw new FeatureMistake(noSuchTarget(name));
  if (name !== 'reference') return realTargets().openRealTarget(options);
  const key = `${options.adapterProfile ?? ''} ${options.mutant ?? ''}`;
  const memory = memories.get(key) ?? new TargetMemory(() => make(options));
  memories.set(key, memory);
  return memory.open(feature);
}

/* eslint-disable @typescript-eslint/no-require-imports -- a run on the reference does not wait for code of other targets */
const realTargets = (): typeof import('./targets/real-targets') =>
  require('./targets/real-targets') as typeof import('./targets/real-targets');
/* eslint-enable @typescript-eslint/no-require-imports */

const make = (options: TargetOptions): AuditedTarget =>
  auditing(
    createReferenceTarget({
      readFile: (path) => readFileSync(path, 'utf8'),
      ...(options.mutant === undefined ? {} : { deviceFactory: faulty(options.mutant) }),
      ...(options.adapterProfile === undefined
        ? {}
        : { profile: { kind: 'adapter-list', id: options.adapterProfile } }),
    }),
  );

function faulty(id: string): DeviceFactory {
  const mutant = MUTANTS.find((each) => each.id === id);
  if (mutant === undefined)
    throw new FeatureMistake(
      `there is no planted fault "${id}"; known are ${MUTANTS.map((each) => each.id).join(', ')}`,
    );
  return (profile) => withFault(mutant, profile);
}
