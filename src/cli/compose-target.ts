import { readFileSync } from 'node:fs';
import { MUTANTS } from '../mutants/mutants';
import { withFault } from '../mutants/mutant';
import type { DeviceFactory } from '../target/reference/lab';
import { auditing, type AuditedTarget } from '../target/auditing-target';
import { TargetMemory } from '../target/remembering-target';
import { FeatureMistake } from '../target/target';
import { createReferenceTarget } from '../target/reference/reference-target';

export interface TargetOptions {
  /** Only `reference` so far. */
  readonly target?: string;
  /** A planted fault, for example `M59`: the suite is judged by what it notices. */
  readonly mutant?: string;
  /** An entry of the adapter list that takes the place of the reference profile. */
  readonly adapterProfile?: string;
}

const memories = new Map<string, TargetMemory>();

/**
 * The one place that knows which targets there are.
 * @param feature scenarios of one feature share what they do alike.
 */
export async function composeTarget(options: TargetOptions, feature: string): Promise<AuditedTarget> {
  const name = options.target ?? 'reference';
  if (name !== 'reference') throw new FeatureMistake(`there is no target "${name}"; known is "reference"`);
  const key = `${options.adapterProfile ?? ''} ${options.mutant ?? ''}`;
  const memory = memories.get(key) ?? new TargetMemory(() => make(options));
  memories.set(key, memory);
  return memory.open(feature);
}

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
