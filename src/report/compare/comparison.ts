import type { RuleStatus } from '../../rules/coverage';
import type { ResultClass } from '../result-class';

/** Two runs of the same scenarios side by side: the model, and what it is a model of. No clock values. */
export interface Comparison {
  readonly format: typeof COMPARISON_FORMAT;
  readonly reference: Side;
  readonly target: Side;
  readonly counts: Readonly<Record<Relation, number>>;
  /** Rules whose status differs, by id. */
  readonly rules: readonly ComparedRule[];
  /** Every scenario of either run, by file and line. */
  readonly scenarios: readonly ComparedScenario[];
  readonly exitCode: 0 | 1 | 2;
  readonly sentence: string;
}

export const COMPARISON_FORMAT = 'bulkhead-comparison/1';

export interface Side {
  readonly subject: string;
  readonly profile: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly command: string;
}

/** `known`: they differ by nothing but known findings of the target. `not compared`: one of them came to no verdict. */
export const RELATIONS = ['differs', 'known', 'same', 'not compared'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface ComparedScenario {
  readonly id: string;
  readonly feature: string;
  readonly name: string;
  readonly rules: readonly string[];
  readonly relation: Relation;
  readonly reference: Ending;
  readonly target: Ending;
}

export interface Ending {
  readonly result: ResultClass | 'not run';
  /** What was found, or why there is no verdict. */
  readonly sentences: readonly string[];
}

export interface ComparedRule {
  readonly id: string;
  readonly title: string;
  readonly reference: RuleStatus;
  readonly target: RuleStatus;
  /** Ids of its scenarios that differ, known or not. */
  readonly scenarios: readonly string[];
}
