import { expect } from 'chai';
import fc from 'fast-check';
import { macAddress } from '../terms/mac-address';
import { emitFrame } from './emit-frame';
import { frameSize } from './frame';
import { parseFrame } from './parse-frame';
import { testFrame } from './test-frame';
import { tokenOf } from './token';

const ends = { source: macAddress('00-15-5D-00-00-01'), destination: macAddress('00-15-5D-00-00-02') };

describe('a test frame', () => {
  it('carries its token through bytes and padding, whatever its size', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), fc.nat(1600), (token, size) => {
        const bytes = emitFrame(testFrame({ ...ends, token, size }));
        const padded = parseFrame(Buffer.concat([bytes, Buffer.alloc(7)]));
        expect(padded.ok && tokenOf(padded.value)).to.equal(token);
      }),
    ));

  it('has the size asked for, and never less than a link carries', () => {
    expect(frameSize(testFrame({ ...ends, token: 't', size: 1514 }))).to.equal(1514);
    expect(frameSize(testFrame({ ...ends, token: 't' }))).to.equal(60);
    const tag = { vlan: 7, priority: 0 };
    expect(frameSize(testFrame({ ...ends, token: 't', tag }))).to.equal(64);
  });

  it('grows when its token needs more than its size', () => {
    const token = 'x'.repeat(200);
    const frame = testFrame({ ...ends, token, size: 64 });
    expect(frameSize(frame)).to.be.greaterThan(200);
    expect(tokenOf(frame)).to.equal(token);
  });

  it('without a mark, or cut inside it, names nothing', () => {
    const frame = testFrame({ ...ends, token: 'abcdef' });
    expect(tokenOf({ ...frame, payload: new Uint8Array(46) })).to.equal(undefined);
    expect(tokenOf({ ...frame, payload: frame.payload.subarray(0, 9) })).to.equal(undefined);
  });

  it('cannot carry a token of more than 255 bytes', () => {
    expect(() => testFrame({ ...ends, token: 'é'.repeat(128) })).to.throw(/256 bytes/);
  });
});
