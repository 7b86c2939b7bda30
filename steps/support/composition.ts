import type { AuditedTarget } from '../../src/target/auditing-target';
import { composeTarget, type TargetOptions } from '../../src/cli/compose-target';

/** World parameters that the command line or a Cucumber configuration may set. */
export type RunOptions = TargetOptions;

export const makeTarget = (options: RunOptions): Promise<AuditedTarget> => composeTarget(options);
