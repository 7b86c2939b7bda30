import { expect } from 'chai';

import { emitFrame, frameReader } from './frame-stream';

describe('the stream of frames', () => {
  it('puts the length in front, four bytes, big-endian', () => {
    expect(emitFrame(Buffer.from('abcd', 'hex')).toString('hex')).to.equal('00000002abcd');
  });

  it('is read back whole however it was cut', () => {
    const frames = [Buffer.alloc(60, 1), Buffer.alloc(1514, 2), Buffer.alloc(0), Buffer.alloc(300, 3)];
    const stream = Buffer.concat(frames.map(emitFrame));
    for (const size of [1, 3, 4, 5, 64, 1000, stream.length]) {
      const seen: string[] = [];
      const read = frameReader((frame) => seen.push(frame.toString('hex')));
      for (let at = 0; at < stream.length; at += size) read(stream.subarray(at, at + size));
      expect(seen, `chunks of ${size}`).to.deep.equal(frames.map((frame) => frame.toString('hex')));
    }
  });
});
