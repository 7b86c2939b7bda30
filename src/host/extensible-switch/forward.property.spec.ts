import { expect } from 'chai';
import fc from 'fast-check';
import type { VlanMode } from './port-policy';
import { send, switchWith, withPolicies, type Vm } from './extensible-switch.fixture';
import type { ExtensibleSwitch } from './extensible-switch';

const VLANS = [10, 20, 200, 201] as const;
const vlan = fc.constantFrom(...VLANS);
const list = fc.uniqueArray(vlan);
const mode: fc.Arbitrary<VlanMode> = fc.oneof(
  fc.constant<VlanMode>({ kind: 'untagged' }),
  vlan.map((id): VlanMode => ({ kind: 'access', vlan: id })),
  fc
    .tuple(list, fc.constantFrom(0, ...VLANS), list)
    .map(([allowed, native, pruned]): VlanMode => ({ kind: 'trunk', allowed, native, pruned })),
  fc
    .tuple(
      fc.constantFrom<'isolated' | 'community'>('isolated', 'community'),
      fc.constantFrom(10, 20),
      fc.constantFrom(200, 201),
    )
    .map(([kind, primary, secondary]): VlanMode => ({ kind, primary, secondary })),
  fc
    .tuple(fc.constantFrom(10, 20), fc.uniqueArray(fc.constantFrom(200, 201)))
    .map(([primary, secondaries]): VlanMode => ({ kind: 'promiscuous', primary, secondaries })),
);

const NAMES = ['a', 'b', 'c', 'd'] as const;
const vms = fc.tuple(...NAMES.map((name) => mode.map((each): Vm => ({ name, vlan: each }))));
const sender = fc.constantFrom(...NAMES, 'host', 'outside');
const receiver = fc.constantFrom(...NAMES, 'host', 'outside', 'all', 'group', 'x');
const tag = fc.option(
  fc.record({ vlan: fc.constantFrom(0, ...VLANS), priority: fc.integer({ min: 0, max: 7 }) }),
  {
    nil: undefined,
  },
);

/** Written apart from the model, as sets: the VLANs a mode may send into, and those it may receive. */
const allowedOf = (each: Extract<VlanMode, { kind: 'trunk' }>): readonly number[] =>
  [each.native, ...each.allowed].filter((id) => each.pruned?.includes(id) !== true);
function sends(each: VlanMode): readonly number[] {
  if (each.kind === 'untagged') return [0];
  if (each.kind === 'access') return [each.vlan];
  if (each.kind === 'trunk') return allowedOf(each);
  return [each.kind === 'promiscuous' ? each.primary : each.secondary];
}
function takes(each: VlanMode): readonly number[] {
  if (each.kind === 'untagged' || each.kind === 'access' || each.kind === 'trunk') return sends(each);
  if (each.kind === 'isolated') return [each.primary];
  return [each.primary, ...(each.kind === 'community' ? [each.secondary] : each.secondaries)];
}

const modeOf = (sw: ExtensibleSwitch, portId: number): VlanMode => {
  const port = sw.ports.get(portId);
  if (port === undefined) throw new Error('delivered to a port that is not there');
  return port.policies.vlan;
};

describe('every frame through a switch without an extension', () => {
  const run = (
    check: (sw: ExtensibleSwitch, from: string, result: ReturnType<typeof send>) => void,
  ): void => {
    fc.assert(
      fc.property(vms, sender, receiver, tag, (members, from, to, given) => {
        const sw = switchWith({ vms: members });
        check(sw, from, send(sw, from, to, given === undefined ? {} : { tag: given }));
      }),
      { numRuns: 1000, seed: 20261122 },
    );
  };

  it('never returns to its source port and reaches no port twice', () => {
    run((sw, _, { deliveries }) => {
      const ports = deliveries.map(({ port }) => port);
      expect(new Set(ports).size).to.equal(ports.length);
      expect(deliveries.length).to.be.at.most(sw.ports.count - 1);
    });
    run((sw, from, { deliveries }) => {
      const own = deliveries.filter(({ owner }) =>
        owner.kind === 'partition'
          ? owner.partition === from
          : owner.kind === 'external'
            ? from === 'outside'
            : from === 'host',
      );
      expect(own).to.deep.equal([]);
      expect(sw.ports.count).to.equal(6);
    });
  });

  it('never crosses VLANs: what a guest gets is in a VLAN that its sender may use (XSW-VLAN-13)', () => {
    let crossed = 0;
    run((sw, from, { deliveries }) => {
      if (!NAMES.includes(from as 'a')) return;
      const [source] = Array.from(sw.ports.values()).filter(
        ({ owner }) => owner.kind === 'partition' && owner.partition === from,
      );
      const sent = source === undefined ? [] : sends(source.policies.vlan);
      for (const { port, owner } of deliveries.filter((each) => each.owner.kind === 'partition')) {
        expect(owner.kind).to.equal('partition');
        expect(takes(modeOf(sw, port)).some((id) => sent.includes(id))).to.equal(true);
        crossed++;
      }
    });
    expect(crossed).to.be.greaterThan(50);
  });

  it('ends in deliveries or in one drop, and changes counters alone', () => {
    run((sw, _, { deliveries, drops, switch: next }) => {
      expect(deliveries.length > 0 ? drops.length : drops.length - 1).to.equal(0);
      expect({ ...next, statistics: sw.statistics }).to.deep.equal(sw);
    });
  });

  it('goes the same way with what others do not concern: order of creation and settings of third ports', () => {
    fc.assert(
      fc.property(vms, mode, (members, other) => {
        const sw = switchWith({ vms: members });
        const changed = withPolicies(sw, 'd', { kind: 'vlan', mode: other });
        const to = (state: ExtensibleSwitch): readonly number[] =>
          send(state, 'a', 'b').deliveries.map(({ port }) => port);
        expect(to(changed)).to.deep.equal(to(sw));
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});
