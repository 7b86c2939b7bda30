import { readFileSync } from 'node:fs';
import { auditing, type AuditedTarget } from '../target/auditing-target';
import { TargetMemory } from '../target/remembering-target';
import { FeatureMistake } from '../target/target';
import { createReferenceTarget } from '../target/reference/reference-target';

export interface TargetOptions {
  /** Only `reference` so far. */
  readonly target?: string;
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
  const key = options.adapterProfile ?? '';
  const memory = memories.get(key) ?? new TargetMemory(() => make(options));
  memories.set(key, memory);
  return memory.open(feature);
}

const make = (options: TargetOptions): AuditedTarget =>
  auditing(
    createReferenceTarget({
      readFile: (path) => readFileSync(path, 'utf8'),
      ...(options.adapterProfile === undefined
        ? {}
        : { profile: { kind: 'adapter-list', id: options.adapterProfile } }),
    }),
  );
