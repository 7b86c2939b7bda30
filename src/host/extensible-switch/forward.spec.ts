import { expect } from 'chai';
import { applyRequest } from './apply-request';
import type { ExtensibleSwitch } from './extensible-switch';
import { must, portNamed, receivers, send, switchWith, type Setup } from './extensible-switch.fixture';
import { removePort } from './removal';
import { setVfAssigned, setVfDataPath } from './vf-assignment';

const vms = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
const reasons = (result: ReturnType<typeof send>): readonly string[] => result.drops.map(({ rule }) => rule);

describe('forwarding without an extension', () => {
  const cases: readonly {
    readonly type: NonNullable<Setup['type']>;
    readonly from: string;
    readonly to: string;
    readonly got: readonly string[];
    readonly rule?: string;
  }[] = [
    { type: 'external', from: 'a', to: 'b', got: ['b'] },
    { type: 'external', from: 'a', to: 'host', got: ['host'] },
    { type: 'external', from: 'host', to: 'a', got: ['a'] },
    { type: 'external', from: 'outside', to: 'a', got: ['a'] },
    { type: 'external', from: 'a', to: 'outside', got: ['outside'] },
    { type: 'external', from: 'a', to: 'all', got: ['b', 'c', 'host', 'outside'] },
    { type: 'external', from: 'a', to: 'group', got: ['b', 'c', 'host', 'outside'] },
    { type: 'external', from: 'outside', to: 'all', got: ['a', 'b', 'c', 'host'] },
    { type: 'external', from: 'outside', to: 'x', got: [], rule: 'XSW-FWD-17' },
    { type: 'external', from: 'a', to: 'a', got: [], rule: 'XSW-FWD-20' },
    { type: 'internal', from: 'a', to: 'all', got: ['b', 'c', 'host'] },
    { type: 'internal', from: 'a', to: 'x', got: [], rule: 'XSW-FWD-17' },
    { type: 'private', from: 'a', to: 'b', got: ['b'] },
    { type: 'private', from: 'a', to: 'all', got: ['b', 'c'] },
    { type: 'private', from: 'a', to: 'x', got: [], rule: 'XSW-FWD-17' },
    { type: 'private', from: 'a', to: 'host', got: [], rule: 'XSW-FWD-17' },
  ];
  for (const { type, from, to, got, rule } of cases)
    it(`${type} switch: ${from} > ${to} reaches ${got.join(', ') || 'nobody'}`, () => {
      const sw = switchWith({ type, vms });
      const source = from === 'outside' ? { source: 'outside' } : {};
      const result = send(sw, from, to, source);
      expect(receivers(result)).to.deep.equal(got);
      expect(reasons(result)).to.deep.equal(rule === undefined ? [] : [rule]);
    });

  it('does not send to the wire what is for an adapter that is not connected (XSW-FWD-19)', () => {
    const sw = switchWith({ vms: [...vms.slice(0, 1), { name: 'b', isBound: false }] });
    expect(reasons(send(sw, 'a', 'b'))).to.deep.equal(['XSW-FWD-19']);
    expect(receivers(send(sw, 'a', 'all'))).to.deep.equal(['host', 'outside']);
    const connected = must(
      applyRequest(sw, { oid: 'OID_SWITCH_NIC_CONNECT', portId: portNamed(sw, 'b'), nicIndex: 0 }),
    );
    expect(receivers(send(connected, 'a', 'b'))).to.deep.equal(['b']);
  });

  it('lets a disconnected adapter send and receive nothing, and forgets a removed one (XSW-NIC-17, 20)', () => {
    const sw = switchWith({ vms });
    const portId = portNamed(sw, 'b');
    const off = must(applyRequest(sw, { oid: 'OID_SWITCH_NIC_DISCONNECT', portId, nicIndex: 0 }));
    expect(send(off, 'b', 'a').drops[0]?.reason).to.equal('not-connected');
    expect(send(off, 'a', 'b').drops[0]?.reason).to.equal('not-connected');
    expect(receivers(send(must(removePort(sw, portId)), 'a', 'b'))).to.deep.equal(['outside']);
  });

  it('names the physical adapter for the external port and index 0 for others (XSW-FWD-05)', () => {
    const { deliveries } = send(switchWith({ vms }), 'a', 'all');
    for (const { owner, nicIndex } of deliveries)
      expect(nicIndex).to.equal(owner.kind === 'external' ? 1 : 0);
  });

  it('counts each frame once at its source and once at every receiver', () => {
    const sw = switchWith({ vms });
    const { switch: next } = send(sw, 'a', 'all');
    expect(next.statistics.get(portNamed(sw, 'a'))).to.include({ framesOut: 1, framesIn: 0, bytesOut: 60 });
    for (const name of ['b', 'c', 'host', 'outside'])
      expect(next.statistics.get(portNamed(sw, name))).to.include({ framesIn: 1, framesOut: 0, bytesIn: 60 });
    expect(next.ports).to.equal(sw.ports);
    expect(next.nics).to.equal(sw.nics);
  });

  it('treats two adapters of one VM as two ports (XSW-SWITCH-06)', () => {
    const sw = switchWith({
      type: 'private',
      vms: [
        { name: 'a', vlan: { kind: 'access', vlan: 10 } },
        { name: 'a', adapter: 'second', address: 'd', vlan: { kind: 'access', vlan: 20 } },
        { name: 'b', vlan: { kind: 'access', vlan: 20 } },
      ],
    });
    expect(receivers(send(sw, 'b', 'd'))).to.deep.equal(['a']);
    expect(send(sw, 'b', 'all').deliveries.map(({ owner }) => owner)).to.deep.equal([
      { kind: 'partition', partition: 'a', adapter: 'second' },
    ]);
  });
});

describe('an adapter whose guest uses its VF', () => {
  const active = (): ExtensibleSwitch => {
    const sw = switchWith({ sriov: true, vms });
    const portId = portNamed(sw, 'b');
    return must(setVfDataPath(must(setVfAssigned(sw, portId, true)), portId, true));
  };

  it('is found behind the external port (XSW-IOV-24)', () => {
    expect(receivers(send(active(), 'a', 'b'))).to.deep.equal(['outside']);
  });

  it('gets no second copy of a broadcast (ruling 29)', () => {
    expect(receivers(send(active(), 'a', 'all'))).to.deep.equal(['c', 'host', 'outside']);
    expect(receivers(send(active(), 'outside', 'all'))).to.deep.equal(['a', 'c', 'host']);
  });

  it('is on its port as long as it has the VF and does not use it (XSW-IOV-42)', () => {
    const idle = must(setVfDataPath(active(), portNamed(active(), 'b'), false));
    expect(receivers(send(idle, 'a', 'b'))).to.deep.equal(['b']);
  });
});
