import type { Socket } from 'node:net';

import { emitFrame, frameReader } from './frame-stream';

/** The outside network: the kit is the other end of the adapter's wire. Lossless and in order, both ways. */
export interface WireEnd {
  /** Frames without FCS, 14 to some 9,200 bytes; the adapter pads what is shorter than 60. */
  send(frame: Uint8Array): void;
  /** Called for each frame that the adapter puts on the wire; returns how to stop listening. */
  onFrame(listener: (frame: Uint8Array) => void): () => void;
  /** Hangs up the wire. QEMU does not connect again. */
  close(): void;
}

export function wireEnd(socket: Socket): WireEnd {
  const listeners = new Set<(frame: Uint8Array) => void>();
  socket.on(
    'data',
    frameReader((frame) => listeners.forEach((listener) => listener(frame))),
  );
  return {
    send: (frame) => void socket.write(emitFrame(frame)),
    onFrame: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => void socket.destroy(),
  };
}

/** Two ports as the two ends of one cable. */
export function connectBackToBack(one: WireEnd, other: WireEnd): void {
  one.onFrame((frame) => other.send(frame));
  other.onFrame((frame) => one.send(frame));
}
