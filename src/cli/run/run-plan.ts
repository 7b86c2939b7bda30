import type { NamedFeatures } from '../feature-files';

/** A run as it was asked for, before anything runs. */
export interface RunPlan {
  /** As a person named them: paths, `--suite conformance`, or nothing. */
  readonly named: string;
  readonly features: NamedFeatures;
  readonly steps: readonly string[];
  readonly tags: string;
  readonly names: readonly string[];
  readonly target: string;
  readonly adapter?: string;
  /** A planted fault of the reference adapter. */
  readonly fault?: string;
  readonly parallel: number;
  readonly shard?: string;
  readonly seed: number;
  readonly output: string;
  readonly captures: boolean;
  readonly times: boolean;
  readonly quiet: boolean;
}
