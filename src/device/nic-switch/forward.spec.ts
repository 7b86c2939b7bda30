import { expect } from 'chai';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import { BROADCAST, macAddress, type MacAddress } from '../../terms/mac-address';
import { filterId, NDIS_DEFAULT_VPORT_ID, vportId } from '../../terms/switch-ids';
import { ETHERTYPE, type Frame, type VlanTag } from '../../wire/frame';
import type { ReceiveMode } from '../device';
import { MAC_CONTROL_ADDRESS } from './check-source';
import { createVPort } from './create-vport';
import { forward, forwardBurst } from './forward';
import {
  vportDoor,
  WIRE_DOOR,
  type ForwardingGates,
  type ForwardingResult,
  type SwitchDoor,
} from './forwarding';
import { moveFilter } from './move-filter';
import type { NicSwitch, VlanTest } from './nic-switch';
import { done, macOf, nicSwitchProfile, switchWithVfs } from './nic-switch.fixture';
import { vportCounters } from './nic-switch-view';
import { setFilter } from './set-filter';
import { setVPort } from './set-vport';
import { counterFaults } from './switch-counters';
import { switchParts } from './switch-parts';
import { vportOfSend } from './vport-of-send';

const OUTSIDE = macAddress('00-AA-00-00-00-01');
const GROUP = macAddress('01-00-5E-00-00-05');
const OTHER_GROUP = macAddress('01-00-5E-80-00-05');
const PROFILE = nicSwitchProfile({ vfs: 6, vports: 9, queuePairs: 32, filters: 64 });
const UNTAGGED: VlanTest = { kind: 'untagged-or-zero' };
const ANY: VlanTest = { kind: 'any' };
const id = (vlan: number): VlanTest => ({ kind: 'id', id: vlan });

/**
 * VPorts 1 and 2: access VLAN 5. VPort 3: access VLAN 6. VPort 4: untagged or zero. VPort 5: trunk of 5 and 7. VPort 6: by MAC
 * alone. VPort 7: of the PF, VLAN 5, deactivated. The default VPort has one VM's address on VLAN 5.
 */
const TESTS: readonly (readonly [number, MacAddress, VlanTest])[] = [
  [1, macOf(1), id(5)],
  [2, macOf(2), id(5)],
  [3, macOf(3), id(6)],
  [4, macOf(4), UNTAGGED],
  [5, macOf(5), id(5)],
  [5, macOf(5), id(7)],
  [6, macOf(6), ANY],
  [7, macOf(7), id(5)],
  [0, macOf(100), id(5)],
];
const withPfPort = done(
  createVPort(switchWithVfs(6, PROFILE), {
    vport: vportId(7),
    function: PF,
    queuePairs: 1,
    processorAffinity: 1,
  }),
);
const SWITCH = TESTS.reduce(
  (rest, [vport, mac, vlan], at) =>
    done(setFilter(rest, { filter: filterId(at + 1), vport: vportId(vport), mac, vlan })),
  withPfPort,
);

const mode = (more: Partial<ReceiveMode> = {}): ReceiveMode => ({
  broadcast: true,
  allMulticast: false,
  promiscuous: false,
  groups: [],
  ...more,
});
const gates = (
  more: Partial<ForwardingGates> = {},
  modes: (id: FunctionId) => ReceiveMode | undefined = () => mode(),
): ForwardingGates => ({ linkUp: true, receiveMode: modes, ...more });

interface Case {
  readonly from: number | 'wire';
  readonly to: MacAddress;
  readonly source?: MacAddress;
  readonly tag?: number | VlanTag;
  readonly etherType?: number;
  readonly size?: number;
}
const frameOf = ({ from, to, source, tag, etherType, size }: Case): Frame => ({
  destination: to,
  source: source ?? (from === 'wire' ? OUTSIDE : macOf(from)),
  ...(tag === undefined ? {} : { tag: typeof tag === 'number' ? { vlan: tag, priority: 3 } : tag }),
  etherType: etherType ?? ETHERTYPE.experimental,
  payload: new Uint8Array((size ?? 60) - 14),
});
const doorOf = (from: Case['from']): SwitchDoor => (from === 'wire' ? WIRE_DOOR : vportDoor(vportId(from)));

/** `1 2:5 wire:5 -spoofed-source@vport 1`: VPorts with out-of-band VLAN, the wire with its tag, drops and where they count. */
function summary({ deliveries, egress, drops }: ForwardingResult): string {
  return [
    ...deliveries.map(({ vport, outOfBand }) => withVlan(String(vport), outOfBand.vlan)),
    ...(egress === undefined ? [] : [withVlan('wire', egress.tag?.vlan)]),
    ...drops.map(({ reason, at }) => `-${reason}@${at.kind === 'wire' ? 'wire' : at.vport}`),
  ].join(' ');
}
const withVlan = (text: string, vlan: number | undefined): string =>
  vlan === undefined ? text : `${text}:${vlan}`;

function outcome(sent: Case, by: ForwardingGates = gates(), nicSwitch: NicSwitch = SWITCH): string {
  const { result, nicSwitch: after } = forward(nicSwitch, doorOf(sent.from), frameOf(sent), by);
  expect(counterFaults(after)).to.deep.equal([]);
  for (const { frame } of result.deliveries) expect(frame).to.not.have.property('tag');
  return summary(result);
}

describe('forwarding in the NIC switch', () => {
  const cases: Readonly<Record<string, readonly (readonly [string, Case, string])[]>> = {
    'unicast from the wire (FORWARD-LOOKUP-01, rulings 1, 5, 6)': [
      ['both tests pass', { from: 'wire', to: macOf(1), tag: 5 }, '1:5'],
      ['the VLAN of another VPort', { from: 'wire', to: macOf(1), tag: 6 }, '0:6'],
      ['no tag for an access VPort (FILTER-VLAN-05)', { from: 'wire', to: macOf(1) }, '0'],
      ['a priority tag for an access VPort', { from: 'wire', to: macOf(1), tag: 0 }, '0:0'],
      ['an unknown address', { from: 'wire', to: OUTSIDE, tag: 5 }, '0:5'],
      ['an address on the default VPort', { from: 'wire', to: macOf(100), tag: 5 }, '0:5'],
      ['untagged for untagged-or-zero (FILTER-VLAN-01)', { from: 'wire', to: macOf(4) }, '4'],
      ['priority-tagged for untagged-or-zero', { from: 'wire', to: macOf(4), tag: 0 }, '4:0'],
      ['tagged for untagged-or-zero (FILTER-VLAN-02)', { from: 'wire', to: macOf(4), tag: 5 }, '0:5'],
      ['one VLAN of a trunk', { from: 'wire', to: macOf(5), tag: 7 }, '5:7'],
      ['a VLAN that is not of the trunk', { from: 'wire', to: macOf(5), tag: 6 }, '0:6'],
      ['any VLAN for a MAC-only filter (FILTER-VLAN-04)', { from: 'wire', to: macOf(6), tag: 9 }, '6:9'],
      ['no tag for a MAC-only filter', { from: 'wire', to: macOf(6) }, '6'],
      ['a deactivated PF VPort (ruling 9)', { from: 'wire', to: macOf(7), tag: 5 }, '0:5'],
    ],
    'unicast from a VPort (ruling 2)': [
      ['a neighbour on the same VLAN', { from: 1, to: macOf(2) }, '2:5'],
      ['a neighbour on another VLAN (FORWARD-LOOP-04)', { from: 1, to: macOf(3) }, 'wire:5'],
      ['a VM without a VF (FORWARD-LOOP-02)', { from: 1, to: macOf(100) }, '0:5'],
      ['an outside station', { from: 1, to: OUTSIDE }, 'wire:5'],
      ['an outside station, untagged', { from: 4, to: OUTSIDE }, 'wire'],
      ['its own address (ISO-LAW-06)', { from: 1, to: macOf(1) }, '-own-frame@1'],
      ['from the PF to a VF (FORWARD-LOOP-03)', { from: 0, to: macOf(1), tag: 5 }, '1:5'],
      ['from the PF outside', { from: 0, to: OUTSIDE, tag: 9 }, 'wire:9'],
      ['to a deactivated PF VPort (ruling 9)', { from: 1, to: macOf(7) }, 'wire:5'],
    ],
    'VLANs on the way in (ruling 5, ISO-LAW-07)': [
      ['access: its own VLAN by the guest', { from: 1, to: OUTSIDE, tag: 5 }, '-vlan-not-allowed@1'],
      ['access: a foreign VLAN by the guest', { from: 1, to: macOf(3), tag: 6 }, '-vlan-not-allowed@1'],
      ['access: a priority tag', { from: 1, to: OUTSIDE, tag: 0 }, 'wire:5'],
      ['untagged-or-zero: untagged', { from: 4, to: OUTSIDE }, 'wire'],
      ['untagged-or-zero: tagged', { from: 4, to: macOf(1), tag: 5 }, '-vlan-not-allowed@4'],
      ['trunk: one of its VLANs', { from: 5, to: macOf(1), tag: 5 }, '1:5'],
      ['trunk: another VLAN', { from: 5, to: macOf(3), tag: 6 }, '-vlan-not-allowed@5'],
      ['trunk: untagged', { from: 5, to: OUTSIDE }, '-vlan-not-allowed@5'],
      ['MAC-only: any', { from: 6, to: macOf(3), tag: 6 }, '3:6'],
    ],
    'what a VF may send (ruling 7)': [
      ['a foreign source', { from: 1, to: macOf(2), source: macOf(2) }, '-spoofed-source@1'],
      ['a foreign source, broadcast', { from: 1, to: BROADCAST, source: macOf(3) }, '-spoofed-source@1'],
      ['the PF under any source', { from: 0, to: OUTSIDE, source: macOf(50) }, 'wire'],
      [
        'PAUSE',
        { from: 1, to: MAC_CONTROL_ADDRESS, etherType: ETHERTYPE.macControl },
        '-mac-control-from-vf@1',
      ],
      [
        'MAC control to a neighbour',
        { from: 1, to: macOf(2), etherType: ETHERTYPE.macControl },
        '-mac-control-from-vf@1',
      ],
    ],
    'broadcast (ruling 3)': [
      ['from the wire on VLAN 5', { from: 'wire', to: BROADCAST, tag: 5 }, '0:5 1:5 2:5 5:5 6:5'],
      ['from the wire untagged', { from: 'wire', to: BROADCAST }, '0 4 6'],
      ['from the wire on a VLAN of nobody', { from: 'wire', to: BROADCAST, tag: 99 }, '0:99 6:99'],
      ['from an access VPort, not back to it', { from: 1, to: BROADCAST }, '0:5 2:5 5:5 6:5 wire:5'],
      ['from the default VPort', { from: 0, to: BROADCAST, tag: 6 }, '3:6 6:6 wire:6'],
    ],
    'doors and sizes': [
      ['a deactivated VPort sends nothing (VPORT-STATE-08)', { from: 7, to: OUTSIDE }, '-vport-not-active@7'],
      ['the longest frame', { from: 4, to: OUTSIDE, size: 1518 }, 'wire'],
      ['a byte more from a VF', { from: 4, to: OUTSIDE, size: 1519 }, '-frame-too-long@4'],
      ['a byte more from the wire', { from: 'wire', to: macOf(4), size: 1519 }, '-frame-too-long@wire'],
    ],
  };

  for (const [subject, rows] of Object.entries(cases))
    describe(subject, () => {
      for (const [title, sent, expected] of rows) it(title, () => expect(outcome(sent)).to.equal(expected));
    });

  it('delivers multicast to the groups that a driver joined, bit for bit, and all to the default VPort (ruling 4)', () => {
    const joined = gates({}, (each) =>
      each.kind === 'vf' && each.vf === 1 ? mode({ groups: [GROUP] }) : mode({ groups: [OTHER_GROUP] }),
    );
    expect(outcome({ from: 'wire', to: GROUP, tag: 5 }, joined)).to.equal('0:5 2:5');
    expect(outcome({ from: 1, to: GROUP }, joined)).to.equal('0:5 2:5 wire:5');
    const all = gates({}, (each) => (each.kind === 'vf' ? mode({ allMulticast: true }) : undefined));
    expect(outcome({ from: 'wire', to: GROUP, tag: 6 }, all)).to.equal('0:6 3:6 6:6');
  });

  it('sends no broadcast to a function whose driver wants none or is not there', () => {
    const none = gates({}, (each) =>
      each.kind === 'vf' && each.vf === 1 ? mode({ broadcast: false }) : undefined,
    );
    expect(outcome({ from: 'wire', to: BROADCAST, tag: 5 }, none)).to.equal('0:5');
  });

  it('shows a promiscuous default VPort every frame from the wire once, and none between VPorts (ruling 10)', () => {
    const curious = gates({}, (each) => mode({ promiscuous: each.kind === 'pf' }));
    expect(outcome({ from: 'wire', to: macOf(1), tag: 5 }, curious)).to.equal('0:5 1:5');
    expect(outcome({ from: 'wire', to: OUTSIDE }, curious)).to.equal('0');
    expect(outcome({ from: 'wire', to: BROADCAST }, curious)).to.equal('0 4 6');
    expect(outcome({ from: 1, to: macOf(2) }, curious)).to.equal('2:5');
  });

  it('ignores promiscuous mode of a VF (ruling 10)', () => {
    const hostile = gates({}, (each) => mode({ promiscuous: each.kind === 'vf' }));
    expect(outcome({ from: 'wire', to: macOf(1), tag: 5 }, hostile)).to.equal('1:5');
    expect(outcome({ from: 'wire', to: OUTSIDE }, hostile)).to.equal('0');
  });

  describe('with the link down (ruling 11)', () => {
    const down = gates({ linkUp: false });
    const still = nicSwitchProfile({ vfs: 2 }, { choices: { localForwardingWithLinkDown: false } });

    it('goes on between VPorts and drops egress at the physical port', () => {
      expect(outcome({ from: 1, to: macOf(2) }, down)).to.equal('2:5');
      expect(outcome({ from: 1, to: OUTSIDE }, down)).to.equal('-link-down@wire');
      expect(outcome({ from: 1, to: BROADCAST }, down)).to.equal('0:5 2:5 5:5 6:5 -link-down@wire');
      expect(outcome({ from: 'wire', to: macOf(4) }, down)).to.equal('-link-down@wire');
    });

    it('stops altogether where the adapter declares so', () => {
      const two = [1, 2].reduce(
        (rest, n) =>
          done(setFilter(rest, { filter: filterId(n), vport: vportId(n), mac: macOf(n), vlan: UNTAGGED })),
        switchWithVfs(2, still),
      );
      expect(outcome({ from: 1, to: macOf(2) }, down, two)).to.equal('-link-down@wire');
      expect(outcome({ from: 1, to: macOf(2) }, gates(), two)).to.equal('2');
    });
  });

  it('lets a VPort spoof when its port policy allows, but not send MAC control or leave its VLAN (ruling 7)', () => {
    const free = done(setVPort(SWITCH, vportId(1), { allowMacSpoofing: true }));
    expect(outcome({ from: 1, to: macOf(2), source: macOf(3) }, gates(), free)).to.equal('2:5');
    expect(outcome({ from: 1, to: macOf(2), source: macOf(3), tag: 6 }, gates(), free)).to.equal(
      '-vlan-not-allowed@1',
    );
    const pause = { from: 1, to: MAC_CONTROL_ADDRESS, etherType: ETHERTYPE.macControl };
    expect(outcome(pause, gates(), free)).to.equal('-mac-control-from-vf@1');
    expect(outcome({ from: 2, to: macOf(1), source: macOf(3) }, gates(), free)).to.equal('-spoofed-source@2');
  });

  it('delivers on a PF VPort once it is activated, and names it in the indication (ruling 9, VPORT-FLOW-03)', () => {
    const active = done(setVPort(SWITCH, vportId(7), { active: true }));
    expect(outcome({ from: 'wire', to: macOf(7), tag: 5 }, gates(), active)).to.equal('7:5');
    const { result } = forward(active, WIRE_DOOR, frameOf({ from: 'wire', to: macOf(7), tag: 5 }), gates());
    expect(result.deliveries[0]?.outOfBand).to.deep.equal({ vlan: 5, priority: 3, vport: 7 });
  });

  it('keeps the priority, of an untagged access frame 0, and tells a VF no VPort (VPORT-FLOW-07)', () => {
    const prioritized = frameOf({ from: 1, to: macOf(2), tag: { vlan: 0, priority: 6 } });
    const { result } = forward(SWITCH, doorOf(1), prioritized, gates());
    expect(result.deliveries[0]?.outOfBand).to.deep.equal({ vlan: 5, priority: 6 });
  });

  it('applies each function’s own limit to what it sends and takes (mutant sw-jumbo-limit-global)', () => {
    const short = gates({ maxFrameSize: (each) => (each.kind === 'vf' && each.vf === 1 ? 100 : undefined) });
    expect(outcome({ from: 2, to: macOf(1), size: 101 }, short)).to.equal('-frame-too-long@2');
    expect(outcome({ from: 1, to: macOf(2), size: 101 }, short)).to.equal('-frame-too-long@2');
    expect(outcome({ from: 1, to: macOf(2), size: 100 }, short)).to.equal('2:5');
    expect(outcome({ from: 'wire', to: BROADCAST, tag: 5, size: 200 }, short)).to.equal(
      '0:5 1:5 5:5 6:5 -frame-too-long@2',
    );
  });

  it('lets nothing in by a VPort that does not exist, and counts nothing', () => {
    const { nicSwitch, result } = forward(
      SWITCH,
      vportDoor(vportId(8)),
      frameOf({ from: 4, to: OUTSIDE }),
      gates(),
    );
    expect(summary(result)).to.equal('-vport-not-active@8');
    expect([nicSwitch.totals, nicSwitch.statistics]).to.deep.equal([SWITCH.totals, SWITCH.statistics]);
  });

  it('sends through the default VPort what is marked with no VPort of the PF (VPORT-FLOW-06)', () => {
    expect([0, 7, 1, 8].map((marked) => vportOfSend(SWITCH, marked))).to.deep.equal([0, 7, 0, 0]);
  });

  it('follows a moved filter with the next frame, and an older version still answers as it did (FILTER-MOVE-02)', () => {
    const moved = done(moveFilter(SWITCH, filterId(2), vportId(2), NDIS_DEFAULT_VPORT_ID));
    expect(outcome({ from: 1, to: macOf(2) }, gates(), moved)).to.equal('0:5');
    expect(outcome({ from: 1, to: macOf(2) }, gates(), SWITCH)).to.equal('2:5');
    const back = done(moveFilter(moved, filterId(2), NDIS_DEFAULT_VPORT_ID, vportId(2)));
    expect(outcome({ from: 1, to: macOf(2) }, gates(), back)).to.equal('2:5');
  });

  it('counts at sender and receiver, and leaves bystanders’ counters the same object (ISO-LAW-15)', () => {
    const busy = forward(SWITCH, doorOf(3), frameOf({ from: 3, to: OUTSIDE }), gates()).nicSwitch;
    const { nicSwitch } = forward(busy, doorOf(1), frameOf({ from: 1, to: macOf(2), size: 70 }), gates());
    expect(vportCounters(nicSwitch, 1)).to.include({ framesOut: 1, bytesOut: 70, framesIn: 0, dropped: 0 });
    expect(vportCounters(nicSwitch, 2)).to.include({ framesIn: 1, bytesIn: 70, framesOut: 0 });
    expect(nicSwitch.statistics.get(3)).to.equal(busy.statistics.get(3));
    expect(nicSwitch.port).to.equal(busy.port);
    const spoofed = forward(
      nicSwitch,
      doorOf(1),
      frameOf({ from: 1, to: macOf(2), source: OUTSIDE }),
      gates(),
    );
    expect(vportCounters(spoofed.nicSwitch, 1)).to.include({ framesOut: 2, dropped: 1 });
  });

  it('counts broadcast and multicast in, and the tag on the wire', () => {
    const frames = [BROADCAST, GROUP, macOf(4)].map((to) => frameOf({ from: 'wire', to }));
    const { nicSwitch } = forwardBurst(SWITCH, WIRE_DOOR, frames, gates());
    expect(nicSwitch.port).to.include({ framesIn: 3, broadcastIn: 1, multicastIn: 1 });
    expect(vportCounters(nicSwitch, 0)).to.include({ framesIn: 2, broadcastIn: 1, multicastIn: 1 });
    const sent = forward(
      nicSwitch,
      doorOf(1),
      frameOf({ from: 1, to: OUTSIDE, size: 60 }),
      gates(),
    ).nicSwitch;
    expect([sent.port.bytesOut, vportCounters(sent, 1).bytesOut]).to.deep.equal([64, 60]);
  });

  it('keeps a flow on one queue of the VPort’s own, and spreads flows (FORWARD-ISOLATE-06, VPORT-QUEUE-11)', () => {
    const wide = done(
      createVPort(switchWithVfs(2, PROFILE), {
        vport: vportId(3),
        function: vfFunction(vfId(2)),
        queuePairs: 4,
      }),
    );
    const nicSwitch = done(
      setFilter(wide, { filter: filterId(1), vport: vportId(3), mac: macOf(3), vlan: UNTAGGED }),
    );
    const first = nicSwitch.vports.get(3)?.firstQueuePair ?? -1;
    const queues = Array.from({ length: 64 }, (_, flow) =>
      [1, 2].map(() => {
        const frame = frameOf({ from: 'wire', to: macOf(3), source: macOf(200, flow) });
        return forward(nicSwitch, WIRE_DOOR, frame, gates()).result.deliveries[0]?.queue ?? -1;
      }),
    );
    for (const [one, again] of queues) expect(one).to.equal(again);
    expect([...new Set(queues.flat())].sort()).to.deep.equal([0, 1, 2, 3].map((nth) => first + nth));
  });

  it('makes a planted fault of one replaced part', () => {
    const flooding = {
      ...switchParts,
      routeUnicast: (...[table, sender]: Parameters<typeof switchParts.routeUnicast>) => ({
        receivers: table.membersOf(5).filter((port) => port !== sender),
        toWire: true,
      }),
    };
    const { result } = forward(SWITCH, doorOf(1), frameOf({ from: 1, to: OUTSIDE }), gates(), flooding);
    expect(summary(result)).to.equal('0:5 2:5 5:5 6:5 7:5 wire:5');
  });
});
