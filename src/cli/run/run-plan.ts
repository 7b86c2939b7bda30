import type { NamedFeatures } from '../feature-files';
import type { TargetName } from '../targets/target-names';
import type { HostOptions } from '../targets/target-options';

/** A run as it was asked for, before anything runs. */
export interface RunPlan {
  /** As a person named them: paths, `--suite conformance`, or nothing. */
  readonly named: string;
  readonly features: NamedFeatures;
  readonly steps: readonly string[];
  readonly tags: string;
  /** Tags that nobody named: those that fit the target. */
  readonly tagsByDefault: boolean;
  readonly names: readonly string[];
  readonly target: TargetName;
  /** Of the target `linux`. */
  readonly host?: HostOptions;
  /** The host may be touched without a question. */
  readonly yes: boolean;
  /** Emulated machines boot, also where a boot was kept. */
  readonly boot: boolean;
  readonly adapter?: string;
  /** A planted fault of the reference adapter. */
  readonly fault?: string;
  readonly parallel: number;
  readonly shard?: string;
  readonly seed: number;
  readonly output: string;
  readonly known?: string;
  readonly writeKnown?: string;
  readonly captures: boolean;
  readonly times: boolean;
  readonly quiet: boolean;
}
