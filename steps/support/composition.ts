import type { TargetOptions } from '../../src/cli/compose-target';
import type { AuditedTarget } from '../../src/target/auditing-target';

/** World parameters that the command line or a Cucumber configuration may set. */
export type RunOptions = TargetOptions;

/** The model is loaded with the first scenario, so that listing or checking sentences does not wait for it. */
export async function makeTarget(options: RunOptions): Promise<AuditedTarget> {
  const { composeTarget } = await import('../../src/cli/compose-target');
  return composeTarget(options);
}
