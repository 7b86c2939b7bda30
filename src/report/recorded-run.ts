import type { Evidence } from '../terms/evidence';
import type { RunManifest } from './run-manifest';

/** One run as its messages tell it, without judgement. */
export interface RecordedRun {
  /** The folder or file as it was named. */
  readonly label: string;
  /** Absent where Cucumber ran without the kit's command line. */
  readonly manifest?: RunManifest;
  /** False for a run that was killed. */
  readonly isFinished: boolean;
  /** Sentences on what is wrong with the run as a whole. */
  readonly problems: readonly string[];
  /** `cucumber-js 12.9.0 on node.js 20.20.2` */
  readonly runner: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** Every scenario that the run meant to run, in its order; never started ones have no attempt. */
  readonly scenarios: readonly RecordedScenario[];
  /** Tags of every scenario in the features that were read, run or not. */
  readonly tagsRead: ReadonlySet<string>;
}

export interface RecordedScenario {
  /** `features/isolation/delivery.feature:29`: file and line of the scenario or of its row of examples. */
  readonly id: string;
  readonly uri: string;
  readonly line: number;
  readonly feature: string;
  /** Name of the Gherkin `Rule` that it stands in. */
  readonly group?: string;
  readonly name: string;
  /** The row's cells by their headings; absent for a scenario that is no row of examples. */
  readonly examples?: readonly { readonly name: string; readonly value: string }[];
  readonly tags: readonly string[];
  readonly attempts: readonly RecordedAttempt[];
}

export interface RecordedAttempt {
  readonly isFinished: boolean;
  readonly steps: readonly RecordedStep[];
  readonly evidence: readonly Evidence[];
  readonly attachments: readonly RecordedAttachment[];
  /** Milliseconds since 1970; for Allure and where times are asked for. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

export interface RecordedStep {
  readonly kind: 'step' | 'hook';
  /** `Given`, `When`, …; `Before`, `After` for a hook. */
  readonly keyword: string;
  readonly text: string;
  readonly argument?: StepArgument;
  readonly status: StepStatus;
  readonly error?: { readonly type: string; readonly message: string };
  /** Milliseconds. */
  readonly duration?: number;
}

export type StepArgument =
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'text'; readonly text: string };

/** Cucumber's own words; `NOT_RUN` where a run ended before. */
export type StepStatus =
  'UNKNOWN' | 'PASSED' | 'SKIPPED' | 'PENDING' | 'UNDEFINED' | 'AMBIGUOUS' | 'FAILED' | 'NOT_RUN';

/** Other than evidence: captures, logs, pictures. */
export interface RecordedAttachment {
  readonly mediaType: string;
  readonly fileName?: string;
  readonly body: string;
  readonly encoding: 'IDENTITY' | 'BASE64';
}
