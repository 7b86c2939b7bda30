import type { Due } from '../path/due';
import type { Actor } from '../terms/domain';
import type { Action } from './action';
import { actorOf, type LabelOf } from './actor-of';
import { changesDespiteRefusal, changesOutside } from './audit-changes';
import { auditDeliveries } from './audit-deliveries';
import { difference, type OwnedChange } from './difference';
import type { Finding } from './finding';
import { footprint } from './footprint';
import type { AuditedOutcome, Sight } from './sight';

export interface Audited {
  readonly before: Sight;
  readonly after: Sight;
  readonly action: Action;
  readonly outcome: AuditedOutcome;
  readonly due: readonly Due[];
  /** Absent: a testbed with one adapter. */
  readonly labelOf?: LabelOf;
  /** False where the target cannot tell hops. Default true. */
  readonly judgePaths?: boolean;
}

export interface Verdict {
  readonly actor: Actor;
  readonly changes: readonly OwnedChange[];
  readonly findings: readonly Finding[];
}

/** Actions in whose course frames move that no oracle is asked about; their effects are judged by state alone. */
const FRAMES_NOT_JUDGED: readonly Action['kind'][] = [
  'stray-dma',
  'register-write',
  'memory-write',
  'config-write',
  'forge-interrupt',
  'hold-indications',
];

/** Judges one action by what it changed and what it delivered. */
export function audit(audited: Audited): readonly Finding[] {
  return judge(audited).findings;
}

export function judge(audited: Audited): Verdict {
  const { before, after, action, outcome } = audited;
  const labelOf = audited.labelOf ?? (() => undefined);
  const actor = actorOf(action, (partition) => before.holderOf(partition), labelOf);
  const changes = difference(before.observation, after.observation);
  if (outcome.kind !== 'done' && outcome.kind !== 'refused') return { actor, changes, findings: [] };
  const scene = { action, actor, before, after };
  const state = wasRefused(outcome, action)
    ? changesDespiteRefusal(changes, scene)
    : changes.length === 0
      ? []
      : changesOutside(changes, footprint(action, { ...audited, labelOf }), scene);
  return { actor, changes, findings: [...state, ...deliveries(audited, actor)] };
}

/**
 * A refusal leaves everything as it was (ISO-LAW-16). Two actions have done something before they are refused: of a
 * stream's frames some have arrived, and an adapter whose PF driver does not start is in its slot all the same.
 */
const wasRefused = (outcome: AuditedOutcome, { kind }: Action): boolean =>
  outcome.kind === 'refused' && kind !== 'while-streaming' && kind !== 'install-adapter';

function deliveries({ action, outcome, due, before, judgePaths }: Audited, actor: Actor): readonly Finding[] {
  if (outcome.kind !== 'done' && outcome.kind !== 'refused') return [];
  if (FRAMES_NOT_JUDGED.includes(action.kind) || (due.length === 0 && outcome.traces.length === 0)) return [];
  const refused = wasRefused(outcome, action);
  return auditDeliveries({
    action,
    actor,
    due: refused ? [] : due,
    traces: outcome.traces,
    holderOf: (partition) => before.holderOf(partition),
    judgePaths: judgePaths ?? true,
  });
}
