import { isGroupAddress } from '../../../terms/mac-address';
import { partyName, type Party } from '../../../terms/party';
import { unreachable } from '../../../terms/result';
import type { Frame } from '../../../wire/frame';
import type { DropReason, Hop, OutOfBand, Trace } from '../../../wire/trace';
import { pathOf, type LinuxTestbed } from '../testbed';
import { PF_POINT, type Point } from './points';
import type { SentOut } from './sent-frames';
import { stationsFor } from './stations';
import { partyHop, wayIn, wayInside, wayToPf, wayToVf, wayToWire } from './ways';

/** A copy of a frame at one of the places where the kit looks. */
export interface Sighting {
  /** Name of a point, or `WIRE`. */
  readonly at: string;
  readonly sent: SentOut;
  readonly frame: Frame;
}

/** What comes out of the physical port. */
export const WIRE = 'wire';

/** The testbed while the frames were on their way: before and, where it changed meanwhile, after. */
export interface Field {
  readonly points: ReadonlyMap<string, Point>;
  readonly before: LinuxTestbed;
  readonly after: LinuxTestbed;
}

const MANAGEMENT: Party = { kind: 'management-os' };
const UNTOLD: OutOfBand = { untold: true };

/**
 * Copies from where they were seen: each sighting at a receiver is one. In between nothing is seen but what comes in at
 * the PF, and that tells whether a copy between two ports of a switch went through the adapter.
 */
export function copiesSeen(field: Field, sightings: readonly Sighting[]): readonly Trace[] {
  const ways = new Map<SentOut, SeenCopies>();
  const counted = sightings.map((sighting) => {
    const seen = ways.get(sighting.sent) ?? new SeenCopies(field, sighting.sent);
    ways.set(sighting.sent, seen);
    return { seen, sighting, index: seen.count(sighting) };
  });
  const arrived = counted.flatMap(({ seen, sighting, index }) =>
    seen.traces(sighting, index).map((trace) => ({ at: sighting.at, trace })),
  );
  return [
    ...partyByParty(field, arrived).map(({ trace }) => trace),
    ...Array.from(ways.values()).flatMap((each) => each.endedAtPf()),
  ];
}

interface Arrived {
  /** Where it was seen. */
  readonly at: string;
  readonly trace: Trace;
}

/**
 * At one party frames come in the adapter's order, also while it changes from one path to the other. Between parties, and
 * between what a party takes and what its other path brings in vain, the order is a moment's, and another in the next run.
 * What comes back to its sender harms others least, and is told last.
 */
function partyByParty({ points }: Field, arrived: readonly Arrived[]): readonly Arrived[] {
  const parties = Array.from(new Set([...Array.from(points.keys(), (at) => partyAt(points, at)), WIRE]));
  const rank = ({ at, trace }: Arrived): number =>
    2 * (cameBack(trace) ? parties.length : parties.indexOf(partyAt(points, at))) +
    Number(trace.end.kind !== 'delivered');
  return arrived.toSorted((a, b) => rank(a) - rank(b));
}

const cameBack = ({ sender, end }: Trace): boolean =>
  end.kind === 'delivered' && partyName(end.receiver) === partyName(sender);

function partyAt(points: Field['points'], at: string): string {
  const point = points.get(at);
  return point !== undefined && 'partition' in point ? `guest ${point.partition.partition}` : at;
}

/** A frame of which no copy was seen. */
export const unseen = (sent: SentOut, reason: DropReason = 'not-told', rule?: string): Trace => ({
  token: sent.token,
  sender: sent.sender,
  hops: wayIn(sent.sender, sent.origin),
  end: { kind: 'dropped', reason, ...(rule === undefined ? {} : { rule }) },
});

/** All copies of one frame. */
class SeenCopies {
  private readonly counts = new Map<string, number>();
  /** NetVSC takes group frames on one path: of both, while the path changes, on the first at which one came. */
  private readonly taking = new Map<string, string>();
  private readonly above: string | undefined;

  constructor(
    private readonly field: Field,
    private readonly sent: SentOut,
  ) {
    this.above = field.after.switches.find((each) => each.type === 'external')?.switch;
  }

  /** How many came there before it. */
  count({ at }: Sighting): number {
    const before = this.counts.get(at) ?? 0;
    this.counts.set(at, before + 1);
    return before;
  }

  traces(sighting: Sighting, index: number): readonly Trace[] {
    const { sender, origin } = this.sent;
    if (sighting.at === WIRE) return this.outside(sighting, wayToWire(sender, origin));
    const point = this.field.points.get(sighting.at);
    if (point === undefined) return [];
    switch (point.kind) {
      case 'vf':
        return [this.toGuest(sighting, point, wayToVf(sender, origin, point.partition.vf?.vf ?? 0))];
      case 'synthetic':
        return [this.toGuest(sighting, point, this.wayToPort(sighting, index, point.partition.switch ?? ''))];
      case 'switch':
        return [this.delivered(sighting, MANAGEMENT, this.wayToPort(sighting, index, point.switch.switch))];
      case 'pf':
        return this.above === undefined
          ? [this.delivered(sighting, MANAGEMENT, wayToPf(sender, origin, undefined))]
          : [];
      default:
        return unreachable(point);
    }
  }

  /** What came in at the PF and reached nobody above it. */
  endedAtPf(): readonly Trace[] {
    const used = Array.from(this.counts.keys()).some((at) => this.throughAdapter(at) > 0);
    if (used || this.above === undefined) return [];
    const hops = wayToPf(this.sent.sender, this.sent.origin, this.above);
    return Array.from({ length: this.atPf() }, () =>
      this.trace(hops, { kind: 'dropped', reason: 'not-told' }),
    );
  }

  private outside({ frame }: Sighting, hops: readonly Hop[]): readonly Trace[] {
    return stationsFor(this.field.after, frame).map((receiver) =>
      this.trace([...hops, partyHop(receiver)], { kind: 'delivered', receiver, frame, outOfBand: {} }),
    );
  }

  private toGuest(sighting: Sighting, point: PointOfGuest, hops: readonly Hop[]): Trace {
    const { partition } = point.partition;
    return isGroupAddress(sighting.frame.destination) && !this.takes(point, sighting.at)
      ? this.trace(hops, { kind: 'dropped', reason: 'inactive-path', rule: 'ruling 29' })
      : this.delivered(sighting, { kind: 'partition', partition }, hops);
  }

  private takes({ kind, partition: { partition } }: PointOfGuest, at: string): boolean {
    const path = kind === 'vf' ? 'VF' : 'synthetic';
    const active = [this.field.before, this.field.after].some(({ partitions }) =>
      partitions.some((each) => each.partition === partition && pathOf(each) === path),
    );
    if (!active) return false;
    const taking = this.taking.get(partition) ?? at;
    this.taking.set(partition, taking);
    return taking === at;
  }

  private wayToPort({ at }: Sighting, index: number, on: string): readonly Hop[] {
    const { sender, origin } = this.sent;
    const direct = (this.counts.get(at) ?? 0) - this.throughAdapter(at);
    return index < direct ? [...wayInside(sender, origin, on)] : wayToPf(sender, origin, this.above ?? on);
  }

  /**
   * How many of the copies at a port of a switch came through the adapter. Between two ports of one switch a group frame
   * goes straight, and what the adapter sends back comes in addition; nothing goes straight to its own sender.
   */
  private throughAdapter(at: string): number {
    const copies = at === PF_POINT || at === WIRE || !this.isPort(at) ? 0 : (this.counts.get(at) ?? 0);
    const { origin } = this.sent;
    if (origin.kind !== 'switch') return copies;
    const straight = isGroupAddress(this.sent.frame.destination) && at !== origin.point ? 1 : 0;
    return Math.max(0, Math.min(this.atPf(), copies - straight));
  }

  private isPort(at: string): boolean {
    const kind = this.field.points.get(at)?.kind;
    return kind === 'synthetic' || kind === 'switch';
  }

  private readonly atPf = (): number => this.counts.get(PF_POINT) ?? 0;

  private delivered({ frame }: Sighting, receiver: Party, hops: readonly Hop[]): Trace {
    const end = { kind: 'delivered', receiver, frame, outOfBand: UNTOLD } as const;
    return this.trace([...hops, partyHop(receiver)], end);
  }

  private trace(hops: readonly Hop[], end: Trace['end']): Trace {
    return { token: this.sent.token, sender: this.sent.sender, hops, end };
  }
}

type PointOfGuest = Extract<Point, { readonly partition: unknown }>;
