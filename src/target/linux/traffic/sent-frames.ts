import type { Party } from '../../../terms/party';
import { parseFrame } from '../../../wire/parse-frame';
import type { Frame } from '../../../wire/frame';
import { tokenOf } from '../../../wire/token';
import type { Origin } from './origin';
import { markFrame, readMarker, wireMarker, type MarkedFrame } from './wire-marker';

/** A frame of this scenario that was sent, and the way it went in. */
export interface SentOut extends MarkedFrame {
  readonly token: string;
  readonly sender: Party;
  readonly frame: Frame;
  readonly origin: Origin;
}

/** Whose an arrived frame is. `foreign`: none of this run; `stray`: of an earlier scenario. */
export type Recognised =
  | { readonly kind: 'known'; readonly sent: SentOut; readonly frame: Frame }
  | { readonly kind: 'stray' | 'foreign' };

/** The frames of one scenario, by the numbers that they carry. */
export class SentFrames {
  private readonly byNumber = new Map<number, SentOut>();
  private counter = 0;

  constructor(
    private readonly run: number,
    private readonly mtu: number,
  ) {}

  /** The numbers go on, so that nothing of what was sent before is taken for anything that follows. */
  begin(): void {
    this.byNumber.clear();
  }

  add(parts: Pick<SentOut, 'token' | 'sender' | 'frame' | 'origin'>): SentOut {
    this.counter += 1;
    const sent = { ...parts, ...markFrame(parts.frame, wireMarker(this.run, this.counter), this.mtu) };
    this.byNumber.set(this.counter, sent);
    return sent;
  }

  recognise(bytes: Uint8Array): Recognised {
    const marker = readMarker(bytes, this.run);
    if (marker === undefined) return this.recogniseLong(bytes);
    const sent = this.byNumber.get(marker.number);
    if (sent === undefined) return { kind: 'stray' };
    const frame = parseFrame(marker.bytes);
    return frame.ok ? { kind: 'known', sent, frame: frame.value } : { kind: 'foreign' };
  }

  /** Frames without room for a marker are known by what they carry; the last of that kind is meant. */
  private recogniseLong(bytes: Uint8Array): Recognised {
    const candidates = Array.from(this.byNumber.values()).filter((each) => !each.marked);
    const frame = candidates.length === 0 ? undefined : parseFrame(bytes);
    if (frame?.ok !== true) return { kind: 'foreign' };
    const sent = candidates.findLast((each) => isOf(each.frame, frame.value));
    return sent === undefined ? { kind: 'foreign' } : { kind: 'known', sent, frame: frame.value };
  }
}

function isOf(sent: Frame, arrived: Frame): boolean {
  const token = tokenOf(sent);
  return token === undefined
    ? Buffer.compare(sent.payload, arrived.payload) === 0
    : token === tokenOf(arrived);
}
