import { partyName, type Party } from '../../../terms/party';
import type { Trace } from '../../../wire/trace';
import { pathOf, type LinuxPartition, type LinuxTestbed } from '../testbed';
import { unseen } from './assemble-traces';
import type { Streamed } from './streams';

/**
 * While the path of a guest changes, frames from it and for it may be lost: between the synthetic path and the VF neither
 * takes them for a moment, and this target declares that (ruling 18). Frames that left before or after are no part of it.
 */
export function declaredLosses(
  traces: readonly Trace[],
  streamed: readonly Streamed[],
  before: LinuxTestbed,
  after: LinuxTestbed,
): readonly Trace[] {
  const losable = mayBeLost(before, after);
  const lost = streamed.filter((each) => losable(each) && !reached(traces, each.frame.token, each.receiver));
  const tokens = new Set(lost.map(({ frame }) => frame.token));
  const others = traces.filter((each) => !(tokens.has(each.token) && isUntold(each)));
  return [...others, ...lost.map(({ frame }) => declared(traces, frame))];
}

/** Such a frame is not waited for either; silence must do. */
export function mayBeLost(before: LinuxTestbed, after: LinuxTestbed): (streamed: Streamed) => boolean {
  const changes = (party: Party): boolean =>
    party.kind === 'partition' && wayOf(before, party.partition) !== wayOf(after, party.partition);
  return ({ frame, receiver, meanwhile }) => meanwhile && (changes(frame.sender) || changes(receiver));
}

/** As far as it was seen. */
function declared(traces: readonly Trace[], frame: Streamed['frame']): Trace {
  const last = traces.find((each) => each.token === frame.token && isUntold(each));
  const trace = unseen(frame, 'declared-failover-loss', 'ruling 18');
  return last === undefined ? trace : { ...trace, hops: last.hops };
}

const isUntold = ({ end }: Trace): boolean => end.kind === 'dropped' && end.reason === 'not-told';

const reached = (traces: readonly Trace[], token: string, receiver: Party): boolean =>
  traces.some(
    ({ token: own, end }) =>
      own === token && end.kind === 'delivered' && partyName(end.receiver) === partyName(receiver),
  );

function wayOf({ partitions }: LinuxTestbed, name: string): string {
  const partition: LinuxPartition | undefined = partitions.find((each) => each.partition === name);
  if (partition === undefined) return 'none';
  const path = pathOf(partition);
  return path === 'VF' ? `VF ${partition.vf?.vf}` : path;
}
