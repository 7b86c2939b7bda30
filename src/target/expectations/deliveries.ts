import { renderPath } from '../../path/render-path';
import { partyName, type Party } from '../../terms/party';
import type { DropReason, Trace } from '../../wire/trace';
import type { Outcome } from '../target';

/** Traces of an outcome; none where the target could not act. */
export const tracesOf = (outcome: Outcome): readonly Trace[] =>
  outcome.kind === 'done' || outcome.kind === 'refused' ? outcome.traces : [];

const delivered = (outcome: Outcome): readonly Trace[] =>
  tracesOf(outcome).filter((trace) => trace.end.kind === 'delivered');

/** Names of those who received the frame, each once, in order of receipt; all frames' receivers where `token` is absent. */
export function receiversOf(outcome: Outcome, token?: string): readonly string[] {
  const names = delivered(outcome)
    .filter((trace) => token === undefined || trace.token === token)
    .map((trace) => (trace.end.kind === 'delivered' ? partyName(trace.end.receiver) : ''));
  return Array.from(new Set(names));
}

/** What one party received, in order of receipt. */
export const deliveriesTo = (outcome: Outcome, party: Party): readonly Trace[] =>
  delivered(outcome).filter(
    (trace) => trace.end.kind === 'delivered' && partyName(trace.end.receiver) === partyName(party),
  );

/** Paths of the copies of a frame that arrived, as features write them. */
export const pathsOf = (outcome: Outcome, token: string): readonly string[] =>
  delivered(outcome)
    .filter((trace) => trace.token === token)
    .map(renderPath);

export interface NamedDrop {
  readonly token: string;
  readonly reason: DropReason;
  readonly path: string;
  readonly rule?: string;
}

export const dropsOf = (outcome: Outcome, token?: string): readonly NamedDrop[] =>
  tracesOf(outcome)
    .filter((trace) => token === undefined || trace.token === token)
    .flatMap((trace) =>
      trace.end.kind === 'dropped' ? [{ ...trace.end, token: trace.token, path: renderPath(trace) }] : [],
    );
