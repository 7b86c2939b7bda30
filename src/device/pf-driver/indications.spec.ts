import { expect } from 'chai';
import { macAddress } from '../../terms/mac-address';
import { Bench } from '../adapter-bench.fixture';

const OUTSIDE = macAddress('00-15-5D-00-00-99');
const MINE = macAddress('00-15-5D-00-00-03');
const ACTIVATE = { Flags: 'NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED', VPortState: 1 };

const withPfVPort = (): Bench => {
  const bench = new Bench().running();
  bench.ask('OID_NIC_SWITCH_CREATE_VPORT', { VPortId: 1 });
  bench.filter(1, 1, MINE);
  return bench;
};
const activated = (): Bench => {
  const bench = withPfVPort();
  bench.ask('OID_NIC_SWITCH_VPORT_PARAMETERS', { VPortId: 1, ...ACTIVATE }, { method: 'set' });
  return bench;
};
const arrive = (bench: Bench): number => {
  bench.fromWire({ source: OUTSIDE, destination: MINE, token: 't' });
  const [effect] = bench.effects;
  return effect?.kind === 'pf-indication' ? effect.indication : -1;
};

describe('packets that the PF miniport indicates', () => {
  it('carry their VPort, once it is activated (VPORT-STATE-08, VPORT-FLOW-02)', () => {
    const bench = withPfVPort();
    arrive(bench);
    expect(bench.outcomes).to.deep.equal(['PF on VPort 0']);
    bench.ask('OID_NIC_SWITCH_VPORT_PARAMETERS', { VPortId: 1, ...ACTIVATE }, { method: 'set' });
    arrive(bench);
    expect(bench.outcomes).to.deep.equal(['PF on VPort 1']);
    const [effect] = bench.effects;
    expect(effect?.kind === 'pf-indication' && effect.received.outOfBand.vport).to.equal(1);
    expect(effect?.kind === 'pf-indication' && effect.received.hops.map((hop) => hop.kind)).to.deep.equal([
      'physical-port',
      'nic-switch',
      'vport',
      'function',
    ]);
  });

  it('hold up the deletion of their VPort until they are all back (VPORT-DELETE-10)', () => {
    const bench = activated();
    const [first, second] = [arrive(bench), arrive(bench)];
    bench.ask('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 });
    expect(bench.status('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 })).to.equal('NDIS_STATUS_PENDING');
    bench.apply({ kind: 'pf-return', indication: first });
    expect(bench.effects).to.deep.equal([]);
    arrive(bench);
    expect(bench.outcomes).to.deep.equal(['PF on VPort 0']);
    bench.apply({ kind: 'pf-return', indication: second });
    expect(bench.effects).to.deep.equal([
      { kind: 'shared-memory', call: 'NdisFreeSharedMemory', vport: 1 },
      {
        kind: 'oid-complete',
        request: { oid: 'OID_NIC_SWITCH_DELETE_VPORT', members: { VPortId: 1 } },
        answer: { kind: 'success', members: { VPortId: 1 } },
      },
    ]);
  });

  it('that are returned twice, or were never indicated, change nothing', () => {
    const bench = activated();
    const indication = arrive(bench);
    bench.apply({ kind: 'pf-return', indication });
    const before = bench.state;
    bench.apply({ kind: 'pf-return', indication });
    bench.apply({ kind: 'pf-return', indication: 4711 });
    expect(bench.state).to.equal(before);
  });

  for (const [what, marked, due] of [
    ['its own VPort', 1, 1],
    ['a VPort of a VF', 2, 0],
    ['a VPort that does not exist', 77, 0],
  ] as const)
    it(`enter the switch by VPort ${due} when a send is marked with ${what} (VPORT-FLOW-05, -06)`, () => {
      const bench = activated();
      const vf = bench.allocate();
      bench.ask('OID_NIC_SWITCH_CREATE_VPORT', { VPortId: 2, AttachedFunctionId: vf });
      const frame = { source: MINE, destination: OUTSIDE, etherType: 0x88b5, payload: new Uint8Array(46) };
      bench.apply({ kind: 'pf-send', vport: marked, frame, token: 't' });
      const [effect] = bench.effects;
      expect(effect?.kind === 'wire-frame' && effect.hops).to.deep.equal([
        { kind: 'function', function: { kind: 'pf' } },
        { kind: 'vport', vport: due },
        { kind: 'nic-switch' },
        { kind: 'physical-port' },
      ]);
    });
});
