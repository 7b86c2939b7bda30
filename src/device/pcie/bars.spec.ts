import { expect } from 'chai';
import fc from 'fast-check';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import type { AdapterProfile, BarProfile } from '../adapter-profile';
import { decode, sliceOf, slicesOf } from './bars';
import { writeConfig } from './config-access';
import { setPfPower } from './driver-writes';
import { IGB, igbWith } from './igb.fixture';
import { createPcie, type PcieState } from './pcie-state';
import { assignResources } from './platform-setup';
import { functionAt, routingIdOf } from './routing';
import { systemPageSize } from './sriov-capability';
import { SRIOV } from './sriov-registers';
import { disableVirtualization, enableVirtualization } from './virtualization';

const BASE = IGB.sriov.capabilityOffset;
const write = (state: PcieState, offset: number, value: number): PcieState =>
  writeConfig(state, routingIdOf(state, PF), offset, 4, value).state;
const enable = (state: PcieState, count: number): PcieState => {
  const enabled = enableVirtualization(state, count);
  if (!enabled.ok) throw new Error(enabled.error.reason);
  return enabled.value;
};
const vf = (index: number): FunctionId => vfFunction(vfId(index));

/** VF BAR0 at E0000000h, as in the examples of pcie-registers.yaml. */
const placed = (size: number): PcieState => {
  const [first] = IGB.sriov.vfBars;
  const profile = igbWith({ vfBars: [{ ...first!, size }] });
  return enable(write(createPcie(profile), BASE + SRIOV.vfBar, 0xe0000000), 8);
};

describe('memory slices', () => {
  it('lie where the examples say (PCIE-VFBAR-03)', () => {
    expect(sliceOf(placed(0x4000), vf(0), 0)).to.deep.equal({ index: 0, base: 0xe0000000, size: 0x4000 });
    expect(sliceOf(placed(0x4000), vf(2), 0)).to.deep.equal({ index: 0, base: 0xe0008000, size: 0x4000 });
    expect(sliceOf(placed(0x10000), vf(7), 0)).to.deep.equal({ index: 0, base: 0xe0070000, size: 0x10000 });
  });

  it('decode to their VF from first to last byte', () => {
    const state = placed(0x4000);
    expect(decode(state, 0xe0008000)).to.deep.equal({ function: vf(2), bar: 0, offset: 0 });
    expect(decode(state, 0xe000bfff)).to.deep.equal({ function: vf(2), bar: 0, offset: 0x3fff });
    expect(decode(state, 0xdfffffff)).to.equal(undefined);
    expect(decode(state, 0xe0020000), 'VF 9 does not exist').to.equal(undefined);
  });

  it('of VFs that are not enabled are not claimed (PCIE-VFBAR-07)', () => {
    const state = enable(assignResources(createPcie(IGB)), 2);
    const { base, size } = sliceOf(state, vf(0), 0);
    expect(decode(state, base! + size)?.function).to.deep.equal(vf(1));
    expect(decode(state, base! + 5 * size)).to.equal(undefined);
    expect(sliceOf(state, vf(5), 0).base).to.equal(undefined);
  });

  it('need VF Enable, VF MSE and a PF in D0', () => {
    const state = enable(assignResources(createPcie(IGB)), 2);
    const address = sliceOf(state, vf(0), 0).base!;
    expect(decode(state, address)).not.to.equal(undefined);
    expect(decode(write(state, BASE + SRIOV.control, 0x11), address)).to.equal(undefined);
    expect(decode(disableVirtualization(state), address)).to.equal(undefined);
    expect(decode(setPfPower(state, 'D3').state, address)).to.equal(undefined);
  });

  it('of the PF follow its own Memory Space Enable and leave VFs alone', () => {
    const state = enable(assignResources(createPcie(IGB)), 1);
    const pf = sliceOf(state, PF, 0).base!;
    expect(decode(state, pf + 0x1fffc)).to.deep.equal({ function: PF, bar: 0, offset: 0x1fffc });
    const closed = write(state, 0x04, 0);
    expect(decode(closed, pf)).to.equal(undefined);
    expect(sliceOf(closed, vf(0), 0)).to.deep.equal(sliceOf(state, vf(0), 0));
    expect(sliceOf(state, PF, 2), 'an I/O BAR').to.deep.equal({ index: 2, base: undefined, size: 0x20 });
    expect(sliceOf(state, PF, 5).size, 'no such BAR').to.equal(0);
  });
});

const bars = fc.uniqueArray(
  fc.record({
    index: fc.constantFrom(0, 2, 4),
    kind: fc.constantFrom<BarProfile['kind']>('memory32', 'memory64'),
    prefetchable: fc.boolean(),
    size: fc.integer({ min: 8, max: 22 }).map((bits) => 2 ** bits),
  }),
  { selector: (bar) => bar.index, minLength: 1 },
);
const settings = fc
  .record({
    pfRoutingId: fc.integer({ min: 0, max: 0x1f }).map((value) => value * 8),
    firstVfOffset: fc.integer({ min: 1, max: 0x180 }),
    vfStride: fc.integer({ min: 1, max: 16 }),
    totalVfs: fc.integer({ min: 1, max: 300 }),
    pageSizeBit: fc.constantFrom(0, 1, 4, 6, 8, 10),
    vfBars: bars,
    ari: fc.boolean(),
  })
  .map(({ pfRoutingId, firstVfOffset, vfStride, totalVfs, pageSizeBit, vfBars, ari }): AdapterProfile => {
    const routing = { firstVfOffset, vfStride };
    const systemPageSizeRegister = 2 ** pageSizeBit;
    return igbWith(
      {
        totalVfs,
        initialVfs: totalVfs,
        vfBars,
        systemPageSize: systemPageSizeRegister,
        routing: { ari: routing, noAri: { firstVfOffset: firstVfOffset + 0x100, vfStride } },
      },
      { pfRoutingId, ari, subordinateBus: 255 },
    );
  });

describe('for all legal settings', () => {
  it('Routing IDs are distinct and lead back to their function (PCIE-RID-03, PCIE-RID-05, PCIE-RID-06)', () =>
    fc.assert(
      fc.property(settings, (profile) => {
        const state = enable(assignResources(createPcie(profile)), profile.sriov.totalVfs);
        const functions = [PF, ...[...state.vfs.keys()].map((key) => vf(key))];
        const ids = functions.map((id) => routingIdOf(state, id));
        expect(new Set(ids).size).to.equal(functions.length);
        ids.forEach((id, position) => expect(functionAt(state, id)).to.deep.equal(functions[position]));
        expect(Math.min(...ids) >> 8).to.equal(profile.pfRoutingId >> 8);
      }),
      { numRuns: 60 },
    ));

  it('slices are page aligned and disjoint, and each address has one owner (PCIE-VFBAR-04)', () =>
    fc.assert(
      fc.property(settings, (profile) => {
        const state = enable(assignResources(createPcie(profile)), profile.sriov.totalVfs);
        const page = systemPageSize(state);
        const vfSlices = [...state.vfs.keys()].flatMap((key) => slicesOf(state, vf(key)));
        const slices = [...vfSlices, ...slicesOf(state, PF)].filter(({ base }) => base !== undefined);
        const ordered = slices.sort((a, b) => a.base! - b.base!);
        ordered.forEach(({ base, size }, position) => {
          const next = ordered[position + 1]?.base ?? Infinity;
          expect(base! + size).to.be.at.most(next);
          expect(decode(state, base!)?.offset).to.equal(0);
          expect(decode(state, base! + size - 1)?.offset).to.equal(size - 1);
        });
        for (const { base, size } of vfSlices) {
          expect(size).to.be.at.least(page);
          expect((base ?? 0) % page).to.equal(0);
        }
      }),
      { numRuns: 60 },
    ));
});
