import { expect } from 'chai';
import { vfFunction, vfId } from '../../terms/function-id';
import { domainKey } from '../../terms/domain';
import type { Cell } from '../../terms/observation';
import { Bench } from '../adapter-bench.fixture';
import { CONTROL, MAX_FRAME_SIZE } from '../function/registers';

const A = '00-15-5D-00-00-01';
const B = '00-15-5D-00-00-02';
const VF0 = vfFunction(vfId(0));

const cellsOf = (bench: Bench, owner: string): readonly Cell[] =>
  bench.device
    .observe(bench.state)
    .flatMap((shelf) => [...shelf.table.entries()].flatMap(([key, value]) => shelf.cells(key, value)))
    .filter((cell) => domainKey(cell.owner) === owner);

/** Registers, rings, configuration space, MSI-X, blocks, notices, power: as much as a guest can leave behind. */
function dirty(bench: Bench, vf: number): void {
  const id = vfFunction(vfId(vf));
  bench.start(vf);
  bench.fromWire({ source: B as never, destination: A as never, token: 'x' });
  const bar = bench.device.view(bench.state).vfs.get(vf)!.bars[1]!.base!;
  bench.apply({ kind: 'memory-write', address: bar, value: 0xfee00000 });
  bench.configWrite(id, 0x72, 2, 0x8000);
  bench.ask('OID_SRIOV_WRITE_VF_CONFIG_BLOCK', {
    VFId: vf,
    BlockId: 1,
    Length: 3,
    Data: Uint8Array.of(1, 2, 3),
  });
  bench.apply({ kind: 'invalidate-blocks', vf: vfId(vf), mask: 6n });
  bench.ask('OID_SRIOV_SET_VF_POWER_STATE', { VFId: vf, PowerState: 4, WakeEnable: true });
}

const detach = (bench: Bench): void => {
  bench.ask('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 });
  bench.ask('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 });
};

describe('a VF', () => {
  it('that is allocated again looks to its owner like one that was never used', () => {
    const fresh = new Bench().running();
    fresh.allocate(B);
    const used = new Bench().running();
    used.attach(A);
    dirty(used, 0);
    detach(used);
    used.ask('OID_NIC_SWITCH_FREE_VF', { VFId: 0 });
    used.allocate(B);
    expect(cellsOf(used, 'vf:0')).to.deep.equal(cellsOf(fresh, 'vf:0'));
    expect(cellsOf(used, 'vf:0').length).to.be.greaterThan(10);
  });

  it('keeps allocation, VPort, filters and blocks over a reset, and nothing else (ruling 13)', () => {
    const bench = new Bench().running();
    bench.attach(A);
    const before = cellsOf(bench, 'vf:0');
    dirty(bench, 0);
    expect(cellsOf(bench, 'vf:0')).not.to.deep.equal(before);
    bench.ask('OID_SRIOV_RESET_VF', { VFId: 0 });
    const changed = cellsOf(bench, 'vf:0').filter(
      (cell) => !before.some((was) => JSON.stringify(was) === JSON.stringify(cell)),
    );
    expect(changed.map((cell) => cell.name)).to.deep.equal(['block 1', 'VPort 1 counters']);
  });

  for (const [how, act] of [
    ['OID_SRIOV_RESET_VF', (bench: Bench) => bench.ask('OID_SRIOV_RESET_VF', { VFId: 0 })],
    ['its own Device Control', (bench: Bench) => bench.configWrite(VF0, 0xa8, 2, 0x8000)],
    [
      'a configuration write through the PF',
      (bench: Bench) =>
        bench.ask('OID_SRIOV_WRITE_VF_CONFIG_SPACE', {
          ...{ VFId: 0, Offset: 0xa8, Length: 2, Data: Uint8Array.of(0, 0x80) },
        }),
    ],
  ] as const)
    it(`is reset by ${how}, and nobody else is`, () => {
      const bench = new Bench().running();
      bench.attach(A);
      bench.attach(B);
      bench.start(0);
      bench.start(1);
      const bystanders = ['vf:1', 'pf', 'device'].map((owner) => cellsOf(bench, owner));
      act(bench);
      expect(bench.read(0, CONTROL)).to.equal(0);
      expect(bench.configRead(VF0, 4, 2)).to.equal(0);
      expect(['vf:1', 'pf', 'device'].map((owner) => cellsOf(bench, owner))).to.deep.equal(bystanders);
      expect(bench.ask('OID_NIC_SWITCH_ENUM_VFS').NumElements).to.equal(2);
    });

  it('in D3 takes no frame, and goes on in D0', () => {
    const bench = new Bench().running();
    bench.attach(A);
    bench.start(0);
    const frame = { source: B as never, destination: A as never, token: 'x' };
    bench.ask('OID_SRIOV_SET_VF_POWER_STATE', { VFId: 0, PowerState: 'NdisDeviceStateD3' });
    bench.fromWire(frame);
    expect(bench.outcomes).to.deep.equal(['dropped: not-powered']);
    bench.ask('OID_SRIOV_SET_VF_POWER_STATE', { VFId: 0, PowerState: 'NdisDeviceStateD0' });
    bench.fromWire(frame);
    expect(bench.outcomes).to.deep.equal(['VF 0']);
  });

  it('gets the lowest free identifier, and its own Routing ID', () => {
    const bench = new Bench().running();
    const allocated = [A, B].map((mac) => bench.allocate(mac));
    bench.ask('OID_NIC_SWITCH_FREE_VF', { VFId: 0 });
    expect([...allocated, bench.allocate(A), bench.allocate(B)]).to.deep.equal([0, 1, 0, 2]);
    const { Elements } = bench.ask('OID_NIC_SWITCH_ENUM_VFS');
    expect((Elements as { RequestorId: number }[]).map((each) => each.RequestorId)).to.deep.equal(
      [0, 1, 2].map((vf) => bench.rid(vfFunction(vfId(vf)))),
    );
  });

  it('is gone after VF Enable is cleared, and fresh when it is set again', () => {
    const bench = new Bench().running();
    bench.attach(A);
    dirty(bench, 0);
    const control = bench.profile.sriov.capabilityOffset + 8;
    bench.configWrite({ kind: 'pf' }, control, 2, 0);
    expect(bench.device.view(bench.state).vfs.count).to.equal(0);
    expect(cellsOf(bench, 'vf:0')).to.deep.equal([]);
    bench.configWrite({ kind: 'pf' }, control, 2, 0x19);
    expect(cellsOf(bench, 'vf:0')).to.deep.equal(cellsOf(new Bench().running(), 'vf:0'));
  });

  it('is gone after an FLR of the PF', () => {
    const bench = new Bench().running();
    bench.attach(A);
    bench.configWrite({ kind: 'pf' }, 0xa8, 2, 0x8000);
    const view = bench.device.view(bench.state);
    expect(view.vfs.count).to.equal(0);
    expect(view.nicSwitch).to.equal(undefined);
    expect(bench.status('OID_NIC_SWITCH_FREE_VF', { VFId: 0 })).to.equal('NDIS_STATUS_INVALID_PARAMETER');
  });

  it('cannot reach a neighbour’s registers through its own slice', () => {
    const bench = new Bench().running();
    bench.attach(A);
    bench.attach(B);
    const neighbour = cellsOf(bench, 'vf:1');
    const { base, size } = bench.device.view(bench.state).vfs.get(0)!.bars[0]!;
    for (let offset = 0; offset < size; offset += 4)
      bench.apply({ kind: 'memory-write', address: base! + offset, value: 0xffffffff });
    expect(bench.read(0, MAX_FRAME_SIZE)).not.to.equal(0);
    expect(cellsOf(bench, 'vf:1')).to.deep.equal(neighbour);
  });

  it('learns of a link change, and so does every function', () => {
    const bench = new Bench().running(2);
    bench.apply({ kind: 'link', up: false });
    expect(bench.effects.filter((effect) => effect.kind === 'link-indication')).to.have.length(3);
    bench.apply({ kind: 'link', up: false });
    expect(bench.effects).to.deep.equal([]);
  });
});
