import { expect } from 'chai';
import { pcapng } from './pcapng';

interface Block {
  readonly type: number;
  readonly body: Buffer;
}

/** A reader of its own: block structure only, checking both lengths. */
function blocksOf(bytes: Uint8Array): Block[] {
  const file = Buffer.from(bytes);
  const blocks: Block[] = [];
  for (let at = 0; at < file.length;) {
    const length = file.readUInt32LE(at + 4);
    expect(length % 4, 'aligned').to.equal(0);
    expect(file.readUInt32LE(at + length - 4), 'length at the end').to.equal(length);
    blocks.push({ type: file.readUInt32LE(at), body: file.subarray(at + 8, at + length - 4) });
    at += length;
  }
  return blocks;
}

function optionsOf(body: Buffer, start: number): Record<number, string> {
  const options: Record<number, string> = {};
  for (let at = start; ;) {
    const code = body.readUInt16LE(at);
    const length = body.readUInt16LE(at + 2);
    if (code === 0) {
      expect(at + 4, 'nothing after the end of options').to.equal(body.length);
      return options;
    }
    options[code] = body.toString('utf8', at + 4, at + 4 + length);
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
}

const FRAME = Uint8Array.from({ length: 61 }, (_, index) => index);
const FILE = pcapng(
  [{ name: 'VF 1' }, { name: 'physical port', description: 'external network' }],
  [
    { interface: 0, timestamp: 1, bytes: FRAME, comment: 'dropped: spoofed-source (ISO-LAW-07) – é' },
    { interface: 1, timestamp: 2 ** 33 + 5, bytes: FRAME },
  ],
);

describe('a capture file', () => {
  const blocks = blocksOf(FILE);

  it('is a section, its interfaces, and its packets', () => {
    expect(blocks.map(({ type }) => type)).to.deep.equal([0x0a0d0d0a, 1, 1, 6, 6]);
  });

  it('declares byte order, version 1.0 and an unknown section length', () => {
    const { body } = blocks[0]!;
    expect(body.readUInt32LE(0)).to.equal(0x1a2b3c4d);
    expect([body.readUInt16LE(4), body.readUInt16LE(6)]).to.deep.equal([1, 0]);
    expect(body.readBigInt64LE(8)).to.equal(-1n);
    expect(optionsOf(body, 16)).to.deep.equal({ 4: 'Bulkhead' });
  });

  it('names its Ethernet interfaces', () => {
    expect(blocks[1]!.body.readUInt16LE(0)).to.equal(1);
    expect(optionsOf(blocks[1]!.body, 8)).to.deep.equal({ 2: 'VF 1' });
    expect(optionsOf(blocks[2]!.body, 8)).to.deep.equal({ 2: 'physical port', 3: 'external network' });
  });

  it('keeps bytes, interface, time and comment of each packet', () => {
    const [first, second] = [blocks[3]!.body, blocks[4]!.body];
    expect([first.readUInt32LE(0), first.readUInt32LE(4), first.readUInt32LE(8)]).to.deep.equal([0, 0, 1]);
    expect([first.readUInt32LE(12), first.readUInt32LE(16)]).to.deep.equal([61, 61]);
    expect(Uint8Array.from(first.subarray(20, 81))).to.deep.equal(FRAME);
    expect(optionsOf(first, 84)).to.deep.equal({ 1: 'dropped: spoofed-source (ISO-LAW-07) – é' });
    expect([second.readUInt32LE(0), second.readUInt32LE(4), second.readUInt32LE(8)]).to.deep.equal([1, 2, 5]);
    expect(second.length, 'no options, no end of options').to.equal(84);
  });
});
