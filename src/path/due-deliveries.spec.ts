import { expect } from 'chai';
import { BROADCAST, macAddress, type MacAddress } from '../terms/mac-address';
import type { Party } from '../terms/party';
import type { Frame } from '../wire/frame';
import type { AdapterPaths, PathConfiguration, PortPaths } from './configuration';
import * as given from './configuration.fixture';
import { DB, GROUP, LEGACY, STRANGER, WEB } from './configuration.fixture';
import type { Due } from './due';
import { dueDeliveries, dueFromVPort } from './due-deliveries';
import { pathNames } from './render-path';

const frame = (source: MacAddress, destination: MacAddress, changes: Partial<Frame> = {}): Frame => ({
  source,
  destination,
  etherType: 0x88b5,
  payload: new Uint8Array(46),
  ...changes,
});
const vm = (partition: string): Party => ({ kind: 'partition', partition });
const OUTSIDE: Party = { kind: 'outside' };
const tag = (vlan: number): Partial<Frame> => ({ tag: { vlan, priority: 0 } });

/** Deliveries as paths, else the reason of the drop, else "undecided". */
function told(dues: readonly Due[]): readonly string[] {
  const deliveries = dues.flatMap((due) =>
    due.kind === 'delivered'
      ? [
          `${due.must ? '' : 'maybe: '}${pathNames({ ...due, end: { ...due, kind: 'delivered' } }).join(' > ')}`,
        ]
      : [],
  );
  if (deliveries.length > 0) return deliveries.sort();
  return dues.some((due) => due.kind === 'undecided' && due.parties === 'all')
    ? ['undecided']
    : Array.from(new Set(dues.flatMap((due) => (due.kind === 'dropped' ? [due.reason] : []))));
}

interface Case {
  readonly it: string;
  readonly from: Party;
  readonly frame: Frame;
  readonly via?: 'VF' | 'synthetic';
  readonly in?: PathConfiguration;
  readonly due: readonly string[];
}

const nic = (changes: Partial<AdapterPaths>): PathConfiguration =>
  given.configuration({ adapters: [given.adapter(changes)] });
const ports = (...list: readonly PortPaths[]): PathConfiguration =>
  given.configuration({
    switches: [given.external(list)],
    partitions: [
      given.partition('legacy', LEGACY, undefined),
      given.partition('old', given.MAC(4), undefined),
    ],
  });
const OLD = given.MAC(4);
const legacyPort = (changes: Partial<PortPaths> = {}): PortPaths => given.port(4, 'legacy', LEGACY, changes);
const oldPort = (changes: Partial<PortPaths> = {}): PortPaths => given.port(5, 'old', OLD, changes);
const pair = (from: Partial<PortPaths>, to: Partial<PortPaths>): PathConfiguration =>
  ports(legacyPort(from), oldPort(to));
const LOCAL = 'legacy > External > old';
const EGRESS = 'legacy > External > PF > default VPort > NIC switch > physical port';

const udp = (source: number): Uint8Array => {
  const packet = new Uint8Array(46);
  packet.set([0x45, 0, 0, 46, 0, 0, 0, 0, 64, 17], 0);
  packet.set([source >> 8, source & 0xff, 0, 68], 20);
  return packet;
};
const icmpv6 = (type: number): Uint8Array => {
  const packet = new Uint8Array(60);
  packet[0] = 0x60;
  packet[6] = 58;
  packet[40] = type;
  return packet;
};

const NIC_SWITCH: readonly Case[] = [
  {
    it: 'forwards VF to VF inside and nowhere else (ruling 2)',
    from: vm('web'),
    frame: frame(WEB, DB),
    due: ['web > VF 1 > NIC switch > VF 2 > db'],
  },
  {
    it: 'carries a VF frame to a synthetic guest through the default VPort',
    from: vm('web'),
    frame: frame(WEB, LEGACY),
    due: ['web > VF 1 > NIC switch > default VPort > PF > External > legacy'],
  },
  {
    it: 'carries a synthetic guest’s frame to a VF',
    from: vm('legacy'),
    frame: frame(LEGACY, WEB),
    due: ['legacy > External > PF > default VPort > NIC switch > VF 1 > web'],
  },
  {
    it: 'sends an unknown unicast of a VF to the physical port alone (ruling 2)',
    from: vm('web'),
    frame: frame(WEB, STRANGER),
    due: ['web > VF 1 > NIC switch > physical port'],
  },
  {
    it: 'delivers from the wire by MAC and VLAN',
    from: OUTSIDE,
    frame: frame(STRANGER, WEB, tag(10)),
    due: ['outside > physical port > NIC switch > VF 1 > web'],
  },
  {
    it: 'gives a miss from the wire to the default VPort, where the switch drops the unknown (ruling 1)',
    from: OUTSIDE,
    frame: frame(STRANGER, STRANGER, tag(10)),
    due: ['no-due-receiver'],
  },
  {
    it: 'does not deliver another VLAN',
    from: OUTSIDE,
    frame: frame(STRANGER, WEB, tag(20)),
    due: ['no-due-receiver'],
  },
  {
    it: 'copies a VF’s broadcast to all of its VLAN, once, and to the wire (rulings 3, 29)',
    from: vm('web'),
    frame: frame(WEB, BROADCAST),
    due: [
      'web > VF 1 > NIC switch > VF 2 > db',
      'web > VF 1 > NIC switch > default VPort > PF > External > legacy',
      'web > VF 1 > NIC switch > physical port',
    ],
  },
  {
    it: 'does not return a wire broadcast to the wire',
    from: OUTSIDE,
    frame: frame(STRANGER, BROADCAST, tag(10)),
    due: [
      'outside > physical port > NIC switch > VF 1 > web',
      'outside > physical port > NIC switch > VF 2 > db',
      'outside > physical port > NIC switch > default VPort > PF > External > legacy',
    ],
  },
  {
    it: 'gives a group to the VFs that joined it alone (ruling 4)',
    from: OUTSIDE,
    frame: frame(STRANGER, GROUP, tag(10)),
    in: nic({
      functions: [
        given.functionPaths('pf', undefined),
        given.functionPaths(0, 'web', { groups: [GROUP] }),
        given.functionPaths(1, 'db'),
      ],
    }),
    due: [
      'outside > physical port > NIC switch > VF 1 > web',
      'outside > physical port > NIC switch > default VPort > PF > External > legacy',
    ],
  },
  {
    it: 'drops a tag that the guest of an access VPort put itself (ruling 5)',
    from: vm('web'),
    frame: frame(WEB, DB, tag(10)),
    due: ['vlan-not-allowed'],
  },
  {
    it: 'leaves a priority tag on an access VPort open',
    from: vm('web'),
    frame: frame(WEB, DB, tag(0)),
    due: ['undecided'],
  },
  {
    it: 'drops a tag that no filter of a VPort with several VLANs names (ruling 5)',
    from: vm('web'),
    frame: frame(WEB, DB, tag(30)),
    in: nic({ filters: [given.filter(1, WEB, 10), given.filter(1, WEB, 20), given.filter(2, DB, 30)] }),
    due: ['vlan-not-allowed'],
  },
  {
    it: 'lets a VPort with several VLANs choose among its own (ruling 5)',
    from: vm('web'),
    frame: frame(WEB, DB, tag(20)),
    in: nic({ filters: [given.filter(1, WEB, 10), given.filter(1, WEB, 20), given.filter(2, DB, 20)] }),
    due: ['web > VF 1 > NIC switch > VF 2 > db'],
  },
  {
    it: 'matches a MAC-only filter on any VLAN (ruling 6)',
    from: OUTSIDE,
    frame: frame(STRANGER, WEB, tag(77)),
    in: nic({ filters: [given.filter(1, WEB, 'any')] }),
    due: ['outside > physical port > NIC switch > VF 1 > web'],
  },
  {
    it: 'matches untagged-or-zero on untagged frames',
    from: OUTSIDE,
    frame: frame(STRANGER, WEB),
    in: nic({ filters: [given.filter(1, WEB, 'untagged-or-zero')] }),
    due: ['outside > physical port > NIC switch > VF 1 > web'],
  },
  {
    it: 'does not match untagged-or-zero on a tagged frame',
    from: OUTSIDE,
    frame: frame(STRANGER, WEB, tag(10)),
    in: nic({ filters: [given.filter(1, WEB, 'untagged-or-zero')] }),
    due: ['no-due-receiver'],
  },
  {
    it: 'drops a foreign source of a VF (ruling 7)',
    from: vm('web'),
    frame: frame(DB, STRANGER),
    due: ['spoofed-source'],
  },
  {
    it: 'lets a foreign source pass where the port may spoof (ruling 7)',
    from: vm('web'),
    frame: frame(STRANGER, DB),
    in: nic({
      vports: [given.vport(0, 'pf'), given.vport(1, 0, { allowMacSpoofing: true }), given.vport(2, 1)],
    }),
    due: ['web > VF 1 > NIC switch > VF 2 > db'],
  },
  {
    it: 'drops MAC control from a VF even where it may spoof (ruling 7)',
    from: vm('web'),
    frame: frame(WEB, macAddress('01-80-C2-00-00-01'), { etherType: 0x8808 }),
    in: nic({ vports: [given.vport(0, 'pf'), given.vport(1, 0, { allowMacSpoofing: true })] }),
    due: ['mac-control-from-vf'],
  },
  {
    it: 'leaves two matching filters of different kinds open (ruling 8)',
    from: OUTSIDE,
    frame: frame(STRANGER, WEB, tag(10)),
    in: nic({ filters: [given.filter(1, WEB, 10), given.filter(2, WEB, 'any')] }),
    due: ['undecided'],
  },
  {
    it: 'treats a filter on a deactivated VPort as a miss (ruling 9)',
    from: OUTSIDE,
    frame: frame(STRANGER, OLD, tag(10)),
    in: nic({
      vports: [given.vport(0, 'pf'), given.vport(3, 'pf', { active: false })],
      filters: [given.filter(3, OLD, 10)],
    }),
    due: ['no-due-receiver'],
  },
  {
    it: 'forwards inside while the link is down (ruling 11)',
    from: vm('web'),
    frame: frame(WEB, DB),
    in: nic({ linkUp: false }),
    due: ['web > VF 1 > NIC switch > VF 2 > db'],
  },
  {
    it: 'does not where the device declares otherwise (ruling 11)',
    from: vm('web'),
    frame: frame(WEB, DB),
    in: nic({ linkUp: false, localForwardingWithLinkDown: false }),
    due: ['link-down'],
  },
  {
    it: 'drops egress while the link is down (ruling 11)',
    from: vm('web'),
    frame: frame(WEB, STRANGER),
    in: nic({ linkUp: false }),
    due: ['link-down'],
  },
  {
    it: 'lets nothing in while the link is down',
    from: OUTSIDE,
    frame: frame(STRANGER, WEB, tag(10)),
    in: nic({ linkUp: false }),
    due: ['link-down'],
  },
  {
    it: 'does not return a frame to its sender',
    from: vm('web'),
    frame: frame(WEB, WEB),
    due: ['own-frame'],
  },
  {
    it: 'drops what is too long',
    from: vm('web'),
    frame: frame(WEB, DB, { payload: new Uint8Array(1600) }),
    due: ['frame-too-long'],
  },
  {
    it: 'carries nothing without the driver',
    from: vm('web'),
    frame: frame(WEB, DB),
    in: nic({ driverRunning: false }),
    due: ['adapter-not-running'],
  },
];

const gates = (changes: Parameters<typeof given.functionPaths>[2]): PathConfiguration =>
  nic({
    functions: [
      given.functionPaths('pf', undefined),
      given.functionPaths(0, 'web', changes),
      given.functionPaths(1, 'db'),
    ],
  });

const GATES: readonly Case[] = [
  {
    it: 'sends nothing without bus mastering',
    from: vm('web'),
    frame: frame(WEB, DB),
    in: gates({ busMasterEnable: false }),
    due: ['bus-master-disabled'],
  },
  {
    it: 'sends nothing while transmission is off',
    from: vm('web'),
    frame: frame(WEB, DB),
    in: gates({ transmitEnabled: false }),
    due: ['transmit-disabled'],
  },
  {
    it: 'sends nothing in D3',
    from: vm('web'),
    frame: frame(WEB, DB),
    in: gates({ powered: false }),
    due: ['not-powered'],
  },
  {
    it: 'receives nothing without bus mastering',
    from: vm('db'),
    frame: frame(DB, WEB),
    in: gates({ busMasterEnable: false }),
    due: ['bus-master-disabled'],
  },
  {
    it: 'drops at a receiver without buffers',
    from: vm('db'),
    frame: frame(DB, WEB),
    in: gates({ receiveBuffers: 0 }),
    due: ['no-receive-buffer'],
  },
  {
    it: 'drops at a receiver whose buffers the IOMMU keeps from it',
    from: vm('db'),
    frame: frame(DB, WEB),
    in: gates({ buffersAstray: true }),
    due: ['iommu-fault'],
  },
  {
    it: 'may queue for a driver that does not receive yet (ruling 18)',
    from: vm('db'),
    frame: frame(DB, WEB),
    in: gates({ receiveEnabled: false }),
    due: ['maybe: db > VF 2 > NIC switch > VF 1 > web'],
  },
  {
    it: 'sends nothing without a VPort (PATH-VF-09)',
    from: vm('web'),
    frame: frame(WEB, DB),
    in: nic({ vports: [given.vport(0, 'pf'), given.vport(2, 1)] }),
    due: ['vport-not-active'],
  },
  {
    it: 'has no VF where a guest has none',
    from: vm('legacy'),
    via: 'VF',
    frame: frame(LEGACY, DB),
    due: ['function-absent'],
  },
  {
    it: 'obeys a forced synthetic path',
    from: vm('web'),
    via: 'synthetic',
    frame: frame(WEB, LEGACY),
    due: ['web > External > legacy'],
  },
];

const EXTENSIBLE: readonly Case[] = [
  {
    it: 'delivers to the owner of the address only (XSW-FWD-16)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair({}, {}),
    due: [LOCAL],
  },
  {
    it: 'sends the unknown to the external port alone (ruling 26)',
    from: vm('legacy'),
    frame: frame(LEGACY, STRANGER),
    in: pair({}, {}),
    due: [EGRESS],
  },
  {
    it: 'broadcasts to all but the sender (XSW-FWD-18)',
    from: vm('legacy'),
    frame: frame(LEGACY, BROADCAST),
    in: nic({ vports: [given.vport(0, 'pf')] }),
    due: [EGRESS],
  },
  {
    it: 'drops for an owner that is not connected (XSW-FWD-19)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair({}, { connected: false }),
    due: ['not-connected'],
  },
  {
    it: 'never returns a frame (XSW-FWD-20)',
    from: vm('legacy'),
    frame: frame(LEGACY, LEGACY),
    in: pair({}, {}),
    due: ['own-frame'],
  },
  {
    it: 'drops a foreign source (XSW-SEC-01)',
    from: vm('legacy'),
    frame: frame(STRANGER, OLD),
    in: pair({}, {}),
    due: ['spoofed-source'],
  },
  {
    it: 'lets it pass where spoofing is allowed (XSW-SEC-02)',
    from: vm('legacy'),
    frame: frame(STRANGER, OLD),
    in: pair({ allowMacSpoofing: true }, {}),
    due: [LOCAL],
  },
  {
    it: 'drops a group source even then (XSW-SEC-03)',
    from: vm('legacy'),
    frame: frame(GROUP, OLD),
    in: pair({ allowMacSpoofing: true }, {}),
    due: ['spoofed-source'],
  },
  {
    it: 'drops another VM’s address from a teamed port (XSW-SEC-04)',
    from: vm('legacy'),
    frame: frame(OLD, STRANGER),
    in: pair({ allowTeaming: true }, {}),
    due: ['spoofed-source'],
  },
  {
    it: 'separates access VLANs (XSW-VLAN-13)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair({}, { vlan: { kind: 'access', vlan: 20 } }),
    due: ['vlan-not-allowed'],
  },
  {
    it: 'does not let a tag choose the VLAN (XSW-VLAN-14)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, tag(20)),
    in: pair({}, { vlan: { kind: 'access', vlan: 20 } }),
    due: ['vlan-not-allowed'],
  },
  {
    it: 'carries allowed VLANs of a trunk (XSW-VLAN-03)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, tag(20)),
    in: pair({ vlan: { kind: 'trunk', allowed: [20], native: 10 } }, { vlan: { kind: 'access', vlan: 20 } }),
    due: [LOCAL],
  },
  {
    it: 'blocks pruned VLANs of a trunk (XSW-VLAN-06)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, tag(20)),
    in: pair(
      { vlan: { kind: 'trunk', allowed: [20], native: 10, pruned: [20] } },
      { vlan: { kind: 'access', vlan: 20 } },
    ),
    due: ['vlan-not-allowed'],
  },
  {
    it: 'puts untagged frames of a trunk in the native VLAN (XSW-VLAN-04)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair({ vlan: { kind: 'trunk', allowed: [20], native: 10 } }, {}),
    due: [LOCAL],
  },
  {
    it: 'keeps isolated ports apart (XSW-VLAN-10)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair(
      { vlan: { kind: 'isolated', primary: 10, secondary: 200 } },
      { vlan: { kind: 'isolated', primary: 10, secondary: 200 } },
    ),
    due: ['vlan-not-allowed'],
  },
  {
    it: 'joins an isolated and a promiscuous port (XSW-VLAN-09)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair(
      { vlan: { kind: 'isolated', primary: 10, secondary: 200 } },
      { vlan: { kind: 'promiscuous', primary: 10, secondaries: [200] } },
    ),
    due: [LOCAL],
  },
  {
    it: 'joins a community (XSW-VLAN-08)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair(
      { vlan: { kind: 'community', primary: 10, secondary: 200 } },
      { vlan: { kind: 'community', primary: 10, secondary: 200 } },
    ),
    due: [LOCAL],
  },
  {
    it: 'keeps communities apart (XSW-VLAN-08)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair(
      { vlan: { kind: 'community', primary: 10, secondary: 200 } },
      { vlan: { kind: 'community', primary: 10, secondary: 201 } },
    ),
    due: ['vlan-not-allowed'],
  },
  {
    it: 'denies on the way out (XSW-ACL-06)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair({ acl: [{ action: 'deny', direction: 'out', remoteMac: OLD }] }, {}),
    due: ['policy-denied'],
  },
  {
    it: 'denies on the way in (XSW-ACL-06)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair({}, { acl: [{ action: 'deny', direction: 'in', remoteMac: LEGACY }] }),
    due: ['policy-denied'],
  },
  {
    it: 'lets the narrower entry decide (XSW-ACL-04)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair(
      {},
      {
        acl: [
          { action: 'deny', direction: 'in' },
          { action: 'allow', direction: 'in', remoteMac: LEGACY },
        ],
      },
    ),
    due: [LOCAL],
  },
  {
    it: 'leaves entries that contradict each other open',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair(
      {
        acl: [
          { action: 'deny', direction: 'out' },
          { action: 'allow', direction: 'out' },
        ],
      },
      {},
    ),
    due: ['undecided'],
  },
  {
    it: 'meters without blocking (XSW-ACL-05)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD),
    in: pair({ acl: [{ action: 'meter', direction: 'out' }] }, {}),
    due: [LOCAL],
  },
  {
    it: 'stops DHCP offers of a guarded port (XSW-SEC-08)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, { etherType: 0x0800, payload: udp(67) }),
    in: pair({ dhcpGuard: true }, {}),
    due: ['guard'],
  },
  {
    it: 'lets DHCP clients pass (XSW-SEC-08)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, { etherType: 0x0800, payload: udp(68) }),
    in: pair({ dhcpGuard: true }, {}),
    due: [LOCAL],
  },
  {
    it: 'guards the sender only (XSW-SEC-10)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, { etherType: 0x0800, payload: udp(67) }),
    in: pair({}, { dhcpGuard: true }),
    due: [LOCAL],
  },
  {
    it: 'stops router advertisements (XSW-SEC-09)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, { etherType: 0x86dd, payload: icmpv6(134) }),
    in: pair({ routerGuard: true }, {}),
    due: ['guard'],
  },
  {
    it: 'lets neighbour solicitations pass (XSW-SEC-09)',
    from: vm('legacy'),
    frame: frame(LEGACY, OLD, { etherType: 0x86dd, payload: icmpv6(135) }),
    in: pair({ routerGuard: true }, {}),
    due: [LOCAL],
  },
];

for (const [subject, cases] of Object.entries({
  'NIC switch': NIC_SWITCH,
  'functions and paths': GATES,
  'extensible switch': EXTENSIBLE,
}))
  describe(`the path oracle: ${subject}`, () => {
    for (const each of cases)
      it(each.it, () => {
        const sent = { sender: each.from, frames: [{ token: 't', frame: each.frame }] };
        const dues = dueDeliveries(
          each.in ?? given.configuration(),
          each.via === undefined ? sent : { ...sent, via: each.via },
        );
        expect(told(dues)).to.deep.equal([...each.due].sort());
      });
  });

describe('the path oracle: guests between two paths', () => {
  const between = given.configuration({
    partitions: [given.partition('web', WEB, 0, { path: 'synthetic' }), given.partition('db', DB, 1)],
  });
  const from = (destination: MacAddress): readonly string[] =>
    told(
      dueDeliveries(between, { sender: vm('db'), frames: [{ token: 't', frame: frame(DB, destination) }] }),
    );

  it('take a unicast over the VF, or not', () => {
    expect(from(WEB)).to.deep.equal(['maybe: db > VF 2 > NIC switch > VF 1 > web']);
  });

  it('take a broadcast once, on the active path (ruling 29)', () => {
    expect(from(BROADCAST).filter((path) => path.endsWith('web'))).to.deep.equal([
      'db > VF 2 > NIC switch > default VPort > PF > External > web',
    ]);
  });
});

describe('the path oracle: content', () => {
  const contentAt = (dues: readonly Due[], receiver: string) => {
    const due = dues.find(
      (each) =>
        each.kind === 'delivered' &&
        each.receiver.kind === 'partition' &&
        each.receiver.partition === receiver,
    );
    return due?.kind === 'delivered'
      ? { tag: due.frame.tag?.vlan, told: due.outOfBand.vlan, content: due.content }
      : undefined;
  };
  const send = (from: Party, sent: Frame, where = given.configuration()): readonly Due[] =>
    dueDeliveries(where, { sender: from, frames: [{ token: 't', frame: sent }] });

  it('removes the tag at a VF and tells it out of band (FILTER-VLAN-07)', () => {
    const dues = send(OUTSIDE, frame(STRANGER, WEB, tag(10)));
    expect(contentAt(dues, 'web')).to.deep.equal({ tag: undefined, told: 10, content: 'exact' });
  });

  it('hands frames of an access port over untagged (XSW-VLAN-02)', () => {
    const dues = send(OUTSIDE, frame(STRANGER, LEGACY, tag(10)));
    expect(contentAt(dues, 'legacy')).to.deep.equal({ tag: undefined, told: undefined, content: 'frame' });
  });

  it('tags what an access VPort sends to the wire (ruling 5)', () => {
    const [due] = send(vm('web'), frame(WEB, STRANGER));
    expect(due?.kind === 'delivered' && due.frame.tag?.vlan).to.equal(10);
  });

  it('keeps the tag towards a trunk (XSW-VLAN-03)', () => {
    const where = pair(
      { vlan: { kind: 'access', vlan: 20 } },
      { vlan: { kind: 'trunk', allowed: [20], native: 1 } },
    );
    expect(contentAt(send(vm('legacy'), frame(LEGACY, OLD), where), 'old')?.tag).to.equal(20);
  });
});

describe('the path oracle: several parts', () => {
  it('demands as many copies as a receiver had buffers, and allows the rest (C8)', () => {
    const frames = [1, 2, 3].map((each) => ({ token: `t${each}`, frame: frame(DB, WEB) }));
    const dues = dueDeliveries(gates({ receiveBuffers: 2 }), { sender: vm('db'), frames });
    expect(dues.map((due) => due.kind === 'delivered' && due.must)).to.deep.equal([true, true, false]);
  });

  it('crosses the medium between two adapters', () => {
    const second = given.adapter({
      adapter: 'NIC2',
      filters: [given.filter(1, given.MAC(9), 10)],
      functions: [given.functionPaths('pf', undefined), given.functionPaths(0, 'far')],
    });
    const where = given.configuration({ adapters: [given.adapter(), second] });
    const dues = dueDeliveries(where, {
      sender: vm('web'),
      frames: [{ token: 't', frame: frame(WEB, given.MAC(9)) }],
    });
    expect(told(dues)).to.deep.equal([
      'maybe: web > VF 1 > NIC switch > physical port',
      'web > VF 1 > NIC switch > physical port > physical port > NIC switch > VF 1 > far',
    ]);
  });

  it('names the station that owns the address, and every station of the VLAN for a broadcast', () => {
    const stations = [
      { station: 'client', mac: given.MAC(8), vlan: 10 },
      { station: 'outside', mac: given.MAC(9), vlan: undefined },
      { station: 'elsewhere', mac: given.MAC(10), vlan: 20 },
    ];
    const receivers = (destination: MacAddress): readonly string[] =>
      dueDeliveries(given.configuration({ stations, switches: [given.external([])] }), {
        sender: vm('web'),
        frames: [{ token: 't', frame: frame(WEB, destination) }],
      }).flatMap((due) =>
        due.kind === 'delivered' && due.receiver.kind === 'outside' ? [due.receiver.station ?? ''] : [],
      );
    expect(receivers(given.MAC(8))).to.deep.equal(['client']);
    expect(receivers(STRANGER)).to.deep.equal(['outside']);
    expect(receivers(BROADCAST)).to.deep.equal(['client', 'outside']);
  });

  it('copies to the monitor of a mirrored port once (XSW-MIRROR-02)', () => {
    const monitor = given.port(6, 'monitor', given.MAC(6), { vlan: { kind: 'access', vlan: 99 } });
    const where = ports(legacyPort({ mirrorTo: 6 }), oldPort(), monitor);
    const sent = { sender: vm('legacy'), frames: [{ token: 't', frame: frame(LEGACY, OLD) }] };
    expect(told(dueDeliveries(where, sent))).to.deep.equal(['legacy > External > monitor', LOCAL]);
  });

  it('drops what an extension silences and leaves out whom it excludes', () => {
    const extended = (kind: string, who: string): PathConfiguration => ({
      ...ports(legacyPort(), oldPort()),
      switches: [
        given.external([legacyPort(), oldPort()], {
          extensions: [
            { type: 'filtering', enabled: true, rules: [{ kind, partition: who } as { kind: string }] },
          ],
        }),
      ],
    });
    const sent = { sender: vm('legacy'), frames: [{ token: 't', frame: frame(LEGACY, OLD) }] };
    expect(told(dueDeliveries(extended('drop-from', 'legacy'), sent))).to.deep.equal([
      'excluded-by-extension',
    ]);
    expect(told(dueDeliveries(extended('exclude-destination', 'old'), sent))).to.deep.equal([
      'excluded-by-extension',
    ]);
    expect(told(dueDeliveries(extended('add-destination', 'monitor'), sent))).to.deep.equal([LOCAL]);
    const out = { sender: vm('legacy'), frames: [{ token: 't', frame: frame(LEGACY, STRANGER) }] };
    expect(told(dueDeliveries(extended('exclude-destination', 'outside'), out))).to.deep.equal([
      'excluded-by-extension',
    ]);
  });

  it('demands nothing of a forwarding extension, and still allows nothing else (XSW-EXT-12)', () => {
    const where = {
      ...ports(legacyPort(), oldPort()),
      switches: [
        given.external([legacyPort(), oldPort()], {
          extensions: [{ type: 'forwarding' as const, enabled: true, rules: [] }],
        }),
      ],
    };
    const sent = { sender: vm('legacy'), frames: [{ token: 't', frame: frame(LEGACY, OLD) }] };
    expect(told(dueDeliveries(where, sent))).to.deep.equal([`maybe: ${LOCAL}`]);
  });

  it('shows a promiscuous PF what the wire sends to a VF, and no guest gains by it (ruling 10)', () => {
    const where = given.configuration({
      adapters: [
        given.adapter({
          functions: [
            given.functionPaths('pf', undefined, { promiscuous: true }),
            given.functionPaths(0, 'web'),
          ],
        }),
      ],
    });
    const dues = dueDeliveries(where, {
      sender: OUTSIDE,
      frames: [{ token: 't', frame: frame(STRANGER, WEB, tag(10)) }],
    });
    expect(told(dues)).to.deep.equal(['outside > physical port > NIC switch > VF 1 > web']);
    expect(dues.some((due) => due.rests.includes('ruling 10'))).to.equal(true);
  });

  it('sends by the VPort that the management OS names, or the default one (VPORT-FLOW-04, -06)', () => {
    const from = (number: number): readonly string[] =>
      told(
        dueFromVPort(given.configuration(), {
          adapter: undefined,
          vport: number,
          token: 't',
          frame: frame(LEGACY, WEB, tag(10)),
        }),
      );
    expect(from(0)).to.deep.equal(['management OS > PF > default VPort > NIC switch > VF 1 > web']);
    expect(from(99)).to.deep.equal(['management OS > PF > default VPort > NIC switch > VF 1 > web']);
    expect(from(1)).to.deep.equal(['undecided']);
  });

  it('lets nothing out of a VPort of the PF that is not activated (VPORT-STATE-08)', () => {
    const from = (active: boolean): readonly string[] => {
      const vports = [...given.adapter().vports, given.vport(3, 'pf', { active })];
      const where = given.configuration({ adapters: [given.adapter({ vports })] });
      return told(
        dueFromVPort(where, { adapter: undefined, vport: 3, token: 't', frame: frame(LEGACY, WEB, tag(10)) }),
      );
    };
    expect(from(true)).to.deep.equal(['management OS > PF > VPort 3 > NIC switch > VF 1 > web']);
    expect(from(false)).to.deep.equal(['vport-not-active']);
  });

  it('says which domains a copy may touch, dropped ones included', () => {
    const [due] = dueDeliveries(gates({ receiveBuffers: 0 }), {
      sender: vm('db'),
      frames: [{ token: 't', frame: frame(DB, WEB) }],
    });
    expect(due?.touches.map((each) => (each.kind === 'vf' ? `vf:${each.vf}` : each.kind))).to.deep.equal([
      'partition',
      'vf:1',
      'device',
      'vf:0',
      'partition',
    ]);
  });

  it('lets a frame that nothing decides touch those whom it reaches where it is let in, and nobody else', () => {
    const touched = (sent: Partial<Frame>): readonly string[] =>
      dueDeliveries(given.configuration(), {
        sender: vm('web'),
        frames: [{ token: 't', frame: frame(WEB, DB, sent) }],
      }).flatMap((due) => due.touches.map((each) => (each.kind === 'vf' ? `vf:${each.vf}` : each.kind)));
    expect(touched(tag(0)))
      .to.include.members(['vf:0', 'vf:1'])
      .and.not.include('pf');
    expect(new Set(touched(tag(0)))).to.deep.equal(new Set(touched({})));
  });
});
