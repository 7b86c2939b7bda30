/** What QEMU's stream netdev speaks: each frame behind its length, four bytes, big-endian. */
export function emitFrame(frame: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(frame.length);
  return Buffer.concat([length, frame]);
}

/** Reads frames from chunks, however they were cut; the listener gets each frame whole, in order. */
export function frameReader(listener: (frame: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const end = 4 + rest.readUInt32BE(0);
      if (rest.length < end) return;
      listener(rest.subarray(4, end));
      rest = rest.subarray(end);
    }
  };
}
