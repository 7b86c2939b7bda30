import { expect } from 'chai';

import { zstdPayload } from './kernel-image';

function image(payload: Buffer): Buffer {
  const bytes = Buffer.alloc(0x1000);
  bytes[0x1f1] = 1;
  bytes.write('HdrS', 0x202, 'latin1');
  bytes.writeUInt32LE(0x100, 0x248);
  bytes.writeUInt32LE(payload.length + 4, 0x24c);
  payload.copy(bytes, 2 * 512 + 0x100);
  bytes.fill(0xee, 2 * 512 + 0x100 + payload.length, 2 * 512 + 0x100 + payload.length + 4);
  return bytes;
}

describe('the kernel inside a bzImage', () => {
  it('is its zstd stream without the size behind it', () => {
    const stream = Buffer.from('28b52ffd0102030405', 'hex');
    expect(zstdPayload(image(stream))?.toString('hex')).to.equal('28b52ffd0102030405');
  });

  it('is left alone where it is compressed otherwise', () => {
    expect(zstdPayload(image(Buffer.from('fd377a585a000000', 'hex')))).to.equal(undefined);
  });

  it('is not looked for in other files', () => {
    expect(zstdPayload(Buffer.alloc(0x1000))).to.equal(undefined);
    expect(zstdPayload(Buffer.from('short'))).to.equal(undefined);
  });
});
