import { partyName, type Party } from '../../../terms/party';
import type { AwaitedCopy } from '../../target';
import type { AwaitedFrame } from '../machine';
import type { LinuxTestbed } from '../testbed';
import { PF_POINT, pointsOf, type Point } from './points';
import type { SentOut } from './sent-frames';

/** Copies that must come, by what tells them apart and where they come to. */
export interface AwaitedFrames {
  readonly inside: readonly AwaitedFrame[];
  readonly outside: readonly { readonly marker: string; readonly count: number }[];
}

/** @param testbeds those through which the frames travel: a copy may come where its receiver was, or where it is. */
export function awaitedFrames(
  testbeds: readonly LinuxTestbed[],
  sent: readonly SentOut[],
  awaited: readonly AwaitedCopy[],
): AwaitedFrames {
  const groups = sent.flatMap((frame) => groupsOf(frame, awaited));
  const inside = groups.flatMap(({ marker, receiver, count }) => {
    const at = Array.from(new Set(testbeds.flatMap((each) => placesOf(each, receiver))));
    return at.length === 0 ? [] : [{ at, marker, count }];
  });
  return { inside, outside: onWire(groups.filter(({ receiver }) => receiver.kind === 'outside')) };
}

interface Group {
  readonly marker: string;
  readonly receiver: Party;
  readonly count: number;
}

function groupsOf({ token, knownBy }: SentOut, awaited: readonly AwaitedCopy[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { receiver } of awaited.filter((each) => each.token === token)) {
    const count = (groups.get(partyName(receiver))?.count ?? 0) + 1;
    groups.set(partyName(receiver), { marker: knownBy, receiver, count });
  }
  return Array.from(groups.values());
}

/** All stations hear the same frame on the wire. */
function onWire(groups: readonly Group[]): AwaitedFrames['outside'] {
  const counts = new Map<string, number>();
  for (const { marker, count } of groups) counts.set(marker, Math.max(count, counts.get(marker) ?? 0));
  return Array.from(counts, ([marker, count]) => ({ marker, count }));
}

/** Listeners at any of which a party's frames come. */
function placesOf(testbed: LinuxTestbed, receiver: Party): readonly string[] {
  const at = Array.from(pointsOf(testbed)).flatMap(([name, point]) => (isOf(point, receiver) ? [name] : []));
  const atPf = receiver.kind === 'management-os' && at.length === 0 && testbed.adapter !== undefined;
  return atPf ? [PF_POINT] : at;
}

function isOf(point: Point, receiver: Party): boolean {
  if (receiver.kind === 'management-os') return point.kind === 'switch';
  return (
    receiver.kind === 'partition' &&
    (point.kind === 'vf' || point.kind === 'synthetic') &&
    point.partition.partition === receiver.partition
  );
}
