import type { DeliveryDue, Due } from '../path/due';
import { partyName, type Party } from '../terms/party';
import { BROADCAST } from '../terms/mac-address';
import type { Trace } from '../wire/trace';
import type { StreamSpec } from './action';

/** Losses that a device declares and a report counts (ruling 18). */
export const DECLARED_LOSS = 'declared-failover-loss';

const streamTokens = ({ token, count }: StreamSpec): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${token}.${index + 1}`);

/**
 * Frames of a stream while a path changes: the receiver is fixed, path and tag are not. Each is due once. It may be lost
 * only where the loss is declared, or where the oracle, before or after the change, knows no way for it.
 * @param reachable whether a frame from sender to receiver is due there both before and after.
 * @param also who else is due a copy before or after; each may get one, for nobody knows when the path changes.
 */
export function streamDues(
  streams: readonly StreamSpec[],
  traces: readonly Trace[],
  reachable: (stream: StreamSpec) => boolean,
  also: (stream: StreamSpec) => readonly Party[] = () => [],
): readonly Due[] {
  const declared = new Set(
    traces
      .filter((trace) => trace.end.kind === 'dropped' && trace.end.reason === DECLARED_LOSS)
      .map((trace) => trace.token),
  );
  return streams.flatMap((stream) => {
    const certain = reachable(stream);
    const bystanders = new Map(also(stream).map((party) => [partyName(party), party]));
    return streamTokens(stream).flatMap((token) => [
      streamDue(stream, token, traces, certain && !declared.has(token)),
      ...Array.from(bystanders.values(), (receiver) =>
        streamDue({ ...stream, receiver }, token, traces, false),
      ),
    ]);
  });
}

function streamDue(
  { sender, receiver }: StreamSpec,
  token: string,
  traces: readonly Trace[],
  must: boolean,
): DeliveryDue {
  const base = {
    kind: 'delivered',
    token,
    sender,
    receiver,
    frame: frameOf(token, receiver, traces),
    outOfBand: {},
    hops: [],
    touches: [],
    rests: ['ruling 18'],
    content: 'payload',
  } as const;
  return must
    ? { ...base, must: true }
    : { ...base, must: false, mayFail: 'declared loss, or no way before or after' };
}

/** A stream's frames are made by the target; what arrived is compared with itself, so only its presence counts. */
function frameOf(token: string, receiver: Party, traces: readonly Trace[]): DeliveryDue['frame'] {
  const arrived = traces.find(
    (trace) =>
      trace.token === token &&
      trace.end.kind === 'delivered' &&
      partyName(trace.end.receiver) === partyName(receiver),
  );
  return arrived?.end.kind === 'delivered'
    ? arrived.end.frame
    : { destination: BROADCAST, source: BROADCAST, etherType: 0, payload: new Uint8Array() };
}
