import { expect } from 'chai';
import { vfFunction, vfId } from '../../terms/function-id';
import { setBusMaster, setPfPower } from './driver-writes';
import { IGB, igbWith } from './igb.fixture';
import { createPcie, type PcieState } from './pcie-state';
import { assignResources } from './platform-setup';
import { functionAt, routingIdOf } from './routing';
import { capabilityView } from './sriov-capability';
import { disableVirtualization, enableVirtualization } from './virtualization';

const enabledWith = (state: PcieState, count: number): PcieState => {
  const result = enableVirtualization(state, count);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
};
const ruleOf = (state: PcieState, count: number): string => {
  const result = enableVirtualization(state, count);
  return result.ok ? 'enabled' : result.error.rule;
};
const FRESH = assignResources(createPcie(IGB));

describe('enabling virtualization', () => {
  it('sets NumVFs, VF Enable and VF MSE, and the VFs exist', () => {
    const state = enabledWith(FRESH, 5);
    expect(capabilityView(state)).to.include({ numVfs: 5, vfEnable: true, vfMemorySpaceEnable: true });
    expect(state.vfs.count).to.equal(5);
  });

  it('is refused with a reason for every count that cannot be', () => {
    expect([0, 9, -1, 1.5, 70000].map((count) => ruleOf(FRESH, count))).to.deep.equal(
      Array(5).fill('PCIE-NUMVFS-04'),
    );
    expect(ruleOf(enabledWith(FRESH, 1), 2)).to.equal('PCIE-NUMVFS-03');
    expect(ruleOf(setPfPower(FRESH, 'D3').state, 1)).to.equal('PCIE-VFE-07');
  });

  it('is refused when the last VF lies beyond the bus range (PCIE-RID-08)', () => {
    const quad = assignResources(createPcie({ ...IGB, ari: false, subordinateBus: 1 }));
    const refused = enableVirtualization(quad, 7);
    expect(refused).to.deep.equal({
      ok: false,
      error: {
        rule: 'PCIE-RID-08',
        reason: 'VF 7 would be on bus 2, beyond 1, the last bus of the port above',
      },
    });
  });

  it('is refused without an offset, and without a stride for two (PCIE-RID-01, PCIE-RID-02)', () => {
    const numbered = (firstVfOffset: number, vfStride: number): PcieState => {
      const routing = { firstVfOffset, vfStride };
      return createPcie(igbWith({ routing: { ari: routing, noAri: routing } }));
    };
    expect(ruleOf(numbered(0, 1), 1)).to.equal('PCIE-RID-01');
    expect([ruleOf(numbered(8, 0), 2), ruleOf(numbered(8, 0), 1)]).to.deep.equal(['PCIE-RID-02', 'enabled']);
  });

  it('gives a fresh set each time, and disabling leaves none (PCIE-VFE-03, SWITCH-DELETE-10)', () => {
    const used = setBusMaster(enabledWith(FRESH, 2), vfFunction(vfId(0)), true).state;
    const off = disableVirtualization(used);
    expect(capabilityView(off)).to.include({ numVfs: 0, vfEnable: false, vfMemorySpaceEnable: false });
    expect(functionAt(off, routingIdOf(used, vfFunction(vfId(0))))).to.equal(undefined);
    expect(enabledWith(off, 2).vfs.get(0)).to.equal(off.blueprint.vf);
  });

  it('takes 65,535 VFs, all one object until written', () => {
    const routing = { firstVfOffset: 1, vfStride: 1 };
    const largest = igbWith(
      { totalVfs: 65535, initialVfs: 65535, routing: { ari: routing, noAri: routing } },
      { pfRoutingId: 0, subordinateBus: 255 },
    );
    const state = enabledWith(assignResources(createPcie(largest)), 65535);
    expect(state.vfs.count).to.equal(65535);
    expect(new Set(state.vfs.values()).size).to.equal(1);
    const last = vfFunction(vfId(65534));
    expect(routingIdOf(state, last)).to.equal(0xffff);
    const written = setBusMaster(state, last, true).state;
    expect(state.vfs.changesTo(written.vfs).map(({ key }) => key)).to.deep.equal([65534]);
  });
});
