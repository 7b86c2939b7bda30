import type { OwnedChange } from '../isolation/difference';
import type { Action } from '../isolation/action';
import type { Finding } from '../isolation/finding';
import type { Due } from '../path/due';
import type { Actor } from '../terms/domain';
import type { Evidence } from '../terms/evidence';
import type { Outcome, Snapshot, Target } from './target';

/** What the watch saw of one action. */
export interface WatchRecord {
  readonly action: Action;
  readonly actor: Actor;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly outcome: Outcome;
  readonly due: readonly Due[];
  readonly changes: readonly OwnedChange[];
  readonly findings: readonly Finding[];
}

export type WatchEvidence = Extract<Evidence, { kind: 'watch' }>;

export interface AuditedTarget extends Target {
  /** Checks that wait for the end of a scenario. @throws IsolationViolation */
  finish(): Promise<void>;
  /** Figures of this scenario so far. */
  watched(): WatchEvidence;
}

/** Watches every action of a target. @throws IsolationViolation from `perform` when a law does not hold. */
export function auditing(_target: Target, _onRecord: (record: WatchRecord) => void): AuditedTarget {
  throw new Error('cannot happen: being written');
}
