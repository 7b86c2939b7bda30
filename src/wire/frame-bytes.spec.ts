import { expect } from 'chai';
import fc from 'fast-check';
import { macAddress, macFromBytes } from '../terms/mac-address';
import { emitFrame } from './emit-frame';
import type { Frame, VlanTag } from './frame';
import { parseFrame } from './parse-frame';

const TAGGED: Frame = {
  destination: macAddress('FF-FF-FF-FF-FF-FF'),
  source: macAddress('00-15-5D-00-00-01'),
  tag: { vlan: 20, priority: 5 },
  etherType: 0x0806,
  payload: Uint8Array.of(1, 2, 3),
};
const TAGGED_BYTES = Uint8Array.from(Buffer.from('ffffffffffff00155d0000018100a0140806010203', 'hex'));

const mac = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(macFromBytes);
const tag: fc.Arbitrary<VlanTag> = fc
  .record({ vlan: fc.nat(4095), priority: fc.nat(7), eligible: fc.boolean() })
  .map(({ vlan, priority, eligible }) =>
    eligible ? { vlan, priority, dropEligible: true } : { vlan, priority },
  );
const content = {
  destination: mac,
  source: mac,
  etherType: fc.integer({ min: 0x0600, max: 0xffff }),
  payload: fc.uint8Array({ maxLength: 200 }),
};
const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ ...content, tag }),
  fc.record(content).filter(({ etherType }) => etherType !== 0x8100),
);

describe('bytes of a frame', () => {
  it('are what IEEE 802.3 and 802.1Q say', () => {
    expect(emitFrame(TAGGED)).to.deep.equal(TAGGED_BYTES);
    expect(parseFrame(TAGGED_BYTES)).to.deep.equal({ ok: true, value: TAGGED });
  });

  it('parse gives back what emit was given', () =>
    fc.assert(
      fc.property(frame, (value) => {
        expect(parseFrame(emitFrame(value))).to.deep.equal({ ok: true, value });
      }),
    ));

  it('emit gives back whatever parses', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const parsed = parseFrame(bytes);
        if (parsed.ok) expect(emitFrame(parsed.value)).to.deep.equal(bytes);
      }),
    ));

  it('that are too few, or carry a length for a type, are refused with a reason', () => {
    const refusal = (bytes: Uint8Array): string => {
      const parsed = parseFrame(bytes);
      return parsed.ok ? 'parsed' : parsed.error;
    };
    expect(refusal(TAGGED_BYTES.subarray(0, 13))).to.match(/13 bytes is shorter/);
    expect(refusal(TAGGED_BYTES.subarray(0, 17))).to.match(/ends inside its tag/);
    const length = Uint8Array.from(TAGGED_BYTES);
    length.set([0x05, 0xff], 16);
    expect(refusal(length)).to.match(/0x5ff is a length/);
  });
});
