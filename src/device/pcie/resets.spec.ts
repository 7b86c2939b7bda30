import { expect } from 'chai';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import { slicesOf } from './bars';
import { readConfig, writeConfig } from './config-access';
import { setBusMaster } from './driver-writes';
import { logError, setTransactionsPending } from './error-log';
import { IGB } from './igb.fixture';
import { writeMsix } from './msix';
import { createPcie, type PcieState } from './pcie-state';
import { assignResources } from './platform-setup';
import { busMasterEnabled } from './power';
import { conventionalReset, functionLevelReset } from './resets';
import { functionAt, routingIdOf } from './routing';
import { capabilityView } from './sriov-capability';
import { DEVICE_CONTROL, DEVICE_STATUS, MSIX_CONTROL } from './standard-capabilities';
import { enableVirtualization } from './virtualization';

const VF = vfFunction(vfId(1));
const AER_STATUS = 0x104;

function usedBy(state: PcieState, id: typeof VF): PcieState {
  const rid = routingIdOf(state, id);
  const mastered = setBusMaster(state, id, true).state;
  const interrupting = writeConfig(mastered, rid, MSIX_CONTROL, 2, 0x8000).state;
  const addressed = writeMsix(interrupting, id, 0, 0xfee00000).state;
  return setTransactionsPending(logError(addressed, id, 'completer abort'), id, true);
}

const enabled = enableVirtualization(assignResources(createPcie(IGB)), 3);
if (!enabled.ok) throw new Error(enabled.error.reason);
const USED = [0, 1, 2].reduce((state, index) => usedBy(state, vfFunction(vfId(index))), enabled.value);
const read = (state: PcieState, offset: number, width: 2 | 4): number =>
  readConfig(state, routingIdOf(state, VF), offset, width).value;
const flr = (state: PcieState, id: FunctionId): ReturnType<typeof writeConfig> =>
  writeConfig(state, routingIdOf(state, id), DEVICE_CONTROL, 2, 0x8000);

describe('function level reset of a VF', () => {
  const reset = flr(USED, VF);

  it('is told, and the bit reads zero (PCIE-FLR-01)', () => {
    expect(reset.events).to.deep.equal([{ kind: 'flr', function: VF }]);
    expect(read(reset.state, DEVICE_CONTROL, 2)).to.equal(0);
    expect(reset.state).to.deep.equal(functionLevelReset(USED, VF));
  });

  it('takes Bus Master, MSI-X and transactions, keeps the error log (PCIE-FLR-02, PCIE-FLR-11)', () => {
    expect(busMasterEnabled(reset.state, VF)).to.equal(false);
    expect(read(reset.state, MSIX_CONTROL, 2)).to.equal(2);
    expect(read(reset.state, DEVICE_STATUS, 2)).to.equal(0);
    expect(read(reset.state, AER_STATUS, 4)).to.equal(1 << 15);
    expect(reset.state.vfs.get(1)?.msix).to.equal(reset.state.blueprint.vf.msix);
  });

  it('keeps existence, Routing ID, slices, the PF and every neighbour (PCIE-FLR-03, PCIE-FLR-04)', () => {
    expect(functionAt(reset.state, routingIdOf(USED, VF))).to.deep.equal(VF);
    expect(slicesOf(reset.state, VF)).to.deep.equal(slicesOf(USED, VF));
    expect(reset.state.pf).to.equal(USED.pf);
    for (const neighbour of [0, 2]) {
      expect(reset.state.vfs.get(neighbour)).to.equal(USED.vfs.get(neighbour));
    }
  });

  it('of a clean VF gives the very default, and of an absent one nothing', () => {
    const clean = setBusMaster(enabled.value, VF, true).state;
    expect(functionLevelReset(clean, VF).vfs.get(1)).to.equal(clean.blueprint.vf);
    expect(functionLevelReset(USED, vfFunction(vfId(7)))).to.equal(USED);
  });
});

describe('function level reset of the PF', () => {
  const linked = writeConfig(USED, routingIdOf(USED, PF), 0xb0, 2, 0x0042).state;
  const used = logError(linked, PF, 'poisoned TLP');
  const reset = flr(used, PF);

  it('ends its VFs (PCIE-FLR-05)', () => {
    expect(reset.events).to.deep.equal([{ kind: 'flr', function: PF }, { kind: 'vfs-disabled' }]);
    expect(readConfig(reset.state, routingIdOf(USED, VF), 0x2c, 2).unsupportedRequest).to.equal(true);
  });

  it('resets the capability but for ARI, which numbers VFs as before (PCIE-FLR-06, ruling 23)', () => {
    expect(capabilityView(used)).to.include({ vfEnable: true, numVfs: 3, ariCapableHierarchy: true });
    const fresh = capabilityView(createPcie(IGB));
    const { firstVfOffset, vfStride } = IGB.sriov.routing.ari;
    const kept = { ariCapableHierarchy: true, firstVfOffset, vfStride };
    expect(capabilityView(reset.state)).to.deep.equal({ ...fresh, ...kept });
    expect(slicesOf(reset.state, PF).every(({ base }) => base === undefined)).to.equal(true);
  });

  it('resets ARI too where the profile declares so', () => {
    const choices = { ...IGB.choices, pfFlrKeepsAri: false };
    const state = assignResources(createPcie({ ...IGB, choices }));
    expect(capabilityView(state).ariCapableHierarchy).to.equal(true);
    const after = flr(state, PF).state;
    expect(capabilityView(after)).to.deep.equal(capabilityView(createPcie(IGB)));
  });

  it('keeps the error log and what belongs to the link (PCIE-FLR-11)', () => {
    const at = (offset: number): number => readConfig(reset.state, routingIdOf(USED, PF), offset, 4).value;
    expect(at(AER_STATUS)).to.equal(1 << 12);
    expect(at(0xb0) & 0xffff).to.equal(0x0042);
  });
});

describe('a conventional reset', () => {
  it('is the adapter after power-on', () => {
    const state = conventionalReset(USED);
    expect(state.pf).to.equal(state.blueprint.pf);
    expect(state.vfs.count).to.equal(0);
    expect(conventionalReset(state)).to.deep.equal(state);
  });
});

describe('an error', () => {
  it('is logged in its own function, and cleared by writing one (PCIE-VFCFG-07, PCIE-VFCFG-13)', () => {
    const logged = logError(enabled.value, VF, 'unsupported request');
    expect([read(logged, AER_STATUS, 4), read(logged, DEVICE_STATUS, 2)]).to.deep.equal([1 << 20, 0xa]);
    expect([logged.pf, logged.vfs.get(0)]).to.deep.equal([enabled.value.pf, enabled.value.vfs.get(0)]);
    const rid = routingIdOf(logged, VF);
    const cleared = writeConfig(logged, rid, AER_STATUS, 4, 1 << 20).state;
    expect(read(writeConfig(cleared, rid, DEVICE_STATUS, 2, 0xffff).state, DEVICE_STATUS, 2)).to.equal(0);
    expect(read(cleared, AER_STATUS, 4)).to.equal(0);
  });
});
