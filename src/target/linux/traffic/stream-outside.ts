import { setTimeout as pause } from 'node:timers/promises';
import type { OutsidePort } from '../outside-port';

/** A wire of which this process itself holds the other end. Lossless and in order. */
export interface Wire {
  send(frame: Uint8Array): void;
  /** @returns how to stop listening. */
  onFrame(listener: (frame: Uint8Array) => void): () => void;
}

export const streamOutside = (wire: Wire, setLink?: (up: boolean) => Promise<void>): OutsidePort =>
  new StreamOutside(wire, setLink);

class StreamOutside implements OutsidePort {
  private arrived: Buffer[] = [];
  private onArrival = (): void => {};
  private readonly stop: () => void;

  constructor(
    private readonly wire: Wire,
    readonly setLink: OutsidePort['setLink'],
  ) {
    this.stop = wire.onFrame((frame) => {
      this.arrived.push(Buffer.from(frame));
      this.onArrival();
    });
  }

  async send(frames: readonly Uint8Array[], gapMs: number): Promise<void> {
    for (const [at, frame] of frames.entries()) {
      if (at > 0) await pause(gapMs);
      this.wire.send(frame);
    }
  }

  take(): readonly Uint8Array[] {
    const taken = this.arrived;
    this.arrived = [];
    return taken;
  }

  settle(awaited: Parameters<OutsidePort['settle']>[0], longest: number): Promise<void> {
    const marks = awaited.map(({ marker, count }) => ({ marker: Buffer.from(marker, 'hex'), count }));
    const complete = (): boolean =>
      marks.every(
        ({ marker, count }) => this.arrived.filter((each) => each.includes(marker)).length >= count,
      );
    if (complete()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.onArrival = () => {};
        resolve();
      };
      const timer = setTimeout(end, longest);
      this.onArrival = () => void (complete() && end());
    });
  }

  async close(): Promise<void> {
    this.stop();
  }
}
