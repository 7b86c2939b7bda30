import { expect } from 'chai';
import type { VlanMode } from './port-policy';
import { receivers, send, switchWith } from './extensible-switch.fixture';

const access = (vlan: number): VlanMode => ({ kind: 'access', vlan });
const trunk = (allowed: readonly number[], native: number, pruned?: readonly number[]): VlanMode =>
  pruned === undefined ? { kind: 'trunk', allowed, native } : { kind: 'trunk', allowed, native, pruned };
const isolated = (primary: number, secondary: number): VlanMode => ({ kind: 'isolated', primary, secondary });
const community = (primary: number, secondary: number): VlanMode => ({
  kind: 'community',
  primary,
  secondary,
});
const promiscuous = (primary: number, ...secondaries: readonly number[]): VlanMode => ({
  kind: 'promiscuous',
  primary,
  secondaries,
});
const UNTAGGED: VlanMode = { kind: 'untagged' };

/** `tag`: what the sender puts in its frame. `sees`: the VLAN in the receiver's tag, 0 for none; undefined: nothing comes. */
const CASES: readonly {
  readonly rule: string;
  readonly from: VlanMode;
  readonly to: VlanMode;
  readonly tag?: number;
  readonly sees: number | undefined;
}[] = [
  { rule: 'XSW-VLAN-01', from: access(10), to: access(10), sees: 0 },
  { rule: 'XSW-VLAN-01', from: access(10), to: access(20), sees: undefined },
  { rule: 'XSW-VLAN-01', from: access(10), to: UNTAGGED, sees: undefined },
  { rule: 'XSW-VLAN-01', from: UNTAGGED, to: access(10), sees: undefined },
  { rule: 'XSW-VLAN-03', from: trunk([50], 0), tag: 50, to: trunk([50], 0), sees: 50 },
  { rule: 'XSW-VLAN-03', from: trunk([50], 0), tag: 200, to: trunk([50, 200], 0), sees: undefined },
  { rule: 'XSW-VLAN-03', from: trunk([50, 200], 0), tag: 200, to: trunk([50], 0), sees: undefined },
  { rule: 'XSW-VLAN-03', from: trunk([50], 0), to: UNTAGGED, sees: 0 },
  { rule: 'XSW-VLAN-04', from: trunk([50], 10), to: access(10), sees: 0 },
  { rule: 'XSW-VLAN-04', from: access(10), to: trunk([10, 50], 10), sees: 0 },
  { rule: 'XSW-VLAN-04', from: access(50), to: trunk([50], 10), sees: 50 },
  { rule: 'XSW-VLAN-05', from: access(1954), to: trunk([2], 0), sees: undefined },
  { rule: 'XSW-VLAN-05', from: access(2), to: trunk([2], 0), sees: 2 },
  { rule: 'XSW-VLAN-06', from: access(50), to: trunk([50], 0, [50]), sees: undefined },
  { rule: 'XSW-VLAN-06', from: trunk([50], 0, [50]), tag: 50, to: access(50), sees: undefined },
  { rule: 'XSW-VLAN-06', from: trunk([50], 10, [10]), to: access(10), sees: undefined },
  { rule: 'XSW-VLAN-07', from: access(10), to: isolated(10, 200), sees: 0 },
  { rule: 'XSW-VLAN-07', from: isolated(10, 200), to: access(200), sees: 0 },
  { rule: 'XSW-VLAN-07', from: access(200), to: isolated(10, 200), sees: undefined },
  { rule: 'XSW-VLAN-10', from: isolated(10, 200), to: isolated(10, 200), sees: undefined },
  { rule: 'XSW-VLAN-08', from: community(10, 201), to: community(10, 201), sees: 0 },
  { rule: 'XSW-VLAN-08', from: community(10, 201), to: community(10, 202), sees: undefined },
  { rule: 'XSW-VLAN-08', from: promiscuous(10), to: community(10, 201), sees: 0 },
  { rule: 'XSW-VLAN-09', from: promiscuous(10, 200, 201), to: isolated(10, 200), sees: 0 },
  { rule: 'XSW-VLAN-09', from: isolated(10, 200), to: promiscuous(10, 200, 201), sees: 0 },
  { rule: 'XSW-VLAN-09', from: community(10, 201), to: promiscuous(10, 200, 201), sees: 0 },
  { rule: 'XSW-VLAN-09', from: community(10, 202), to: promiscuous(10, 200, 201), sees: undefined },
  { rule: 'XSW-VLAN-14', from: access(10), tag: 20, to: access(20), sees: undefined },
  { rule: 'XSW-VLAN-14', from: access(10), tag: 10, to: access(10), sees: 0 },
  { rule: 'XSW-VLAN-14', from: isolated(10, 200), tag: 10, to: access(10), sees: undefined },
  { rule: 'XSW-VLAN-16', from: access(0), to: UNTAGGED, sees: 0 },
  { rule: 'XSW-VLAN-16', from: access(10), to: access(0), sees: undefined },
];

describe('VLAN modes of ports', () => {
  for (const { rule, from, to, tag, sees } of CASES)
    for (const destination of ['b', 'all', 'group'] as const)
      it(`${JSON.stringify(from)} ${tag ?? 'untagged'} > ${destination}: ${JSON.stringify(to)} sees ${sees} (${rule})`, () => {
        const sw = switchWith({
          type: 'private',
          vms: [
            { name: 'a', vlan: from },
            { name: 'b', vlan: to },
          ],
        });
        const result = send(
          sw,
          'a',
          destination,
          tag === undefined ? {} : { tag: { vlan: tag, priority: 0 } },
        );
        const expected = sees === undefined ? [] : [sees === 0 ? 'b' : `b/${sees}`];
        expect(receivers(result)).to.deep.equal(expected);
        expect(result.drops.length).to.equal(sees === undefined ? 1 : 0);
      });

  it('tags what leaves by the external port and untags what comes in (XSW-VLAN-02)', () => {
    const sw = switchWith({ vms: [{ name: 'a', vlan: access(121) }] });
    expect(receivers(send(sw, 'a', 'outside'))).to.deep.equal(['outside/121']);
    expect(receivers(send(sw, 'outside', 'a', { tag: { vlan: 121, priority: 0 } }))).to.deep.equal(['a']);
    expect(receivers(send(sw, 'outside', 'a', { outOfBand: { vlan: 121 } }))).to.deep.equal(['a']);
    expect(receivers(send(sw, 'outside', 'a', { tag: { vlan: 20, priority: 0 } }))).to.deep.equal([]);
    expect(receivers(send(sw, 'outside', 'a'))).to.deep.equal([]);
  });

  it('keeps one address in two VLANs apart', () => {
    const sw = switchWith({
      vms: [
        { name: 'a', vlan: access(10), address: 'x' },
        { name: 'b', vlan: access(20), address: 'x' },
      ],
    });
    expect(receivers(send(sw, 'outside', 'x', { tag: { vlan: 10, priority: 0 } }))).to.deep.equal(['a']);
    expect(receivers(send(sw, 'outside', 'x', { tag: { vlan: 20, priority: 0 } }))).to.deep.equal(['b']);
  });

  it('lets a frame in its own form pass as the same object', () => {
    const sw = switchWith({ vms: [{ name: 'a' }, { name: 'b' }] });
    const { deliveries } = send(sw, 'a', 'b');
    expect(deliveries[0]?.frame.tag).to.equal(undefined);
    expect(deliveries[0]?.hops).to.deep.equal([{ kind: 'extensible-switch', switch: 'S' }]);
  });
});

describe('the priority of a frame', () => {
  const sent = { tag: { vlan: 0, priority: 5 } };
  it('is reset unless the port may set it (XSW-SEC-11)', () => {
    for (const allowed of [false, true]) {
      const sw = switchWith({
        vms: [
          { name: 'a', vlan: access(10), policies: [{ kind: 'priority-tag', allowed }] },
          { name: 'b', vlan: access(10) },
        ],
      });
      const [inside] = send(sw, 'a', 'b', sent).deliveries;
      expect(inside?.outOfBand.priority).to.equal(allowed ? 5 : undefined);
      expect(inside?.frame.tag).to.equal(undefined);
      const [outside] = send(sw, 'a', 'outside', sent).deliveries;
      expect(outside?.frame.tag).to.deep.equal({ vlan: 10, priority: allowed ? 5 : 0 });
    }
  });

  it('of a frame from outside is not the VM’s to claim and stays', () => {
    const sw = switchWith({ vms: [{ name: 'a' }] });
    expect(send(sw, 'outside', 'a', sent).deliveries[0]?.outOfBand).to.deep.equal({ priority: 5 });
  });
});
