import type { FrameToSend, StreamSpec } from '../../../isolation/action';
import type { Party } from '../../../terms/party';
import type { LinuxTestbed } from '../testbed';
import { knownPartition } from '../known-names';
import { bySwitch, type Origin } from './origin';
import type { Outgoing } from './outgoing';
import type { SentOut } from './sent-frames';
import { streamFrame } from './stream-frames';

/** To be called between any two inner steps of what happens meanwhile. */
export type Between = () => Promise<void>;

/** A numbered frame, as it left at last. */
export interface Streamed {
  readonly frame: SentOut;
  readonly receiver: Party;
  /** Code of the kernel's error where no interface took it. */
  readonly refused: string | undefined;
  /** It left after the action began and before it ended. */
  readonly meanwhile: boolean;
}

type Enter = (testbed: LinuxTestbed, sender: Party, frame: FrameToSend, origin?: Origin) => SentOut;

/** Streams that run while something happens to the testbed. */
export class Streams {
  private readonly streamed: Streamed[] = [];
  private number = 0;
  private running = false;

  constructor(
    private readonly specs: readonly StreamSpec[],
    private readonly outgoing: Outgoing,
    private readonly enter: Enter,
  ) {}

  get sent(): readonly Streamed[] {
    return this.streamed;
  }

  /** One frame of each stream before the action begins, and one whenever the action says that it is between two steps. */
  async along<T>(testbed: LinuxTestbed, action: (between: Between) => Promise<T>): Promise<T> {
    await this.sendNext(testbed);
    this.running = true;
    try {
      return await action(async () => {
        if (this.hasMore()) await this.sendNext(testbed);
      });
    } finally {
      this.running = false;
    }
  }

  /** What has not left yet leaves by the paths that are in use now. */
  async finish(testbed: LinuxTestbed): Promise<void> {
    while (this.hasMore()) await this.sendNext(testbed);
  }

  private readonly hasMore = (): boolean => this.specs.some(({ count }) => this.number < count);

  private async sendNext(testbed: LinuxTestbed): Promise<void> {
    this.number += 1;
    const meanwhile = this.running;
    const due = this.specs.filter(({ count }) => this.number <= count);
    const frames = due.map((spec) => this.frameOf(testbed, spec, this.number));
    const refused = await this.outgoing.send(frames.map(({ frame }) => frame));
    for (const { spec, frame } of frames)
      this.streamed.push({
        ...(await this.last(testbed, spec, frame, refused.get(frame))),
        receiver: spec.receiver,
        meanwhile,
      });
  }

  private frameOf(testbed: LinuxTestbed, spec: StreamSpec, number: number) {
    return { spec, frame: this.enter(testbed, spec.sender, streamFrame(testbed, spec, number)) };
  }

  /** NetVSC sends by the other path what the VF does not take, once it is down or gone. */
  private async last(
    testbed: LinuxTestbed,
    { sender }: StreamSpec,
    frame: SentOut,
    code: string | undefined,
  ): Promise<Pick<Streamed, 'frame' | 'refused'>> {
    if (code === undefined || frame.origin.kind !== 'vf' || sender.kind !== 'partition')
      return { frame, refused: code };
    const other = bySwitch(knownPartition(testbed, sender.partition));
    if (other.kind === 'nowhere') return { frame, refused: code };
    const again = this.enter(testbed, sender, { token: frame.token, frame: frame.frame }, other);
    return { frame: again, refused: (await this.outgoing.send([again])).get(again) };
  }
}
