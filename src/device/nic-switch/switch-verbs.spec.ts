import { expect } from 'chai';
import { PF, vfFunction, vfId } from '../../terms/function-id';
import { macAddress } from '../../terms/mac-address';
import { filterId, NDIS_DEFAULT_VPORT_ID, vportId } from '../../terms/switch-ids';
import { clearFilter } from './clear-filter';
import {
  createNicSwitch,
  enableNicSwitch,
  renameNicSwitch,
  type NicSwitchParameters,
} from './create-nic-switch';
import { createVPort, type NewVPort } from './create-vport';
import { deleteVPort, filtersOn } from './delete-vport';
import { moveFilter } from './move-filter';
import type { NicSwitch, VlanTest } from './nic-switch';
import { done, macOf, nicSwitchProfile, switchWithVfs } from './nic-switch.fixture';
import { countQueues } from './queue-pool';
import { setFilter } from './set-filter';
import { setVPort, type VPortChanges } from './set-vport';
import type { SwitchResult } from './switch-refusal';

const PROFILE = nicSwitchProfile({ vfs: 4, vports: 8, queuePairs: 16, filters: 6 });
const VLAN_5: VlanTest = { kind: 'id', id: 5 };
const ANY: VlanTest = { kind: 'any' };
const UNTAGGED: VlanTest = { kind: 'untagged-or-zero' };

const created = (parameters: Partial<NicSwitchParameters> = {}, profile = PROFILE): NicSwitch =>
  done(createNicSwitch({ numVfs: 4, numVPorts: 8, ...parameters }, profile));
const vfPort = (n: number, more: Partial<NewVPort> = {}): NewVPort => ({
  vport: vportId(n),
  function: vfFunction(vfId(n - 1)),
  queuePairs: 1,
  ...more,
});
const pfPort = (n: number, more: Partial<NewVPort> = {}): NewVPort => ({
  vport: vportId(n),
  function: PF,
  queuePairs: 1,
  processorAffinity: 1,
  ...more,
});
const withFilter = (
  nicSwitch: NicSwitch,
  id: number,
  vport: number,
  mac = macOf(vport),
  vlan: VlanTest = VLAN_5,
): NicSwitch => done(setFilter(nicSwitch, { filter: filterId(id), vport: vportId(vport), mac, vlan }));

function expectRefusal(result: SwitchResult, rule: string, status = 'NDIS_STATUS_INVALID_PARAMETER'): void {
  expect(result.ok, `should be refused by ${rule}`).to.equal(false);
  if (!result.ok) expect([result.error.rule, result.error.status]).to.deep.equal([rule, status]);
}

describe('creating a NIC switch', () => {
  it('attaches the active default VPort to the PF with its queue pairs (SWITCH-CREATE-18, -19, VPORT-DEFAULT-02)', () => {
    const nicSwitch = created({ queuePairsForDefaultVPort: 2 });
    expect(nicSwitch.vports.count).to.equal(1);
    expect(nicSwitch.vports.get(NDIS_DEFAULT_VPORT_ID)).to.include({
      active: true,
      queuePairs: 2,
      function: PF,
    });
    expect(nicSwitch.freeQueues).to.deep.equal([{ first: 2, count: 14 }]);
  });

  for (const [parameters, rule] of [
    [{ numVfs: 5 }, 'SWITCH-CREATE-09'],
    [{ numVfs: -1 }, 'SWITCH-CREATE-09'],
    [{ numVfs: 1.5 }, 'SWITCH-CREATE-09'],
    [{ numVPorts: 9 }, 'SWITCH-CREATE-17'],
    [{ numVPorts: 0 }, 'SWITCH-CREATE-17'],
    [{ queuePairs: 17 }, 'SWITCH-CAPS-06'],
    [{ queuePairs: 4, queuePairsForDefaultVPort: 5 }, 'VPORT-DEFAULT-08'],
    [{ queuePairsForDefaultVPort: 0 }, 'VPORT-DEFAULT-08'],
  ] as const)
    it(`refuses ${JSON.stringify(parameters)}`, () =>
      expectRefusal(createNicSwitch({ numVfs: 4, numVPorts: 8, ...parameters }, PROFILE), rule));

  it('gives one that cannot be used until it is enabled (SWITCH-STATIC-07)', () => {
    const provisioned = created({ usable: false });
    const enabled = enableNicSwitch(provisioned);
    for (const result of [
      createVPort(provisioned, vfPort(1)),
      setVPort(provisioned, NDIS_DEFAULT_VPORT_ID, { name: 'x' }),
      deleteVPort(provisioned, vportId(1)),
      setFilter(provisioned, { filter: filterId(1), vport: NDIS_DEFAULT_VPORT_ID, mac: macOf(9), vlan: ANY }),
      clearFilter(provisioned, filterId(1)),
      moveFilter(provisioned, filterId(1), NDIS_DEFAULT_VPORT_ID, vportId(1)),
    ])
      expectRefusal(result, 'SWITCH-STATIC-07', 'NDIS_STATUS_INVALID_STATE');
    expect(createVPort(enabled, vfPort(1)).ok).to.equal(true);
  });

  it('can only be renamed afterwards (SWITCH-SET-04)', () => {
    const nicSwitch = created();
    expect(renameNicSwitch(nicSwitch, 'Blue')).to.deep.equal({ ...nicSwitch, name: 'Blue' });
    expect(renameNicSwitch(nicSwitch, nicSwitch.name)).to.equal(nicSwitch);
  });
});

describe('creating a VPort', () => {
  it('activates a VF VPort and leaves a PF VPort deactivated, without filters (VPORT-STATE-02, -03, VPORT-CREATE-15)', () => {
    const both = done(createVPort(done(createVPort(created(), vfPort(1))), pfPort(2)));
    expect([both.vports.get(1)?.active, both.vports.get(2)?.active]).to.deep.equal([true, false]);
    expect(filtersOn(both, vportId(1))).to.equal(0);
  });

  for (const [why, request, rule] of [
    ['a VF VPort deactivated', vfPort(1, { active: false }), 'VPORT-STATE-04'],
    ['a PF VPort activated', pfPort(1, { active: true }), 'VPORT-STATE-04'],
    ['a PF VPort without a processor', pfPort(1, { processorAffinity: 0 }), 'VPORT-CREATE-14'],
    ['a processor for a VF VPort', vfPort(1, { processorAffinity: 1 }), 'VPORT-SET-06'],
    ['no queue pair', vfPort(1, { queuePairs: 0 }), 'VPORT-ARCH-07'],
    ['half a queue pair', vfPort(1, { queuePairs: 1.5 }), 'VPORT-ARCH-07'],
    ['more than the maximum of one VPort', vfPort(1, { queuePairs: 9 }), 'VPORT-QUEUE-07'],
    ['the default identifier', vfPort(1, { vport: NDIS_DEFAULT_VPORT_ID }), 'VPORT-CREATE-07'],
    ['an identifier beyond NumVPorts - 1', vfPort(1, { vport: vportId(8) }), 'VPORT-CREATE-07'],
    ['a VF that is not on the switch', vfPort(5), 'VPORT-CREATE-05'],
  ] as const)
    it(`refuses ${why} (${rule})`, () => expectRefusal(createVPort(created(), request), rule));

  it('refuses a second VPort on a VF, and an identifier in use (ruling 15, VPORT-ARCH-03)', () => {
    const one = done(createVPort(created(), vfPort(1)));
    expectRefusal(createVPort(one, vfPort(1, { vport: vportId(2) })), 'VPORT-ARCH-04');
    expectRefusal(createVPort(one, vfPort(2, { vport: vportId(1) })), 'VPORT-ARCH-03');
  });

  it('gives every VPort as many queue pairs on a symmetric adapter, the default VPort aside (VPORT-QUEUE-03, -06)', () => {
    const symmetric = nicSwitchProfile(
      { vfs: 4, vports: 8, queuePairs: 16 },
      { nicSwitch: { asymmetricQueuePairs: false } },
    );
    const one = done(createVPort(created({}, symmetric), vfPort(1, { queuePairs: 4 })));
    expectRefusal(createVPort(one, vfPort(2, { queuePairs: 2 })), 'VPORT-QUEUE-03');
    const emptied = done(deleteVPort(one, vportId(1)));
    expect(createVPort(emptied, vfPort(2, { queuePairs: 2 })).ok).to.equal(true);
  });

  it('accepts different numbers on an asymmetric adapter, in disjoint ranges (VPORT-QUEUE-04)', () => {
    const three = [1, 2, 4].reduce(
      (rest, queuePairs, at) => done(createVPort(rest, vfPort(at + 1, { queuePairs }))),
      created(),
    );
    const ranges = [...three.vports.values()].map(({ firstQueuePair, queuePairs }) => [
      firstQueuePair,
      queuePairs,
    ]);
    expect(ranges).to.deep.equal([
      [0, 1],
      [1, 1],
      [2, 2],
      [4, 4],
    ]);
  });

  it('hosts 31 VFs with 4 of 128 queue pairs and no 32nd (VPORT-QUEUE-08)', () => {
    const profile = nicSwitchProfile({ vfs: 63, vports: 64, queuePairs: 128 });
    let nicSwitch = created({ numVfs: 63, numVPorts: 64 }, profile);
    for (let n = 1; n <= 31; n++) nicSwitch = done(createVPort(nicSwitch, vfPort(n, { queuePairs: 4 })));
    expect(countQueues(nicSwitch.freeQueues)).to.equal(3);
    expectRefusal(
      createVPort(nicSwitch, vfPort(32, { queuePairs: 4 })),
      'VPORT-QUEUE-07',
      'NDIS_STATUS_RESOURCES',
    );
  });

  it('stops at NumVPorts - 1 (VPORT-CREATE-17, SWITCH-CREATE-17)', () => {
    const full = [1, 2].reduce((rest, n) => done(createVPort(rest, vfPort(n))), created({ numVPorts: 3 }));
    expectRefusal(createVPort(full, vfPort(3)), 'VPORT-CREATE-17', 'NDIS_STATUS_RESOURCES');
    expectRefusal(
      createVPort(created({ numVPorts: 1 }), vfPort(1)),
      'VPORT-CREATE-17',
      'NDIS_STATUS_RESOURCES',
    );
  });

  it('holds VPorts back for VFs unless there is a single pool (VPORT-POOL-01, VPORT-POOL-04)', () => {
    const reserved = nicSwitchProfile({ vfs: 4, vports: 8 }, { nicSwitch: { singleVPortPool: false } });
    const three = [5, 6, 7].reduce((rest, n) => done(createVPort(rest, pfPort(n))), created({}, reserved));
    expectRefusal(createVPort(three, pfPort(4)), 'VPORT-POOL-04', 'NDIS_STATUS_RESOURCES');
    expect(createVPort(three, vfPort(1)).ok).to.equal(true);
    const shared = [5, 6, 7].reduce((rest, n) => done(createVPort(rest, pfPort(n))), created());
    expect(createVPort(shared, pfPort(4)).ok).to.equal(true);
  });
});

describe('setting a VPort', () => {
  const nicSwitch = done(createVPort(switchWithVfs(2, PROFILE), pfPort(5)));

  it('changes the named members and no other (VPORT-SET-04)', () => {
    const was = nicSwitch.vports.get(5);
    const next = done(setVPort(nicSwitch, vportId(5), { active: true, interruptModeration: 'low' }));
    expect(next.vports.get(5)).to.deep.equal({ ...was, active: true, interruptModeration: 'low' });
    expect(next.vports.get(1)).to.equal(nicSwitch.vports.get(1));
  });

  it('is the same switch if nothing differs', () =>
    expect(done(setVPort(nicSwitch, vportId(1), { active: true, allowMacSpoofing: false }))).to.equal(
      nicSwitch,
    ));

  it('reaches the default VPort too (VPORT-DEFAULT-06)', () => {
    const next = done(setVPort(nicSwitch, NDIS_DEFAULT_VPORT_ID, { processorAffinity: 4 }));
    expect(next.vports.get(0)?.processorAffinity).to.equal(4);
  });

  for (const [vport, changes, rule] of [
    [0, { active: false }, 'VPORT-STATE-06'],
    [1, { active: false }, 'VPORT-STATE-07'],
    [1, { queuePairs: 1 }, 'VPORT-QUEUE-09'],
    [1, { function: PF }, 'VPORT-ARCH-02'],
    [1, { processorAffinity: 2 }, 'VPORT-SET-06'],
    [5, { processorAffinity: 0 }, 'VPORT-CREATE-14'],
    [7, { name: 'x' }, 'VPORT-SET-02'],
  ] as readonly (readonly [number, VPortChanges, string])[])
    it(`refuses ${JSON.stringify(changes)} on VPort ${vport} (${rule})`, () =>
      expectRefusal(setVPort(nicSwitch, vportId(vport), changes), rule));

  it('never deactivates (VPORT-STATE-06)', () => {
    const active = done(setVPort(nicSwitch, vportId(5), { active: true }));
    expectRefusal(setVPort(active, vportId(5), { active: false }), 'VPORT-STATE-06');
  });
});

describe('deleting a VPort', () => {
  const nicSwitch = switchWithVfs(2, PROFILE);

  it('gives everything back (VPORT-DELETE-06, -07)', () => {
    const again = done(deleteVPort(done(createVPort(nicSwitch, vfPort(3, { queuePairs: 4 }))), vportId(3)));
    expect(again.freeQueues).to.deep.equal(nicSwitch.freeQueues);
    expect([...again.vports.keys()]).to.deep.equal([...nicSwitch.vports.keys()]);
    expect(createVPort(done(deleteVPort(nicSwitch, vportId(1))), vfPort(1)).ok).to.equal(true);
  });

  it('never runs out when repeated (VPORT-DELETE-06)', () => {
    let state = nicSwitch;
    for (let round = 0; round < 100; round++)
      state = done(deleteVPort(done(createVPort(state, vfPort(3, { queuePairs: 8 }))), vportId(3)));
    expect(state.freeQueues).to.deep.equal(nicSwitch.freeQueues);
  });

  it('is refused for the default VPort, an unknown one, and while filters are set (ruling 16)', () => {
    expectRefusal(deleteVPort(nicSwitch, NDIS_DEFAULT_VPORT_ID), 'VPORT-DEFAULT-03');
    expectRefusal(deleteVPort(nicSwitch, vportId(3)), 'VPORT-DELETE-04');
    const filtered = withFilter(nicSwitch, 1, 1);
    expectRefusal(deleteVPort(filtered, vportId(1)), 'VPORT-DELETE-03');
    expect(deleteVPort(done(clearFilter(filtered, filterId(1))), vportId(1)).ok).to.equal(true);
  });
});

describe('receive filters', () => {
  const nicSwitch = switchWithVfs(2, PROFILE);

  it('count up and down on their VPort (VPORT-INFO-03)', () => {
    const two = withFilter(withFilter(nicSwitch, 1, 1), 2, 1, macOf(1, 1));
    expect(filtersOn(two, vportId(1))).to.equal(2);
    expect(filtersOn(done(clearFilter(two, filterId(1))), vportId(1))).to.equal(1);
    expect(filtersOn(nicSwitch, vportId(1))).to.equal(0);
  });

  for (const [why, request, rule] of [
    ['on a VPort that does not exist', { vport: 3 }, 'FILTER-SET-03'],
    ['with the placeholder identifier', { filter: 0 }, 'FILTER-PARAMS-02'],
    ['with an identifier in use', { filter: 1 }, 'FILTER-SET-11'],
    ['on a group address', { mac: macAddress('01-00-5E-00-00-01') }, 'ruling 4'],
    ['on VLAN 4095', { vlan: { kind: 'id', id: 4095 } }, 'FILTER-MATCH-06'],
    ['on VLAN 0 by number', { vlan: { kind: 'id', id: 0 } }, 'FILTER-MATCH-06'],
    ['with the key of another VPort', { mac: macOf(1) }, 'ruling 8'],
    ['on any VLAN of an address that another VPort has on one', { mac: macOf(1), vlan: ANY }, 'ruling 8'],
  ] as const)
    it(`refuses one ${why} (${rule})`, () => {
      const { filter, vport, ...rest } = { filter: 2, vport: 2, mac: macOf(2), vlan: VLAN_5, ...request };
      const result = setFilter(withFilter(nicSwitch, 1, 1), {
        filter: filterId(filter),
        vport: vportId(vport),
        ...rest,
      });
      expectRefusal(result, rule);
    });

  it('names no holder when a key is taken (ruling 8)', () => {
    const result = setFilter(withFilter(nicSwitch, 1, 1), {
      filter: filterId(2),
      vport: vportId(2),
      mac: macOf(1),
      vlan: VLAN_5,
    });
    expect(result.ok ? '' : result.error.reason).to.not.match(/VPort|VF|\d/);
  });

  it('may share an address between VPorts on different VLANs, and a key on one VPort (VPORT-DEFAULT-07)', () => {
    const one = withFilter(nicSwitch, 1, 1, macOf(9), VLAN_5);
    expect(withFilter(one, 2, 2, macOf(9), { kind: 'id', id: 6 }).filters.count).to.equal(2);
    expect(withFilter(one, 2, 2, macOf(9), UNTAGGED).filters.count).to.equal(2);
    expect(withFilter(one, 2, 1, macOf(9), VLAN_5).filters.count).to.equal(2);
  });

  it('run out as the adapter says, and existing ones stay (FILTER-SET-12)', () => {
    let full = nicSwitch;
    for (let id = 1; id <= 6; id++) full = withFilter(full, id, 1, macOf(1, id));
    const more = { filter: filterId(7), vport: vportId(1), mac: macOf(2), vlan: VLAN_5 };
    expectRefusal(setFilter(full, more), 'FILTER-SET-12', 'NDIS_STATUS_RESOURCES');
    expect(setFilter(done(clearFilter(full, filterId(3))), more).ok).to.equal(true);
  });

  it('follow what the adapter declares about VLANs (FILTER-VLAN-04, FILTER-CAPS-12)', () => {
    const strict = switchWithVfs(1, nicSwitchProfile({ vfs: 1 }, { choices: { macOnlyFilter: 'refuse' } }));
    const blind = switchWithVfs(1, nicSwitchProfile({ vfs: 1 }, { nicSwitch: { vlanFiltering: false } }));
    const filter = (vlan: VlanTest) => ({ filter: filterId(1), vport: vportId(1), mac: macOf(1), vlan });
    expectRefusal(setFilter(strict, filter(ANY)), 'FILTER-VLAN-04');
    expectRefusal(setFilter(blind, filter(VLAN_5)), 'FILTER-CAPS-12');
    expect(setFilter(nicSwitch, filter(ANY)).ok).to.equal(true);
  });

  it('cannot be cleared twice, nor by placeholder (FILTER-CLEAR-03)', () => {
    const cleared = done(clearFilter(withFilter(nicSwitch, 1, 1), filterId(1)));
    for (const id of [0, 1, 2])
      expectRefusal(clearFilter(cleared, filterId(id)), 'FILTER-CLEAR-03', 'NDIS_STATUS_FILE_NOT_FOUND');
  });
});

describe('moving a filter', () => {
  const nicSwitch = withFilter(switchWithVfs(2, PROFILE), 1, 1);

  it('changes its VPort and keeps its identifier (FILTER-MOVE-10)', () => {
    const moved = done(moveFilter(nicSwitch, filterId(1), vportId(1), vportId(2)));
    expect(moved.filters.get(1)).to.deep.equal({ ...nicSwitch.filters.get(1), vport: 2 });
    expect([moved.filters.count, moved.vports]).to.deep.equal([1, nicSwitch.vports]);
  });

  for (const [filter, from, to, rule] of [
    [2, 1, 2, 'FILTER-MOVE-03'],
    [1, 2, 1, 'FILTER-MOVE-05'],
    [1, 1, 3, 'FILTER-MOVE-06'],
  ] as const)
    it(`refuses filter ${filter} from ${from} to ${to} (${rule})`, () =>
      expectRefusal(moveFilter(nicSwitch, filterId(filter), vportId(from), vportId(to)), rule));

  it('does not tear a key apart that two filters of one VPort share (ISO-LAW-11)', () => {
    const twice = withFilter(nicSwitch, 2, 1);
    expectRefusal(moveFilter(twice, filterId(1), vportId(1), vportId(2)), 'ruling 8');
  });
});
