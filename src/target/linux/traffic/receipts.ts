import type { Bench } from '../bench';
import { WIRE, type Sighting } from './assemble-traces';
import type { AwaitedFrames } from './awaited-frames';
import type { SentFrames } from './sent-frames';

/** What arrived of the kit's own frames. */
export class Receipts {
  /** Copies of earlier scenarios' frames. */
  strays = 0;

  constructor(
    private readonly bench: Pick<Bench, 'machine' | 'outside' | 'pace'>,
    private readonly frames: SentFrames,
  ) {}

  /**
   * Once all that is awaited has come and silence followed, or after `longest`. First the wire, so that the silence is one
   * after everything.
   * @param at names of the listeners; others on the machine may be read by somebody else.
   */
  async settle({ inside, outside }: AwaitedFrames, at: readonly string[]): Promise<readonly Sighting[]> {
    const { machine, pace } = this.bench;
    const start = Date.now();
    if (outside.length > 0) await this.bench.outside.settle(outside, pace.longest);
    const longest = Math.max(pace.quiet, pace.longest - (Date.now() - start));
    const arrived = await machine.gather({ quiet: pace.quiet, longest, awaited: inside, at });
    await this.bench.outside.settle([], 0);
    return [
      ...arrived.flatMap((each) => this.seen(each.at, each.bytes)),
      ...this.bench.outside.take().flatMap((bytes) => this.seen(WIRE, bytes)),
    ];
  }

  private seen(at: string, bytes: Uint8Array): readonly Sighting[] {
    const recognised = this.frames.recognise(bytes);
    if (recognised.kind === 'stray') this.strays += 1;
    return recognised.kind === 'known' ? [{ at, sent: recognised.sent, frame: recognised.frame }] : [];
  }
}
