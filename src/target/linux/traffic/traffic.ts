import type { FrameToSend, StreamSpec, TrafficAction } from '../../../isolation/action';
import type { Party } from '../../../terms/party';
import type { Trace } from '../../../wire/trace';
import type { AwaitedCopy } from '../../target';
import type { Bench } from '../bench';
import type { LinuxPartition, LinuxTestbed } from '../testbed';
import { copiesSeen, unseen, type Field, type Sighting } from './assemble-traces';
import { awaitedFrames } from './awaited-frames';
import { declaredLosses, mayBeLost } from './declared-losses';
import { Listening } from './listening';
import { originOf, type Origin } from './origin';
import { Outgoing } from './outgoing';
import { vfPoint } from './points';
import { Receipts } from './receipts';
import { SentFrames, type SentOut } from './sent-frames';
import { Streams, type Between } from './streams';

type Send = Extract<TrafficAction, { kind: 'send' }>;

/** What became of frames that were sent. */
export interface Carried {
  /** One a copy; also late copies of earlier frames of the same scenario. */
  readonly traces: readonly Trace[];
  /** Frames that the sender's own interface did not take. */
  readonly refused: readonly RefusedBySender[];
}

export interface RefusedBySender {
  readonly token: string;
  /** Name of the kernel's error, for example `ENETDOWN`, `EMSGSIZE`. */
  readonly code: string;
}

/** Who sends what, and who received it. One scenario after another; within one, one call after another. */
export class Traffic {
  private readonly listening: Listening;
  private readonly frames: SentFrames;
  private readonly outgoing: Outgoing;
  private readonly receipts: Receipts;
  /** Frames of which a copy was seen, perhaps by an action within the one that sent them. */
  private readonly seen = new WeakSet<SentOut>();

  /** @param run names this run among others on the same wire; 32 bits. */
  constructor(bench: Bench, run: number) {
    this.listening = new Listening(bench);
    this.frames = new SentFrames(run, bench.subject.mtu);
    this.outgoing = new Outgoing(bench);
    this.receipts = new Receipts(bench, this.frames);
  }

  /** A new scenario: copies of what was sent before and still come are counted as strays. */
  begin(): void {
    this.frames.begin();
    this.listening.begin();
  }

  /** Copies of earlier scenarios' frames that came too late for them; attributed to nobody. */
  get strays(): number {
    return this.receipts.strays;
  }

  /**
   * Opens and closes listeners so that they are those of this testbed; also where an interface is another one of the same
   * name. An open listener keeps its namespace alive: follow a testbed without it before a namespace must go.
   */
  follow(testbed: LinuxTestbed): Promise<void> {
    return this.listening.follow(testbed);
  }

  /** To be called when a guest's VF device is in its namespace and not yet up: from then on no frame is missed. */
  listenAtVf(partition: LinuxPartition): Promise<void> {
    return this.listening.add([[vfPoint(partition), { kind: 'vf', partition }]]);
  }

  /** Closes listeners by name (`points.ts`); the next `follow` opens what is wanted. */
  forget(names: readonly string[]): Promise<void> {
    return this.listening.forget(names);
  }

  /** `testbed` must be the one last followed. */
  async send(
    testbed: LinuxTestbed,
    { sender, frames, via }: Omit<Send, 'kind'>,
    awaited: readonly AwaitedCopy[] = [],
  ): Promise<Carried> {
    const origin = originOf(testbed, sender, via);
    const sent = frames.map((frame) => this.enter(testbed, sender, frame, origin));
    const refused = await this.outgoing.send(sent);
    const taken = sent.filter((each) => each.origin.kind !== 'nowhere' && !refused.has(each));
    const waiting = awaitedFrames([testbed], taken, awaited);
    const sightings = taken.length === 0 ? [] : await this.receipts.settle(waiting, this.listening.names);
    return this.carried({ before: testbed, after: testbed }, sent, refused, sightings);
  }

  /**
   * A frame of each stream leaves before `action`, between any two of its steps, and the rest after it.
   * @param action returns the testbed as it stands then, which is followed, with what it wants to hand back.
   */
  async whileStreaming<T>(
    before: LinuxTestbed,
    specs: readonly StreamSpec[],
    action: (between: Between) => Promise<{ readonly testbed: LinuxTestbed; readonly result: T }>,
  ): Promise<Carried & { readonly result: T }> {
    const streams = new Streams(specs, this.outgoing, this.enter);
    const { testbed: after, result } = await streams.along(before, action);
    await this.follow(after);
    await streams.finish(after);
    const sent = streams.sent.map(({ frame }) => frame);
    const refused = new Map(
      streams.sent.flatMap((each) => (each.refused === undefined ? [] : [[each.frame, each.refused]])),
    );
    const losable = mayBeLost(before, after);
    const awaited = streams.sent
      .filter((each) => each.refused === undefined && !losable(each))
      .map(({ frame, receiver }) => ({ token: frame.token, receiver }));
    const waiting = awaitedFrames([before, after], sent, awaited);
    const sightings = await this.receipts.settle(waiting, this.listening.names);
    const carried = this.carried({ before, after }, sent, refused, sightings);
    return { ...carried, traces: declaredLosses(carried.traces, streams.sent, before, after), result };
  }

  private readonly enter = (
    testbed: LinuxTestbed,
    sender: Party,
    { token, frame }: FrameToSend,
    origin: Origin = originOf(testbed, sender),
  ): SentOut => this.frames.add({ token, sender, frame, origin });

  private carried(
    testbeds: Omit<Field, 'points'>,
    sent: readonly SentOut[],
    refused: ReadonlyMap<SentOut, string>,
    sightings: readonly Sighting[],
  ): Carried {
    for (const each of sightings) this.seen.add(each.sent);
    const lost = sent.filter((each) => !this.seen.has(each)).map((each) => ended(each, refused.get(each)));
    return {
      traces: [...copiesSeen({ ...testbeds, points: this.listening.points }, sightings), ...lost],
      refused: Array.from(refused, ([{ token }, code]) => ({ token, code })),
    };
  }
}

/** Where the kit itself knows the reason it says so; of an adapter's own reasons nothing is known. */
function ended(sent: SentOut, code: string | undefined): Trace {
  if (sent.origin.kind === 'nowhere') return unseen(sent, sent.origin.reason, sent.origin.rule);
  return unseen(sent, code === 'EMSGSIZE' ? 'frame-too-long' : 'not-told');
}
