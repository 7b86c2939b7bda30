import type { RuleStatus } from '../rules/coverage';
import type { RuleLevel, RuleStanding } from '../rules/rule';
import type { Evidence, SamplingEvidence } from '../terms/evidence';
import type { KnownFinding, SeenFinding } from './known/known-finding';
import type { StepArgument, StepStatus } from './recorded-run';
import type { ResultClass } from './result-class';

/**
 * The compliance report as data: what the JSON file holds and what every other format is made from. Sorted, and without
 * clock values unless asked for; `schema/compliance.schema.json` is its schema.
 */
export interface Compliance {
  readonly format: typeof COMPLIANCE_FORMAT;
  readonly verdict: Verdict;
  readonly cover: Cover;
  /** Scenarios by what became of them. */
  readonly counts: Readonly<Record<ResultClass, number>>;
  /** Rules by status. */
  readonly ruleCounts: Readonly<Record<RuleStatus, number>>;
  /** What is wrong with the run itself, one sentence each. */
  readonly problems: readonly string[];
  /** By id. */
  readonly rules: readonly RuleVerdict[];
  /** By file and line. */
  readonly scenarios: readonly ScenarioResult[];
  readonly findings: readonly FindingGroup[];
  readonly undecided: UndecidedReasons;
  /** Where the findings of the subject are known: what is news. */
  readonly known?: KnownReport;
  readonly matrix: IsolationMatrix;
  readonly coverage: Coverage;
  /** What this report may say, and what it cannot see. */
  readonly limits: readonly LimitsParagraph[];
  readonly topologies: readonly Topology[];
}

/** Scenarios that are not applicable, by the capability that the subject lacks; compromised ones, by what broke. */
export interface UndecidedReasons {
  readonly notApplicable: readonly CountedReason[];
  readonly compromised: readonly CountedReason[];
}

export interface CountedReason {
  readonly reason: string;
  readonly count: number;
}

export interface KnownReport {
  readonly file: string;
  /** Known, and seen; with the scenarios of this run. */
  readonly seen: readonly KnownFinding[];
  /** Seen, and not known. */
  readonly fresh: readonly SeenFinding[];
  /** Known, and no longer seen. */
  readonly gone: readonly KnownFinding[];
  /** Known ones that this run could not have shown. */
  readonly notJudged: number;
}

export const COMPLIANCE_FORMAT = 'bulkhead-compliance/1';

export interface Verdict {
  readonly word: 'held' | 'violated' | 'inconclusive';
  readonly sentence: string;
  readonly exitCode: 0 | 1 | 2;
}

/** Each member lists the different values of all runs; one value is the rule. */
export interface Cover {
  readonly subject: readonly string[];
  readonly profile: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly declaredChoices: readonly string[];
  readonly kit: readonly string[];
  readonly rules: readonly string[];
  readonly features: readonly string[];
  readonly commands: readonly string[];
  readonly seeds: readonly number[];
  readonly runners: readonly string[];
  readonly runs: readonly {
    readonly label: string;
    readonly shard?: string;
    readonly isFinished: boolean;
    readonly scenarios: number;
    readonly startedAt?: string;
    readonly finishedAt?: string;
  }[];
  /** Watched actions, snapshots and compared deliveries of all scenarios. */
  readonly watched: {
    readonly actions: number;
    readonly snapshots: number;
    readonly deliveries: number;
    /** Where snapshots were samples. */
    readonly sampling?: SamplingEvidence;
  };
}

export interface RuleVerdict {
  readonly id: string;
  readonly status: RuleStatus;
  /** Why it is not satisfied, or what a satisfied verdict rests on. */
  readonly reason?: string;
  readonly title: string;
  readonly rule: string;
  readonly level: RuleLevel;
  readonly standing: RuleStanding;
  /** Rulings that the verdict rests on. */
  readonly rulings: readonly number[];
  readonly component: string;
  readonly family: string;
  readonly subject: string;
  readonly source: string;
  readonly observe: string;
  readonly testable: 'model' | 'review';
  readonly note?: string;
  /** Ids of the scenarios tagged with the rule. */
  readonly scenarios: readonly string[];
  /** For a law: how many passed scenarios the watch decided it in. */
  readonly watched?: number;
  /** Positions in `findings`. */
  readonly findings: readonly number[];
}

export interface ScenarioResult {
  readonly id: string;
  readonly feature: string;
  readonly group?: string;
  readonly name: string;
  readonly result: ResultClass;
  /** One sentence for everything that is not passed. */
  readonly reason?: string;
  /** The capability that the subject lacks, where it is not applicable. */
  readonly lacks?: string;
  /** An earlier attempt ended otherwise. */
  readonly isFlaky?: true;
  readonly attempts: number;
  readonly tags: readonly string[];
  readonly steps: readonly StepLine[];
  /** Position in `topologies`. */
  readonly topology?: number;
  readonly traces: readonly TraceLine[];
  readonly expectations: readonly Expectation[];
  readonly findings: readonly FindingEvidence[];
  readonly changes: readonly Change[];
  readonly laws: readonly string[];
  readonly rulings: readonly string[];
  /** Files of captured frames, from the report's folder. */
  readonly captures: readonly string[];
  /** Milliseconds, where times are asked for. */
  readonly duration?: number;
}

export interface StepLine {
  readonly keyword: string;
  readonly text: string;
  readonly argument?: StepArgument;
  readonly status: StepStatus;
  readonly error?: string;
}

type Of<K extends Evidence['kind']> = Extract<Evidence, { readonly kind: K }>;
export type Topology = Omit<Of<'topology'>, 'kind'>;
export type TraceLine = Of<'traces'>['traces'][number];
export type Expectation = Omit<Of<'expectation'>, 'kind'>;
export type FindingEvidence = Of<'finding'>['finding'];
export type Change = Of<'difference'>['changes'][number];

/** The same fault in one or many scenarios. */
export interface FindingGroup {
  /** Law or, for an expectation, the rules that the scenarios are tagged with. */
  readonly rules: readonly string[];
  readonly sentence: string;
  /** Ids of the scenarios in which it was seen; the first one carries the picture. */
  readonly scenarios: readonly string[];
}

export interface IsolationMatrix {
  readonly actors: readonly string[];
  readonly victims: readonly string[];
  /** By actor, then victim; pairs that were never watched are left out. */
  readonly cells: readonly {
    readonly actor: string;
    readonly victim: string;
    readonly actions: number;
    readonly findings: number;
  }[];
}

export interface Coverage {
  readonly families: readonly {
    readonly family: string;
    readonly subject: string;
    readonly rules: number;
    /** Must and must not that a device can show. */
    readonly toShow: number;
    /** Of these: satisfied, violated, partly covered or ruling. */
    readonly shown: number;
    readonly inScope: boolean;
  }[];
  /** Rule tags that name no rule, with the scenarios that carry them. */
  readonly unknownTags: readonly { readonly tag: string; readonly scenarios: readonly string[] }[];
  /** Scenarios that are evidence for no rule. */
  readonly untagged: readonly string[];
}

export interface LimitsParagraph {
  readonly title: string;
  readonly text: string;
}
