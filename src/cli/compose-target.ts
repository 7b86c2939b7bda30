import { readFileSync } from 'node:fs';
import { auditing, type AuditedTarget } from '../target/auditing-target';
import { FeatureMistake } from '../target/target';
import { createReferenceTarget } from '../target/reference/reference-target';

export interface TargetOptions {
  /** Only `reference` so far. */
  readonly target?: string;
  /** An entry of the adapter list that takes the place of the reference profile. */
  readonly adapterProfile?: string;
}

/** The one place that knows which targets there are. */
export async function composeTarget(options: TargetOptions): Promise<AuditedTarget> {
  const name = options.target ?? 'reference';
  if (name !== 'reference') throw new FeatureMistake(`there is no target "${name}"; known is "reference"`);
  return auditing(
    createReferenceTarget({
      readFile: (path) => readFileSync(path, 'utf8'),
      ...(options.adapterProfile === undefined
        ? {}
        : { profile: { kind: 'adapter-list', id: options.adapterProfile } }),
    }),
  );
}
