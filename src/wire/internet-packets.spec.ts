import { expect } from 'chai';
import { internetChecksum, ipv4Address } from './internet-packets';

describe('the internet checksum', () => {
  it('is that of the example in RFC 1071', () => {
    expect(internetChecksum(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7))).to.equal(0x220d);
  });

  it('pads an odd last byte', () => {
    expect(internetChecksum(Uint8Array.of(0x12, 0x34, 0x56))).to.equal(
      internetChecksum(Uint8Array.of(0x12, 0x34, 0x56, 0)),
    );
  });
});

describe('an IPv4 address', () => {
  it('has four parts of one byte', () => {
    expect([...ipv4Address('192.0.2.255')]).to.deep.equal([192, 0, 2, 255]);
    for (const text of ['1.2.3', '1.2.3.256', '1.2.3.x']) expect(() => ipv4Address(text)).to.throw(text);
  });
});
