export { closeTargets } from '../../src/cli/targets/open-targets';
import type { TargetOptions } from '../../src/cli/targets/target-options';
import type { AuditedTarget } from '../../src/target/auditing-target';

/** World parameters that the command line or a Cucumber configuration may set. */
export type RunOptions = TargetOptions;

/** The model is loaded with the first scenario, so that listing or checking sentences does not wait for it. */
export function makeTarget(options: RunOptions, feature: string): Promise<AuditedTarget> {
  return composer().composeTarget(options, feature);
}

/* eslint-disable @typescript-eslint/no-require-imports -- import() would need the name of a compiled file */
const composer = (): typeof import('../../src/cli/compose-target') =>
  require('../../src/cli/compose-target') as typeof import('../../src/cli/compose-target');
