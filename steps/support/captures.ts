import { partyName } from '../../src/terms/party';
import type { Action } from '../../src/isolation/action';
import type { Frame } from '../../src/wire/frame';
import { emitFrame } from '../../src/wire/emit-frame';
import { pcapng, type CapturedPacket } from '../../src/wire/pcapng';
import { isDelivered, tracesOf } from '../../src/target/expectations/deliveries';
import type { Outcome } from '../../src/target/target';

interface Seen {
  readonly where: string;
  readonly frame: Frame;
  readonly comment: string;
}

/**
 * Frames of one scenario as its parties saw them: sent and received, one interface a party, in order. There is no clock
 * in the model, so packets are one microsecond apart.
 */
export class Capture {
  private readonly seen: Seen[] = [];

  note(action: Action, outcome: Outcome): void {
    if (action.kind === 'while-streaming') this.note(action.action, outcome);
    if (action.kind === 'send') {
      const where = partyName(action.sender);
      for (const { token, frame } of action.frames)
        this.seen.push({ where, frame, comment: `${token}: sent by ${where}` });
    }
    for (const trace of tracesOf(outcome).filter(isDelivered)) {
      const where = partyName(trace.end.receiver);
      this.seen.push({ where, frame: trace.end.frame, comment: `${trace.token}: received by ${where}` });
    }
  }

  get isEmpty(): boolean {
    return this.seen.length === 0;
  }

  bytes(): Uint8Array {
    const places = Array.from(new Set(this.seen.map((each) => each.where)));
    const packets = this.seen.map((each, timestamp): CapturedPacket => ({
      interface: places.indexOf(each.where),
      timestamp,
      bytes: emitFrame(each.frame),
      comment: each.comment,
    }));
    return pcapng(
      places.map((name) => ({ name })),
      packets,
    );
  }
}
