import type { Bench } from '../bench';
import type { SentOut } from './sent-frames';

/** Code of the kernel's error for each frame that an interface did not take. */
export type Refusals = ReadonlyMap<SentOut, string>;

/** Puts frames out at the interface that each is for. */
export class Outgoing {
  constructor(private readonly bench: Pick<Bench, 'machine' | 'outside' | 'pace'>) {}

  /** Frames of one origin in order; those of several origins at the same time. */
  async send(sent: readonly SentOut[]): Promise<Refusals> {
    const places = new Map<string, SentOut[]>();
    for (const each of sent) {
      const place = placeOf(each);
      if (place !== undefined) places.set(place, [...(places.get(place) ?? []), each]);
    }
    const refused = await Promise.all(Array.from(places, ([place, frames]) => this.sendAt(place, frames)));
    return new Map(refused.flat());
  }

  private async sendAt(
    place: string,
    frames: readonly SentOut[],
  ): Promise<readonly (readonly [SentOut, string])[]> {
    const { machine, outside, pace } = this.bench;
    const bytes = frames.map((each) => each.bytes);
    if (place === OUTSIDE_PLACE) {
      await outside.send(bytes, pace.gap);
      return [];
    }
    const refused = await machine.send(place, bytes, pace.gap);
    return refused.flatMap(({ at, code }) => (frames[at] === undefined ? [] : [[frames[at], code] as const]));
  }
}

const OUTSIDE_PLACE = '';

function placeOf({ origin }: SentOut): string | undefined {
  if (origin.kind === 'nowhere') return undefined;
  return origin.kind === 'outside' ? OUTSIDE_PLACE : origin.point;
}
