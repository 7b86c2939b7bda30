import { expect } from 'chai';
import { PF, vfFunction, vfId } from '../../terms/function-id';
import { routingId, type RoutingId } from '../../terms/routing-id';
import { readConfig, writeConfig } from './config-access';
import { setBusMaster, setPfPower } from './driver-writes';
import { IGB, igbWith } from './igb.fixture';
import { createPcie, type PcieState } from './pcie-state';
import { busMasterEnabled, pfPower } from './power';
import { routingIdOf } from './routing';
import { enableVirtualization } from './virtualization';

const VF1 = vfFunction(vfId(0));
const VF2 = vfFunction(vfId(1));
const ON = enableVirtualization(createPcie(IGB), 4);
if (!ON.ok) throw new Error(ON.error.reason);
const STATE = ON.value;
const PF_RID = routingIdOf(STATE, PF);
const VF1_RID = routingIdOf(STATE, VF1);

/** [id, offset] of every structure in a list. */
function extendedList(state: PcieState, rid: RoutingId): [number, number][] {
  const list: [number, number][] = [];
  for (let at = 0x100; at !== 0;) {
    const { value } = readConfig(state, rid, at, 4);
    list.push([value & 0xffff, at]);
    at = value >>> 20;
  }
  return list;
}

function standardList(state: PcieState, rid: RoutingId): number[] {
  const ids: number[] = [];
  for (let at = readConfig(state, rid, 0x34, 1).value; at !== 0;) {
    ids.push(readConfig(state, rid, at, 1).value);
    at = readConfig(state, rid, at + 1, 1).value;
  }
  return ids;
}

describe('configuration access', () => {
  it('walks to PM, MSI-X and PCI Express in the PF, to PCI Express and MSI-X in a VF', () => {
    expect(standardList(STATE, PF_RID)).to.deep.equal([0x01, 0x11, 0x10]);
    expect(standardList(STATE, VF1_RID)).to.deep.equal([0x10, 0x11]);
  });

  it('finds SR-IOV where the profile puts it, once, and never in a VF (PCIE-CAP-01, PCIE-CAP-02)', () => {
    expect(extendedList(STATE, PF_RID)).to.deep.equal([
      [0x01, 0x100],
      [0x0e, 0x148],
      [0x0d, 0x150],
      [0x10, 0x160],
    ]);
    expect(extendedList(STATE, VF1_RID).map(([id]) => id)).to.deep.equal([0x01, 0x0e, 0x0d]);
    for (const capabilityOffset of [0x100, 0x108, 0x140, 0x160, 0x200, 0xbc0, 0xfc0]) {
      const list = extendedList(createPcie(igbWith({ capabilityOffset })), PF_RID);
      expect(list.find(([id]) => id === 0x10)).to.deep.equal([0x10, capabilityOffset]);
      expect(list).to.have.length(4);
    }
  });

  it('has no ARI structure anywhere without ARI', () => {
    const without = enableVirtualization(createPcie({ ...IGB, ari: false, subordinateBus: 3 }), 1);
    if (!without.ok) throw new Error(without.error.reason);
    for (const id of [PF, VF1]) {
      const list = extendedList(without.value, routingIdOf(without.value, id));
      expect(list.map(([capability]) => capability)).not.to.include(0x0e);
    }
  });

  it('hides a VF from enumeration but not from a look at other registers (PCIE-VFCFG-01, PCIE-VFCFG-02)', () => {
    expect(readConfig(STATE, VF1_RID, 0, 4)).to.deep.equal({ value: 0xffffffff, unsupportedRequest: false });
    expect(readConfig(STATE, VF1_RID, 0x2c, 2).value).to.equal(0x1af4);
    for (const offset of [0x09, 0x0a, 0x0b, 0x2c, 0x2d]) {
      expect(readConfig(STATE, VF1_RID, offset, 1)).to.deep.equal(readConfig(STATE, PF_RID, offset, 1));
    }
  });

  it('answers all ones and Unsupported Request for an absent function, an odd offset and the world beyond', () => {
    const absent = routingIdOf(STATE, vfFunction(vfId(4)));
    expect(readConfig(STATE, absent, 0x2c, 2)).to.deep.equal({ value: 0xffff, unsupportedRequest: true });
    expect(readConfig(STATE, routingId(0x0200), 0, 4).unsupportedRequest).to.equal(true);
    expect(readConfig(STATE, PF_RID, 2, 4)).to.deep.equal({ value: 0xffffffff, unsupportedRequest: true });
    expect(readConfig(STATE, PF_RID, 4096, 1)).to.deep.equal({ value: 0xff, unsupportedRequest: true });
    expect(readConfig(STATE, PF_RID, -4, 4).unsupportedRequest).to.equal(true);
    const write = writeConfig(STATE, absent, 4, 2, 4);
    expect(write.unsupportedRequest).to.equal(true);
    expect(write.state).to.equal(STATE);
  });

  it('tells when Bus Master Enable changes, of that function only (PCIE-VFCFG-04, PCIE-VFCFG-05)', () => {
    const write = writeConfig(STATE, VF1_RID, 4, 2, 0xffff);
    expect(write.events).to.deep.equal([{ kind: 'bus-master', function: VF1, enabled: true }]);
    expect(readConfig(write.state, VF1_RID, 4, 2).value).to.equal(4);
    expect([VF1, VF2, PF].map((id) => busMasterEnabled(write.state, id))).to.deep.equal([true, false, false]);
    expect(writeConfig(write.state, VF1_RID, 4, 2, 4).events).to.deep.equal([]);
    expect(write.state.vfs.get(1), 'a neighbour is the same object').to.equal(STATE.vfs.get(1));
  });

  it('powers the PF down and up, and flags VFs left in D0 (PCIE-VFCFG-14)', () => {
    const master = setBusMaster(STATE, VF1, true).state;
    const down = setPfPower(master, 'D3');
    expect(down.events.map(({ kind }) => kind)).to.deep.equal(['power', 'violation']);
    expect([pfPower(down.state), busMasterEnabled(down.state, VF1)]).to.deep.equal(['D3', false]);
    const up = setPfPower(down.state, 'D0');
    expect([pfPower(up.state), busMasterEnabled(up.state, VF1)]).to.deep.equal(['D0', true]);
    expect(up.state.vfs, 'No_Soft_Reset').to.equal(master.vfs);
  });

  it('writes single bytes without touching their neighbours', () => {
    const once = writeConfig(STATE, PF_RID, 0x3c, 1, 0x0b).state;
    expect(readConfig(once, PF_RID, 0x3c, 4).value).to.equal(0x0b);
    const bar = writeConfig(once, PF_RID, 0x13, 1, 0xfe).state;
    expect(readConfig(bar, PF_RID, 0x10, 4).value).to.equal(0xfe000000);
  });
});
