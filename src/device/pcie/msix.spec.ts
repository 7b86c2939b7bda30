import { expect } from 'chai';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import { decode, sliceOf } from './bars';
import { writeConfig } from './config-access';
import { setBusMaster, setPfPower } from './driver-writes';
import { IGB } from './igb.fixture';
import { msixOffset, raiseVector, readMsix, writeMsix } from './msix';
import { msixPlacement } from './msix-placement';
import { createPcie, type PcieState } from './pcie-state';
import { assignResources } from './platform-setup';
import { functionLevelReset } from './resets';
import { routingIdOf } from './routing';
import { MSIX_CONTROL } from './standard-capabilities';
import { enableVirtualization } from './virtualization';

const VF = vfFunction(vfId(1));
const OTHER = vfFunction(vfId(0));
const control = (state: PcieState, value: number): ReturnType<typeof writeConfig> =>
  writeConfig(state, routingIdOf(state, VF), MSIX_CONTROL, 2, value);

const enabled = enableVirtualization(assignResources(createPcie(IGB)), 2);
if (!enabled.ok) throw new Error(enabled.error.reason);
/** Vector 2 programmed and unmasked, MSI-X and Bus Master on. */
const programmed = [
  [0x20, 0xfee01004],
  [0x24, 0x1],
  [0x28, 0x4042],
  [0x2c, 0],
].reduce((state, [offset, value]) => writeMsix(state, VF, offset!, value!).state, enabled.value);
const READY = setBusMaster(control(programmed, 0x8000).state, VF, true).state;
const MESSAGE = { function: VF, vector: 2, address: 0x1_fee01004, data: 0x4042 };

describe('MSI-X', () => {
  it('has every vector masked after reset, and keeps what is written', () => {
    expect(readMsix(enabled.value, VF, 0x2c)).to.equal(1);
    expect(readMsix(READY, VF, 0x20)).to.equal(0xfee01004);
    expect(readMsix(writeMsix(READY, VF, 0x20, 3).state, VF, 0x20), 'dword aligned').to.equal(0);
    expect(readMsix(READY, VF, 0x30), 'beyond the three vectors').to.equal(0);
    expect(writeMsix(READY, VF, 0x2000, 0xff).state, 'pending bits are read-only').to.equal(READY);
    expect(readMsix(READY, vfFunction(vfId(7)), 0), 'an absent VF').to.equal(0xffffffff);
  });

  it('sends address and data of the vector, and of no other function', () => {
    expect(raiseVector(READY, VF, 2)).to.deep.equal({ state: READY, message: MESSAGE });
    expect(raiseVector(READY, OTHER, 2)).to.deep.equal({ state: READY });
    expect(raiseVector(READY, VF, 3), 'no such vector').to.deep.equal({ state: READY });
  });

  it('is silent when off (PCIE-VFCFG-08)', () => {
    const off = control(READY, 0).state;
    expect(raiseVector(off, VF, 2)).to.deep.equal({ state: off });
  });

  const holds: [string, (state: PcieState) => PcieState, (state: PcieState) => unknown][] = [
    [
      'the vector mask',
      (state) => writeMsix(state, VF, 0x2c, 1).state,
      (state) => writeMsix(state, VF, 0x2c, 0).messages,
    ],
    ['the function mask', (state) => control(state, 0xc000).state, (state) => control(state, 0x8000).events],
    [
      'Bus Master Enable',
      (state) => setBusMaster(state, VF, false).state,
      (state) => setBusMaster(state, VF, true).events.filter(({ kind }) => kind === 'message'),
    ],
    [
      'the power state of the PF',
      (state) => setPfPower(state, 'D3').state,
      (state) => setPfPower(state, 'D0').events.filter(({ kind }) => kind === 'message'),
    ],
  ];
  for (const [what, hold, letGo] of holds) {
    it(`waits in the pending bit behind ${what}, and goes once when it is lifted`, () => {
      const raised = raiseVector(hold(READY), VF, 2);
      expect(raised.message).to.equal(undefined);
      expect(readMsix(raised.state, VF, 0x2000)).to.equal(4);
      expect(readMsix(raised.state, OTHER, 0x2000), 'a neighbour').to.equal(0);
      const messages = letGo(raiseVector(raised.state, VF, 2).state) as object[];
      expect(messages.map((message) => ({ ...message, kind: 'message' }))).to.deep.equal([
        { kind: 'message', ...MESSAGE },
      ]);
    });
  }

  it('forgets the pending bit once sent, and the whole table by FLR (PCIE-FLR-02)', () => {
    const waiting = raiseVector(control(READY, 0xc000).state, VF, 2).state;
    expect(readMsix(control(waiting, 0x8000).state, VF, 0x2000)).to.equal(0);
    const reset = functionLevelReset(waiting, VF);
    expect([readMsix(reset, VF, 0x20), readMsix(reset, VF, 0x2000)]).to.deep.equal([0, 0]);
    expect(reset.vfs.get(1)).to.equal(reset.blueprint.vf);
  });

  it('is reached through its BAR and no other', () => {
    const offsetOf = (id: FunctionId, bar: number, offset: number): number | undefined =>
      msixOffset(READY, decode(READY, sliceOf(READY, id, bar).base! + offset)!);
    expect([offsetOf(VF, 3, 0x20), offsetOf(VF, 3, 0x2000), offsetOf(PF, 3, 0x90)]).to.deep.equal([
      0x20, 0x2000, 0x90,
    ]);
    expect([offsetOf(VF, 0, 0x20), offsetOf(VF, 3, 0x2008)]).to.deep.equal([undefined, undefined]);
  });

  it('finds a place in every set of BARs, clear of the register file, or is not offered', () => {
    const one = (size: number): ReturnType<typeof msixPlacement> =>
      msixPlacement([{ index: 0, kind: 'memory64', prefetchable: true, size }], 64);
    expect(one(0x100000)).to.deep.equal({ bar: 0, table: 0x80000, pending: 0x2000, vectors: 64 });
    expect(one(0x2000)).to.deep.equal({ bar: 0, table: 0x1000, pending: 0x400, vectors: 64 });
    expect(one(0x1000)).to.equal(undefined);
    expect(msixPlacement([], 64)).to.equal(undefined);
    expect(msixPlacement(IGB.sriov.vfBars, 0)).to.equal(undefined);
    expect(msixPlacement(IGB.sriov.vfBars, 600)?.pending, 'a table longer than 2000h').to.equal(0x2580);
  });
});
