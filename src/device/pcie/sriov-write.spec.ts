import { expect } from 'chai';
import { PF } from '../../terms/function-id';
import { readConfig, writeConfig } from './config-access';
import { setPfPower } from './driver-writes';
import { IGB, igbWith } from './igb.fixture';
import type { PcieEvent } from './pcie-event';
import { createPcie, type PcieState } from './pcie-state';
import { routingIdOf } from './routing';
import { capabilityView } from './sriov-capability';
import { SRIOV } from './sriov-registers';

const BASE = IGB.sriov.capabilityOffset;
const FRESH = createPcie(IGB);
const write = (
  state: PcieState,
  register: number,
  width: 1 | 2 | 4,
  value: number,
): { state: PcieState; events: readonly PcieEvent[] } =>
  writeConfig(state, routingIdOf(state, PF), BASE + register, width, value);
const read = (state: PcieState, register: number): number =>
  readConfig(state, routingIdOf(state, PF), BASE + register, 4).value;
const rules = (events: readonly PcieEvent[]): unknown =>
  events.map((event) => (event.kind === 'violation' ? event.rule : event.kind));

const counted = write(FRESH, SRIOV.numVfs, 2, 4).state;
const ENABLED = write(counted, SRIOV.control, 2, 0x19).state;

describe('a write to the SR-IOV capability', () => {
  it('creates NumVFs VFs by VF Enable, and NumVFs alone creates none (PCIE-VFE-01, PCIE-NUMVFS-06)', () => {
    expect(counted.vfs.count).to.equal(0);
    const enabled = write(counted, SRIOV.control, 2, 0x19);
    expect(enabled.events).to.deep.equal([{ kind: 'vfs-enabled', count: 4 }]);
    expect([...enabled.state.vfs.keys()]).to.deep.equal([0, 1, 2, 3]);
  });

  it('destroys them by clearing it, and NumVFs and VF MSE stay (PCIE-VFE-03)', () => {
    const cleared = write(ENABLED, SRIOV.control, 2, 0x18);
    expect(cleared.events).to.deep.equal([{ kind: 'vfs-disabled' }]);
    expect(cleared.state.vfs.count).to.equal(0);
    expect(capabilityView(cleared.state)).to.include({
      numVfs: 4,
      vfMemorySpaceEnable: true,
      vfEnable: false,
    });
  });

  it('leaves the PF as it is when VF Enable changes (PCIE-VFE-06)', () => {
    const others = (state: PcieState): readonly (readonly [number, number])[] =>
      [...state.pf.config.changed.entries()].filter(([index]) => index !== (BASE + SRIOV.control) >> 2);
    const cleared = write(ENABLED, SRIOV.control, 2, 0x18).state;
    expect(others(cleared)).to.deep.equal(others(ENABLED));
  });

  it('ignores NumVFs, page size and ARI under live VFs, by name (ruling 23)', () => {
    const tries: [number, 2 | 4, number, string][] = [
      [SRIOV.numVfs, 2, 2, 'PCIE-NUMVFS-03'],
      [SRIOV.systemPageSize, 4, 2, 'PCIE-VFBAR-02'],
      [SRIOV.control, 2, 0x09, 'PCIE-RID-07'],
      [SRIOV.vfBar, 4, 0xe0000000, 'PCIE-VFBAR-06'],
    ];
    for (const [register, width, value, rule] of tries) {
      const answer = write(ENABLED, register, width, value);
      expect(rules(answer.events)).to.deep.equal([rule]);
      expect(answer.state, rule).to.equal(ENABLED);
    }
  });

  it('leaves VF Enable clear for a count of zero, one above TotalVFs, and in D3 (ruling 23)', () => {
    const above = write(FRESH, SRIOV.numVfs, 2, 9);
    expect(rules(above.events)).to.deep.equal(['PCIE-NUMVFS-04']);
    for (const [state, rule] of [
      [above.state, 'PCIE-NUMVFS-04'],
      [FRESH, 'PCIE-NUMVFS-04'],
      [setPfPower(counted, 'D3').state, 'PCIE-VFE-07'],
    ] as const) {
      const refused = write(state, SRIOV.control, 2, 0x09);
      expect(rules(refused.events)).to.deep.equal([rule]);
      expect(capabilityView(refused.state)).to.include({ vfEnable: false, vfMemorySpaceEnable: true });
      expect(refused.state.vfs.count).to.equal(0);
    }
  });

  it('numbers VFs by ARI Capable Hierarchy (PCIE-RID-07)', () => {
    expect(read(FRESH, SRIOV.firstVfOffset)).to.equal(0x00020180);
    const ari = write(FRESH, SRIOV.control, 2, 0x10).state;
    expect(read(ari, SRIOV.firstVfOffset)).to.equal(0x00020080);
    expect(write(ari, SRIOV.control, 2, 0).state.pf.config.changed.count).to.equal(0);
  });

  it('has no ARI bit to write without ARI or in a higher PF', () => {
    for (const profile of [
      { ...IGB, ari: false },
      { ...IGB, pfRoutingId: 0x0101 },
    ]) {
      const state = write(createPcie(profile), SRIOV.control, 2, 0x10).state;
      expect(capabilityView(state).ariCapableHierarchy).to.equal(false);
    }
  });

  it('takes one supported page size, and grows slices by it', () => {
    for (const bad of [0, 3, 4, 0x80000000]) {
      expect(rules(write(FRESH, SRIOV.systemPageSize, 4, bad).events)).to.deep.equal(['PCIE-VFBAR-02']);
    }
    const probe = (state: PcieState): number =>
      read(write(state, SRIOV.vfBar, 4, 0xffffffff).state, SRIOV.vfBar);
    expect(probe(FRESH), '16 KiB slices').to.equal(0xffffc00c);
    const large = write(FRESH, SRIOV.systemPageSize, 4, 0x10).state;
    expect(probe(large), '64 KiB slices').to.equal(0xffff000c);
    const placed = write(FRESH, SRIOV.vfBar, 4, 0xe0004000).state;
    expect(read(write(placed, SRIOV.systemPageSize, 4, 0x10).state, SRIOV.vfBar)).to.equal(0xe000000c);
  });

  it('moves VF BARs while either enable is clear, and keeps bit 0 zero (PCIE-VFBAR-05)', () => {
    const still = write(write(FRESH, SRIOV.control, 2, 0x08).state, SRIOV.vfBar, 4, 0xe0000001);
    expect(still.events).to.deep.equal([]);
    expect(read(still.state, SRIOV.vfBar)).to.equal(0xe000000c);
  });

  it('keeps a missing capability at zero VFs', () => {
    const none = createPcie(igbWith({ totalVfs: 0, initialVfs: 0 }));
    const tried = write(write(none, SRIOV.numVfs, 2, 1).state, SRIOV.control, 2, 1);
    expect(tried.state.vfs.count).to.equal(0);
  });
});
