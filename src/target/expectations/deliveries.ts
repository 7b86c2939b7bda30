import { renderPath } from '../../path/render-path';
import { partyName, type Party } from '../../terms/party';
import type { Trace, TraceEnd } from '../../wire/trace';
import type { Outcome } from '../target';

/** A copy of a frame that arrived. */
export type Delivered = Trace & { readonly end: Extract<TraceEnd, { kind: 'delivered' }> };

/** Traces of an outcome; none where the target could not act. */
export const tracesOf = (outcome: Outcome): readonly Trace[] =>
  outcome.kind === 'done' || outcome.kind === 'refused' ? outcome.traces : [];

export const isDelivered = (trace: Trace): trace is Delivered => trace.end.kind === 'delivered';

/** What one party received, in order of receipt. */
export const deliveriesTo = (traces: readonly Trace[], party: Party): readonly Delivered[] =>
  traces.filter(isDelivered).filter((each) => partyName(each.end.receiver) === partyName(party));

/** `f1: web > VF 1 > NIC switch  [dropped: spoofed source (ISO-LAW-09)]` */
export const describeTrace = (trace: Trace): string =>
  `${trace.token}: ${renderPath(trace)}  [${describeEnd(trace.end)}]`;

function describeEnd(end: TraceEnd): string {
  if (end.kind === 'delivered') return 'delivered';
  const rule = end.rule === undefined ? '' : ` (${end.rule})`;
  return `dropped: ${end.reason.replaceAll('-', ' ')}${rule}`;
}
