import { expect } from 'chai';
import { dhcpDiscover, dhcpOffer } from '../../wire/dhcp-frames';
import { ETHERTYPE, type Frame } from '../../wire/frame';
import { neighbourSolicitation, routerAdvertisement } from '../../wire/neighbour-discovery-frames';
import { testFrame } from '../../wire/test-frame';
import { applyRequest } from './apply-request';
import {
  mac,
  must,
  oidsOf,
  portNamed,
  receivers,
  send,
  switchWith,
  verdict,
  withPolicies,
} from './extensible-switch.fixture';
import type { ExtensibleSwitch } from './extensible-switch';
import { forward } from './forward';
import type { AclRule, PortPolicy, VlanMode } from './port-policy';
import { setPortPolicy } from './property-requests';

const mode = (value: object): PortPolicy => ({ kind: 'vlan', mode: value as VlanMode });
const acl = (...rules: readonly AclRule[]): PortPolicy => ({ kind: 'acl', rules });

describe('settings of a port', () => {
  const cases: readonly (readonly [policy: PortPolicy, rule: string | undefined])[] = [
    [{ kind: 'iov-weight', weight: 0 }, undefined],
    [{ kind: 'iov-weight', weight: 100 }, undefined],
    [{ kind: 'iov-weight', weight: 101 }, 'XSW-IOV-10'],
    [{ kind: 'iov-weight', weight: -1 }, 'XSW-IOV-10'],
    [{ kind: 'iov-weight', weight: 1.5 }, 'XSW-IOV-10'],
    [{ kind: 'iov-queue-pairs', count: 1 }, undefined],
    [{ kind: 'iov-queue-pairs', count: 0 }, 'XSW-IOV-11'],
    [{ kind: 'virtual-subnet', id: 0 }, undefined],
    [{ kind: 'virtual-subnet', id: 4095 }, 'XSW-SEC-14'],
    [{ kind: 'virtual-subnet', id: 4096 }, undefined],
    [{ kind: 'virtual-subnet', id: 16777215 }, undefined],
    [{ kind: 'virtual-subnet', id: 16777216 }, 'XSW-SEC-14'],
    [{ kind: 'storm-limit', framesPerSecond: -1 }, 'XSW-SEC-13'],
    [mode({ kind: 'access', vlan: 0 }), undefined],
    [mode({ kind: 'access', vlan: 4094 }), undefined],
    [mode({ kind: 'access', vlan: 4095 }), 'XSW-VLAN-12'],
    [mode({ kind: 'access', vlan: 10, allowed: [20], native: 0 }), 'XSW-VLAN-12'],
    [mode({ kind: 'unknown' }), 'XSW-VLAN-12'],
    [mode({ kind: 'trunk', allowed: [0], native: 10 }), 'XSW-VLAN-12'],
    [mode({ kind: 'trunk', allowed: [1], native: 5000 }), 'XSW-VLAN-12'],
    [mode({ kind: 'isolated', primary: 10, secondary: 10 }), 'XSW-VLAN-11'],
    [mode({ kind: 'isolated', primary: 0, secondary: 10 }), 'XSW-VLAN-12'],
    [mode({ kind: 'promiscuous', primary: 10, secondaries: [200, 10] }), 'XSW-VLAN-11'],
    [acl({ action: 'meter', direction: 'in', remoteMac: mac('a') }), 'XSW-ACL-05'],
    [acl({ action: 'deny', direction: 'in', etherType: 5 }), 'XSW-ACL-02'],
  ];
  for (const [policy, rule] of cases)
    it(`${JSON.stringify(policy)} is ${rule === undefined ? 'accepted' : `refused by ${rule}`}`, () => {
      const sw = switchWith({ type: 'private', vms: [{ name: 'a' }] });
      const { outcome, switch: next } = setPortPolicy(sw, portNamed(sw, 'a'), policy);
      expect(verdict(outcome)).to.equal(rule === undefined ? 'ok' : `refused ${rule}`);
      if (rule !== undefined) expect(next).to.equal(sw);
    });

  it('are added once, then updated, without touching the adapter (XSW-POLICY-05, 24; XSW-VLAN-12)', () => {
    const sw = switchWith({ type: 'private', vms: [{ name: 'a' }] });
    const first = setPortPolicy(sw, portNamed(sw, 'a'), mode({ kind: 'access', vlan: 10 }));
    const second = setPortPolicy(
      first.switch,
      portNamed(sw, 'a'),
      mode({ kind: 'trunk', allowed: [20], native: 0 }),
    );
    expect(oidsOf(first)).to.deep.equal(['PORT_PROPERTY_ADD']);
    expect(oidsOf(second)).to.deep.equal(['PORT_PROPERTY_UPDATE']);
    expect(second.switch.ports.get(portNamed(sw, 'a'))?.policies.vlan.kind).to.equal('trunk');
    expect(second.switch.nics).to.equal(sw.nics);
  });

  it('that are built in are no business of extensions (XSW-POLICY-03)', () => {
    const sw = switchWith({ type: 'private', vms: [{ name: 'a' }] });
    for (const policy of [
      acl(),
      { kind: 'dhcp-guard', on: true },
      { kind: 'iov-weight', weight: 5 },
    ] as const)
      expect(oidsOf(setPortPolicy(sw, portNamed(sw, 'a'), policy))).to.deep.equal([]);
  });

  it('return to their defaults when a property is deleted', () => {
    const sw = switchWith({ type: 'private', vms: [{ name: 'a', vlan: { kind: 'access', vlan: 10 } }] });
    const remove = { oid: 'OID_SWITCH_PORT_PROPERTY_DELETE', portId: 1, property: 'vlan' } as const;
    const next = must(applyRequest(sw, remove));
    expect(next.ports.get(1)?.policies.vlan).to.deep.equal({ kind: 'untagged' });
    expect(verdict(applyRequest(next, remove).outcome)).to.equal('refused XSW-POLICY-09');
  });
});

describe('access control entries', () => {
  const IPV6 = ETHERTYPE.ipv6;
  const TEST = ETHERTYPE.experimental;
  const cases: readonly {
    readonly what: string;
    readonly a?: AclRule[];
    readonly b?: AclRule[];
    readonly passes: boolean;
  }[] = [
    { what: 'none', passes: true },
    { what: 'out: deny b', a: [{ action: 'deny', direction: 'out', remoteMac: mac('b') }], passes: false },
    { what: 'out: deny c', a: [{ action: 'deny', direction: 'out', remoteMac: mac('c') }], passes: true },
    {
      what: 'in at the sender: deny b',
      a: [{ action: 'deny', direction: 'in', remoteMac: mac('b') }],
      passes: true,
    },
    {
      what: 'in at the receiver: deny a',
      b: [{ action: 'deny', direction: 'in', remoteMac: mac('a') }],
      passes: false,
    },
    {
      what: 'out at the receiver: deny a',
      b: [{ action: 'deny', direction: 'out', remoteMac: mac('a') }],
      passes: true,
    },
    { what: 'out: deny the type', a: [{ action: 'deny', direction: 'out', etherType: TEST }], passes: false },
    {
      what: 'out: deny another type',
      a: [{ action: 'deny', direction: 'out', etherType: IPV6 }],
      passes: true,
    },
    {
      what: 'in: deny all but a',
      b: [
        { action: 'deny', direction: 'in' },
        { action: 'allow', direction: 'in', remoteMac: mac('a') },
      ],
      passes: true,
    },
    {
      what: 'in: deny all but c',
      b: [
        { action: 'deny', direction: 'in' },
        { action: 'allow', direction: 'in', remoteMac: mac('c') },
      ],
      passes: false,
    },
    { what: 'in: meter', b: [{ action: 'meter', direction: 'in' }], passes: true },
  ];
  for (const { what, a = [], b = [], passes } of cases)
    it(`${what}: ${passes ? 'passes' : 'denied'} (XSW-ACL-01 to 06)`, () => {
      const sw = switchWith({
        vms: [
          { name: 'a', policies: [acl(...a)] },
          { name: 'b', policies: [acl(...b)] },
        ],
      });
      const result = send(sw, 'a', 'b');
      expect(receivers(result)).to.deep.equal(passes ? ['b'] : []);
      expect(result.drops.map(({ reason }) => reason)).to.deep.equal(passes ? [] : ['policy-denied']);
    });

  it('of one receiver leave a broadcast to the others (XSW-ACL-07)', () => {
    const sw = switchWith({
      vms: [
        { name: 'a' },
        { name: 'b', policies: [acl({ action: 'deny', direction: 'in' })] },
        { name: 'c' },
      ],
    });
    expect(receivers(send(sw, 'a', 'all'))).to.deep.equal(['c', 'host', 'outside']);
  });

  it('count what they meter (XSW-ACL-05)', () => {
    const sw = switchWith({
      vms: [{ name: 'a' }, { name: 'b', policies: [acl({ action: 'meter', direction: 'in' })] }],
    });
    const twice = send(send(sw, 'a', 'b').switch, 'a', 'b').switch;
    expect(twice.statistics.get(portNamed(sw, 'b'))).to.include({ metered: 2, framesIn: 2, dropped: 0 });
  });
});

describe('guards', () => {
  const from = (name: string): { source: ReturnType<typeof mac>; token: string } => ({
    source: mac(name),
    token: 't',
  });
  const guarded = (...kinds: readonly ('dhcp-guard' | 'router-guard')[]): ExtensibleSwitch =>
    switchWith({ vms: [{ name: 'a', policies: kinds.map((kind) => ({ kind, on: true })) }, { name: 'b' }] });
  const offer = dhcpOffer({ ...from('a'), client: mac('b') });
  const cases: readonly (readonly [string, Frame, 'dhcp-guard' | 'router-guard', boolean])[] = [
    ['DHCP offer', offer, 'dhcp-guard', false],
    ['DHCP discover', dhcpDiscover(from('a')), 'dhcp-guard', true],
    ['router advertisement', routerAdvertisement(from('a')), 'router-guard', false],
    ['neighbour solicitation', neighbourSolicitation(from('a')), 'router-guard', true],
    ['DHCP offer', offer, 'router-guard', true],
    ['router advertisement', routerAdvertisement(from('a')), 'dhcp-guard', true],
    [
      'plain broadcast',
      testFrame({ source: mac('a'), destination: mac('all'), token: 't' }),
      'dhcp-guard',
      true,
    ],
  ];
  for (const [name, frame, guard, passes] of cases)
    it(`${guard} ${passes ? 'lets' : 'drops'} a ${name} (XSW-SEC-08, 09)`, () => {
      const off = guarded();
      expect(forward(off, portNamed(off, 'a'), frame, { now: 0 }).deliveries.length).to.be.greaterThan(0);
      const on = guarded(guard);
      const { deliveries, drops } = forward(on, portNamed(on, 'a'), frame, { now: 0 });
      expect(deliveries.length > 0).to.equal(passes);
      expect(drops.map(({ reason }) => reason)).to.deep.equal(passes ? [] : ['guard']);
    });

  it('see through IPv6 extension headers', () => {
    const advertisement = routerAdvertisement(from('a'));
    const payload = Uint8Array.from([
      ...advertisement.payload.subarray(0, 6),
      0,
      ...advertisement.payload.subarray(7, 40),
      ...[58, 0, 1, 4, 0, 0, 0, 0],
      ...advertisement.payload.subarray(40),
    ]);
    const on = guarded('router-guard');
    const { deliveries } = forward(on, portNamed(on, 'a'), { ...advertisement, payload }, { now: 0 });
    expect(deliveries).to.deep.equal([]);
  });

  it('do not keep such messages from the guarded VM (XSW-SEC-10)', () => {
    const on = guarded('dhcp-guard', 'router-guard');
    const frame = dhcpOffer({ ...from('b'), client: mac('a') });
    const owners = forward(on, portNamed(on, 'b'), frame, { now: 0 }).deliveries.map(({ port }) => port);
    expect(owners).to.include(portNamed(on, 'a'));
  });
});

describe('the storm limit', () => {
  const burst = (
    sw: ExtensibleSwitch,
    to: string,
    count: number,
    now: number,
  ): [ExtensibleSwitch, number] => {
    let delivered = 0;
    let state = sw;
    for (let at = 0; at < count; at++) {
      const result = send(state, 'a', to, { now });
      state = result.switch;
      if (result.deliveries.length > 0) delivered++;
    }
    return [state, delivered];
  };
  const limited = (framesPerSecond: number): ExtensibleSwitch =>
    switchWith({ vms: [{ name: 'a', policies: [{ kind: 'storm-limit', framesPerSecond }] }, { name: 'b' }] });

  for (const [to, delivered] of [
    ['all', 10],
    ['group', 10],
    ['outside', 10],
    ['b', 50],
  ] as const)
    it(`of 10 lets ${delivered} of 50 frames to ${to} pass in a second (XSW-SEC-13)`, () => {
      expect(burst(limited(10), to, 50, 7.2)[1]).to.equal(delivered);
    });

  it('starts anew with the next second', () => {
    const [state] = burst(limited(10), 'all', 50, 7.2);
    expect(burst(state, 'all', 50, 7.9)[1]).to.equal(0);
    expect(burst(state, 'all', 50, 8.0)[1]).to.equal(10);
  });

  it('of 0 is none', () => {
    expect(burst(limited(0), 'all', 50, 0)[1]).to.equal(50);
  });
});

describe('mirroring', () => {
  const mirrored = (): ExtensibleSwitch =>
    switchWith({
      vms: [
        { name: 'a', vlan: { kind: 'access', vlan: 10 }, policies: [{ kind: 'mirror-to', partition: 'm' }] },
        { name: 'b', vlan: { kind: 'access', vlan: 10 } },
        { name: 'm', vlan: { kind: 'access', vlan: 10 } },
        { name: 'n', vlan: { kind: 'access', vlan: 10 } },
      ],
    });
  const cases = [
    { from: 'a', to: 'b', got: ['b', 'm'] },
    { from: 'b', to: 'a', got: ['a', 'm'] },
    { from: 'a', to: 'm', got: ['m'] },
    { from: 'm', to: 'a', got: ['a'] },
    { from: 'b', to: 'n', got: ['n'] },
    { from: 'b', to: 'all', got: ['a', 'm', 'n', 'outside/10'] },
    { from: 'a', to: 'outside', got: ['m', 'outside/10'] },
  ];
  for (const { from, to, got } of cases)
    it(`${from} > ${to} reaches ${got.join(', ')}, each once (XSW-FWD-15, XSW-MIRROR-02, 04)`, () => {
      expect(receivers(send(mirrored(), from, to))).to.deep.equal(got);
    });

  it('crosses no border of the switch (XSW-MIRROR-01)', () => {
    const sw = withPolicies(mirrored(), 'a', { kind: 'mirror-to', partition: 'elsewhere' });
    expect(receivers(send(sw, 'a', 'b'))).to.deep.equal(['b']);
  });

  it('does not copy what the monitored port is denied', () => {
    const sw = withPolicies(mirrored(), 'a', acl({ action: 'deny', direction: 'in' }));
    expect(receivers(send(sw, 'b', 'a'))).to.deep.equal([]);
  });
});
