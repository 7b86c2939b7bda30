import { expect } from 'chai';
import { applyRequest } from './apply-request';
import { nicAt, type ExtensibleSwitch } from './extensible-switch';
import {
  must,
  oidsOf,
  portNamed,
  switchWith,
  verdict,
  withPolicies,
  type Setup,
  type Vm,
} from './extensible-switch.fixture';
import type { PortPolicy } from './port-policy';
import { removePort } from './removal';
import { setVfAssigned, setVfDataPath, vfObstacle } from './vf-assignment';

const WEIGHT: PortPolicy = { kind: 'iov-weight', weight: 100 };
const candidate = (setup: Setup = {}, vm: Partial<Vm> = {}): ExtensibleSwitch =>
  switchWith({ sriov: true, vms: [{ name: 'a', policies: [WEIGHT], ...vm }], ...setup });

describe('who may be given a VF', () => {
  it('is a connected synthetic adapter with a weight on an SR-IOV switch', () => {
    const sw = candidate();
    expect(vfObstacle(sw, portNamed(sw, 'a'))).to.equal(undefined);
  });

  const obstacles: readonly (readonly [string, ExtensibleSwitch, string])[] = [
    ['weight 0', candidate({}, { policies: [] }), 'XSW-IOV-10'],
    ['internal switch', candidate({ type: 'internal' }), 'XSW-IOV-01'],
    ['private switch', candidate({ type: 'private' }), 'XSW-IOV-01'],
    ['switch without SR-IOV', candidate({ sriov: false }), 'XSW-IOV-12'],
    ['emulated adapter', candidate({}, { type: 'emulated' }), 'XSW-IOV-36'],
    ['guest not bound yet', candidate({}, { isBound: false }), 'XSW-IOV-44'],
  ];
  for (const [what, sw, rule] of obstacles)
    it(`is nobody with ${what} (${rule})`, () => {
      expect(vfObstacle(sw, portNamed(sw, 'a'))?.rule).to.equal(rule);
    });

  const policies: readonly PortPolicy[] = [
    { kind: 'acl', rules: [{ action: 'deny', direction: 'in' }] },
    { kind: 'dhcp-guard', on: true },
    { kind: 'router-guard', on: true },
    { kind: 'mirror-to', partition: 'm' },
    { kind: 'storm-limit', framesPerSecond: 10 },
    { kind: 'virtual-subnet', id: 5001 },
    { kind: 'vlan', mode: { kind: 'trunk', allowed: [10], native: 0 } },
    { kind: 'vlan', mode: { kind: 'isolated', primary: 10, secondary: 200 } },
  ];
  for (const policy of policies)
    it(`is nobody with ${JSON.stringify(policy)}, which the NIC switch cannot enforce (ruling 27)`, () => {
      const sw = withPolicies(candidate(), 'a', policy);
      expect(vfObstacle(sw, portNamed(sw, 'a'))?.rule).to.equal('XSW-IOV-39');
    });

  it('is still a port with an access VLAN or with spoofing', () => {
    const sw = withPolicies(
      candidate(),
      'a',
      { kind: 'vlan', mode: { kind: 'access', vlan: 10 } },
      { kind: 'mac-spoofing', allowed: true },
    );
    expect(vfObstacle(sw, portNamed(sw, 'a'))).to.equal(undefined);
  });
});

describe('VFAssigned', () => {
  const sw = candidate();
  const portId = portNamed(sw, 'a');
  const assigned = setVfAssigned(sw, portId, true);

  it('is announced when it changes, and only then (XSW-IOV-14)', () => {
    expect(oidsOf(assigned)).to.deep.equal(['NIC_UPDATED']);
    expect(nicAt(assigned.switch, portId)?.vfAssigned).to.equal(true);
    expect(oidsOf(setVfAssigned(assigned.switch, portId, true))).to.deep.equal([]);
    expect(oidsOf(setVfAssigned(assigned.switch, portId, false))).to.deep.equal(['NIC_UPDATED']);
  });

  it('is never TRUE for adapters that belong to no VM or are emulated (XSW-NIC-41)', () => {
    for (const name of ['outside', 'host'])
      expect(verdict(setVfAssigned(sw, portNamed(sw, name), true).outcome)).to.equal('refused XSW-NIC-41');
  });

  it('keeps an adapter from being disconnected or removed (XSW-IOV-44, 47)', () => {
    const disconnect = { oid: 'OID_SWITCH_NIC_DISCONNECT', portId, nicIndex: 0 } as const;
    expect(verdict(applyRequest(assigned.switch, disconnect).outcome)).to.equal('refused XSW-IOV-44');
    expect(verdict(removePort(assigned.switch, portId).outcome)).to.equal('refused XSW-IOV-44');
    const external = removePort(assigned.switch, portNamed(sw, 'outside'));
    expect(verdict(external.outcome)).to.equal('refused XSW-IOV-47');
    expect(external.switch).to.equal(assigned.switch);
  });

  it('ends the VF data path when it ends, and precedes it (XSW-IOV-42)', () => {
    expect(verdict(setVfDataPath(sw, portId, true).outcome)).to.equal('refused XSW-IOV-42');
    const active = must(setVfDataPath(assigned.switch, portId, true));
    const after = must(setVfAssigned(active, portId, false));
    expect(nicAt(after, portId)?.vfDataPathActive).to.equal(false);
  });
});
