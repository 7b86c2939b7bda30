import type { StreamSpec } from '../../isolation/action';
import { DECLARED_LOSS } from '../../isolation/stream-dues';
import { partyName, type Party } from '../../terms/party';
import type { Trace } from '../../wire/trace';
import { deliveriesTo, isDelivered } from './deliveries';

/** A sentence that says what is not as expected of frames, or nothing. Only copies of the frames at hand are given. */
export type Fault = string | undefined;

/** Each of the frames once. */
export function receiptFault(traces: readonly Trace[], tokens: readonly string[], party: Party): Fault {
  const own = deliveriesTo(traces, party).map((each) => each.token);
  const count = (token: string): number => own.filter((each) => each === token).length;
  const wrong = tokens.find((token) => count(token) !== 1);
  return wrong === undefined
    ? undefined
    : `${partyName(party)} should receive the frame ${wrong} once, but received it ${count(wrong)} times`;
}

/** One copy of each frame, and that at its addressee; where none was named, at anyone. */
export function soleReceiptFault(
  traces: readonly Trace[],
  frames: readonly { readonly token: string; readonly addressee: Party | undefined }[],
): Fault {
  for (const { token, addressee } of frames) {
    const names = receivers(traces.filter((each) => each.token === token));
    const due = addressee === undefined ? names[0] : partyName(addressee);
    if (names.length !== 1 || names[0] !== due)
      return `the frame ${token} should reach ${due ?? 'one receiver'} alone, but reached ${names.join(', ') || 'nobody'}`;
  }
  return undefined;
}

/** As many copies at each party as due, and none at anybody else. Order does not matter. */
export function receiversFault(traces: readonly Trace[], due: readonly (readonly [Party, number])[]): Fault {
  const expected = inLine(
    due.flatMap(([party, count]) => Array.from({ length: count }, () => partyName(party))),
  );
  const actual = inLine(receivers(traces));
  return actual === expected ? undefined : `due:    ${expected || 'nobody'}\n  actual: ${actual || 'nobody'}`;
}

const receivers = (traces: readonly Trace[]): readonly string[] =>
  traces.filter(isDelivered).map((each) => partyName(each.end.receiver));

function inLine(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Array.from(counts, ([name, count]) => `${name} ${count}`)
    .sort()
    .join(', ');
}

/**
 * Every frame of a stream once and in order. A loss is forgiven only where the target named it `declared-failover-loss`
 * (ruling 18), and at most `losses` of them.
 */
export function streamFault(traces: readonly Trace[], stream: StreamSpec, losses: number): Fault {
  const own = traces.filter((trace) => trace.token.startsWith(`${stream.token}.`));
  const arrived = deliveriesTo(own, stream.receiver).map((trace) =>
    Number(trace.token.slice(stream.token.length + 1)),
  );
  const lost = own.filter(isDeclaredLoss).length;
  const between = `the stream from ${partyName(stream.sender)} to ${partyName(stream.receiver)}`;
  const astray = arrived.findIndex((number, at) => at > 0 && number <= (arrived[at - 1] as number));
  if (astray >= 0) return `${between}: frame ${arrived[astray]} arrived after frame ${arrived[astray - 1]}`;
  if (arrived.length + lost !== stream.count)
    return `${between}: of ${stream.count} frames ${arrived.length} arrived and ${lost} were counted as declared loss`;
  return lost <= losses ? undefined : `${between}: ${lost} declared losses, at most ${losses} are allowed`;
}

const isDeclaredLoss = (trace: Trace): boolean =>
  trace.end.kind === 'dropped' && trace.end.reason === DECLARED_LOSS;

/** A frame that reached nobody avoided the switch for a reason that says nothing. */
export function switchPassedFault(traces: readonly Trace[]): Fault {
  if (traces.some((trace) => trace.hops.some((hop) => hop.kind === 'extensible-switch')))
    return 'no frame should pass the extensible switch';
  return traces.some(isDelivered)
    ? undefined
    : 'the frame reached nobody, so that it avoided the switch says nothing';
}

export const portLeftFault = (traces: readonly Trace[]): Fault =>
  traces.some(leavesByPort) ? 'no frame should leave by the physical port' : undefined;

const leavesByPort = (trace: Trace): boolean =>
  trace.hops.some((hop) => hop.kind === 'physical-port') ||
  (isDelivered(trace) && trace.end.receiver.kind === 'outside');
