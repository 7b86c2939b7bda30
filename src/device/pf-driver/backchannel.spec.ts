import { expect } from 'chai';
import { vfId } from '../../terms/function-id';
import { Bench } from '../adapter-bench.fixture';
import { NOTICE_LOW } from '../function/registers';
import { sizeOf } from './structures/layout';
import { SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS } from './structures/sriov';

const A = '00-15-5D-00-00-01';
const B = '00-15-5D-00-00-02';
const STRUCTURE = sizeOf(SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS);

const twoVfs = (): Bench => {
  const bench = new Bench().running();
  bench.allocate(A);
  bench.allocate(B);
  return bench;
};

const write = (bench: Bench, VFId: number, BlockId: number, ...bytes: number[]): void => {
  const Data = Uint8Array.from(bytes);
  bench.ask('OID_SRIOV_WRITE_VF_CONFIG_BLOCK', { VFId, BlockId, Length: bytes.length, Data });
};
const read = (bench: Bench, VFId: number, BlockId: number, Length: number): unknown =>
  bench.ask('OID_SRIOV_READ_VF_CONFIG_BLOCK', { VFId, BlockId, Length }).Data;

describe('VF configuration blocks', () => {
  it('belong to one VF each', () => {
    const bench = twoVfs();
    write(bench, 0, 1, 1, 2, 3, 4);
    write(bench, 1, 1, 9);
    expect(read(bench, 0, 1, 4)).to.deep.equal(Uint8Array.of(1, 2, 3, 4));
    expect(read(bench, 1, 1, 4)).to.deep.equal(Uint8Array.of(9, 0, 0, 0));
  });

  it('are placed at BufferOffset, and nothing else of the buffer changes', () => {
    const bench = twoVfs();
    write(bench, 0, 1, 1, 2);
    const Buffer = new Uint8Array(64).fill(0xcc);
    const members = { VFId: 0, BlockId: 1, Length: 2, BufferOffset: 40, Buffer };
    const answer = bench.ask('OID_SRIOV_READ_VF_CONFIG_BLOCK', members, { bufferLength: 64 });
    const due = new Uint8Array(64).fill(0xcc);
    due.set([1, 2], 40);
    expect(answer.Buffer).to.deep.equal(due);
  });

  it('are written from the window alone', () => {
    const bench = twoVfs();
    const Buffer = new Uint8Array(STRUCTURE + 8).fill(0xee).fill(7, STRUCTURE + 2, STRUCTURE + 4);
    const members = { VFId: 0, BlockId: 1, Length: 2, BufferOffset: STRUCTURE + 2, Buffer };
    bench.ask('OID_SRIOV_WRITE_VF_CONFIG_BLOCK', members);
    expect(read(bench, 0, 1, 4)).to.deep.equal(Uint8Array.of(7, 7, 0, 0));
  });

  for (const [what, change, rule, bufferLength] of [
    ['a VF without resources', { VFId: 3 }, 'BLOCK-READ-04', undefined],
    ['an undefined block', { BlockId: 63 }, 'BLOCK-READ-05', undefined],
    ['length 0', { Length: 0 }, 'BLOCK-MODEL-09', undefined],
    ['length 129', { Length: 129 }, 'BLOCK-MODEL-09', undefined],
    ['an offset inside the structure', { BufferOffset: STRUCTURE - 1 }, 'BLOCK-READ-09', undefined],
    ['an overflow', { BufferOffset: 0xffffffff }, 'BLOCK-READ-09', undefined],
    ['a buffer that ends before the data', { BufferOffset: 100 }, undefined, 101],
    ['a buffer without room for the data', {}, undefined, STRUCTURE + 1],
  ] as const)
    it(`refuse ${what}, in both directions, and copy nothing`, () => {
      const bench = twoVfs();
      write(bench, 0, 1, 5, 5);
      const before = bench.state;
      const members = { VFId: 0, BlockId: 1, Length: 2, ...change };
      for (const [oid, data] of [
        ['OID_SRIOV_READ_VF_CONFIG_BLOCK', {}],
        ['OID_SRIOV_WRITE_VF_CONFIG_BLOCK', { Data: new Uint8Array(members.Length).fill(1) }],
      ] as const) {
        const more = bufferLength === undefined ? {} : { bufferLength };
        const answer = bench.oid(oid, { ...members, ...data }, more);
        expect(answer.kind === 'refused' ? answer.status : 'success').to.equal(
          bufferLength === undefined ? 'NDIS_STATUS_INVALID_PARAMETER' : 'NDIS_STATUS_INVALID_LENGTH',
        );
        expect(answer.kind === 'refused' && answer.rule).to.equal(rule);
        expect(bench.state).to.equal(before);
      }
    });

  it('are announced to exactly one VF; masks add up until the block is read', () => {
    const bench = twoVfs();
    bench.apply({ kind: 'invalidate-blocks', vf: vfId(0), mask: 0b010n });
    expect(bench.effects).to.deep.include({ kind: 'block-notice', vf: 0, mask: 0b010n });
    bench.apply({ kind: 'invalidate-blocks', vf: vfId(0), mask: 0b100n });
    expect(bench.read(0, NOTICE_LOW)).to.equal(0b110);
    expect(bench.read(1, NOTICE_LOW)).to.equal(0);
    read(bench, 0, 1, 1);
    expect(bench.read(0, NOTICE_LOW)).to.equal(0b100);
    bench.ask('OID_SRIOV_RESET_VF', { VFId: 0 });
    expect(bench.read(0, NOTICE_LOW)).to.equal(0);
  });

  it('can be changed by the PF driver, for exactly one VF', () => {
    const bench = twoVfs();
    bench.apply({ kind: 'pf-write-block', vf: vfId(1), block: 1, bytes: Uint8Array.of(4) });
    expect([read(bench, 0, 1, 1), read(bench, 1, 1, 1)]).to.deep.equal([Uint8Array.of(0), Uint8Array.of(4)]);
    const refused = bench.apply({ kind: 'pf-write-block', vf: vfId(3), block: 1, bytes: Uint8Array.of(4) });
    expect(refused.kind).to.equal('refused');
  });
});

describe('configuration space through the PF', () => {
  const bytes = (bench: Bench, Offset: number, Length: number): unknown =>
    bench.ask('OID_SRIOV_READ_VF_CONFIG_SPACE', { VFId: 0, Offset, Length }).Data;

  it('shows identifiers in place of FFFFh, at whatever offset the read begins', () => {
    const bench = twoVfs();
    expect(bytes(bench, 0, 4)).to.deep.equal(Uint8Array.of(0x09, 0x12, 0x02, 0x00));
    expect(bytes(bench, 2, 2)).to.deep.equal(Uint8Array.of(0x02, 0x00));
    expect(bytes(bench, 3, 3)).to.deep.equal(Uint8Array.of(0x00, 0x00, 0x00));
  });

  it('writes what is writable and no more', () => {
    const bench = twoVfs();
    const Data = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0x05);
    bench.ask('OID_SRIOV_WRITE_VF_CONFIG_SPACE', { VFId: 0, Offset: 0, Length: 6, Data });
    expect(bytes(bench, 0, 6)).to.deep.equal(Uint8Array.of(0x09, 0x12, 0x02, 0x00, 0x04, 0x00));
  });

  for (const [Offset, Length] of [
    [4095, 2],
    [4096, 1],
    [0, 0],
    [0xffffffff, 1],
  ] as const)
    it(`refuses ${Length} bytes at ${Offset}`, () => {
      const bench = twoVfs();
      const answer = bench.oid('OID_SRIOV_READ_VF_CONFIG_SPACE', { VFId: 0, Offset, Length });
      expect(answer).to.include({ status: 'NDIS_STATUS_INVALID_PARAMETER', rule: 'CFG-READ-10' });
    });

  it('tells BAR sizes and places that agree with each other', () => {
    const bench = twoVfs();
    const { BaseRegisterValues } = bench.ask('OID_SRIOV_PROBED_BARS');
    expect((BaseRegisterValues as { Value: number }[]).map(({ Value }) => Value)).to.deep.equal([
      0xffffc004, 0xffffffff, 0, 0xffffc004, 0xffffffff, 0,
    ]);
    const resources = [0, 1].map((VFId) => bench.ask('OID_SRIOV_BAR_RESOURCES', { VFId, BarIndex: 0 }));
    expect(resources.map(({ Length }) => Length)).to.deep.equal([0x4000, 0x4000]);
    expect(Number(resources[1]?.Start) - Number(resources[0]?.Start)).to.equal(0x4000);
  });
});
