import { expect } from 'chai';
import fc from 'fast-check';
import { vfFunction, vfId } from '../../terms/function-id';
import { BROADCAST, isGroupAddress } from '../../terms/mac-address';
import { ok } from '../../terms/result';
import { filterId, NDIS_DEFAULT_VPORT_ID, vportId } from '../../terms/switch-ids';
import type { Frame } from '../../wire/frame';
import { createNicSwitch } from './create-nic-switch';
import { createVPort } from './create-vport';
import { forward, forwardBurst } from './forward';
import { vportDoor, WIRE_DOOR, type SwitchDelivery, type SwitchDoor } from './forwarding';
import { moveFilter } from './move-filter';
import type { NicSwitch, ReceiveFilter } from './nic-switch';
import { done, macOf, nicSwitchProfile } from './nic-switch.fixture';
import { doors, frames, switchSteps, worldGates, type SwitchStep } from './random-switch.fixture';
import { setFilter } from './set-filter';
import { counterFaults } from './switch-counters';

const PROFILE = nicSwitchProfile({ vfs: 4, vports: 7, queuePairs: 12, filters: 6 });
const EMPTY = done(createNicSwitch({ numVfs: 4, numVPorts: 7 }, PROFILE));
/** Random requests seldom build something up by themselves: half of the runs start with three VFs that have a filter each. */
const POPULATED = [1, 2, 3].reduce(
  (rest, n) =>
    done(
      setFilter(
        done(createVPort(rest, { vport: vportId(n), function: vfFunction(vfId(n - 1)), queuePairs: n })),
        { filter: filterId(n), vport: vportId(n), mac: macOf(n), vlan: { kind: 'id', id: n === 3 ? 6 : 5 } },
      ),
    ),
  EMPTY,
);
const startOver: SwitchStep = () => ok(POPULATED);
const steps = fc
  .tuple(fc.boolean(), fc.array(switchSteps, { maxLength: 30 }))
  .map(([populated, taken]) => (populated ? [startOver, ...taken] : taken));
const RUNS = { numRuns: 300 };

const after = (taken: readonly SwitchStep[], from: NicSwitch = EMPTY): NicSwitch =>
  taken.reduce((state, step) => {
    const result = step(state);
    return result.ok ? result.value : state;
  }, from);

/** Written against the rules, not with the table: does this filter select this VLAN? */
const selects = ({ vlan }: ReceiveFilter, of: number): boolean =>
  vlan.kind === 'any' || (vlan.kind === 'id' ? vlan.id === of : of === 0);
const overlaps = (a: ReceiveFilter, b: ReceiveFilter): boolean =>
  a.mac === b.mac && [0, 5, 6].some((vlan) => selects(a, vlan) && selects(b, vlan));
const filtersOf = (state: NicSwitch): readonly ReceiveFilter[] => [...state.filters.values()];

/** The VLAN that a copy was in inside the switch; its tag was moved out of band. */
const vlanOf = ({ outOfBand }: SwitchDelivery): number => outOfBand.vlan ?? 0;

function entitled(
  state: NicSwitch,
  door: SwitchDoor,
  { destination }: Frame,
  delivery: SwitchDelivery,
): boolean {
  const own = filtersOf(state).filter(({ vport }) => vport === delivery.vport);
  if (delivery.vport === NDIS_DEFAULT_VPORT_ID)
    return (
      door.kind === 'wire' || isGroupAddress(destination) || own.some((each) => each.mac === destination)
    );
  return own.some(
    (each) => selects(each, vlanOf(delivery)) && (isGroupAddress(destination) || each.mac === destination),
  );
}

describe('the NIC switch, whatever is asked of it', () => {
  it('conserves queue pairs and VPorts in disjoint ranges', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const state = after(taken);
        const ranges = [...state.vports.values()].map(
          (each) => [each.firstQueuePair, each.queuePairs] as const,
        );
        const queues = [
          ...ranges,
          ...state.freeQueues.map(({ first, count }) => [first, count] as const),
        ].flatMap(([first, count]) => Array.from({ length: count }, (_, nth) => first + nth));
        expect(queues.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 12 }, (_, nth) => nth));
        expect(state.vports.count).to.be.within(1, 7);
        expect(state.filters.count).to.be.within(0, 6);
      }),
      RUNS,
    );
  });

  it('keeps one VPort a VF, filters on VPorts that exist, and each key on one VPort (ISO-LAW-11)', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const state = after(taken);
        const vfs = [...state.vports.values()].flatMap(({ function: id }) =>
          id.kind === 'vf' ? [id.vf] : [],
        );
        expect(new Set(vfs).size).to.equal(vfs.length);
        const filters = filtersOf(state);
        for (const filter of filters) {
          expect(state.vports.has(filter.vport)).to.equal(true);
          for (const other of filters)
            if (other.vport !== filter.vport) expect(overlaps(filter, other)).to.equal(false);
        }
        for (const vport of state.vports.values())
          if (vport.function.kind === 'vf') expect(vport.active).to.equal(true);
      }),
      RUNS,
    );
  });

  it('delivers only to active VPorts that are entitled, once each, never to the sender (ISO-LAW-06)', () => {
    let delivered = 0;
    fc.assert(
      fc.property(steps, doors, frames, worldGates, (taken, door, frame, gates) => {
        const state = after(taken);
        const { result } = forward(state, door, frame, gates);
        const receivers = result.deliveries.map(({ vport }) => vport);
        expect(new Set(receivers).size).to.equal(receivers.length);
        if (door.kind === 'vport') expect(receivers).to.not.include(door.vport);
        else expect(result.egress).to.equal(undefined);
        for (const delivery of result.deliveries) {
          delivered++;
          const vport = state.vports.get(delivery.vport);
          expect(vport?.active).to.equal(true);
          expect(entitled(state, door, frame, delivery)).to.equal(true);
          expect(delivery.queue - (vport?.firstQueuePair ?? 0)).to.equal(delivery.ring);
          expect(delivery.ring).to.be.within(0, (vport?.queuePairs ?? 0) - 1);
          expect(delivery.frame.payload).to.equal(frame.payload);
        }
        const outcomes = receivers.length + result.drops.length + (result.egress === undefined ? 0 : 1);
        expect(outcomes).to.be.greaterThan(0);
        if (!isGroupAddress(frame.destination) && door.kind === 'vport') expect(outcomes).to.equal(1);
      }),
      { numRuns: 1500 },
    );
    expect(delivered).to.be.greaterThan(300);
  });

  it('lets a VF send only under its own address and VLAN (ISO-LAW-07)', () => {
    let left = 0;
    fc.assert(
      fc.property(steps, frames, (taken, frame) => {
        const state = after(taken);
        const gates = { linkUp: true, receiveMode: () => undefined };
        for (const sender of state.vports.values())
          for (const source of [1, 2, 3].map((n) => macOf(n))) {
            if (sender.function.kind !== 'vf') continue;
            const sent = { ...frame, source, destination: macOf(99) };
            const { egress } = forward(state, vportDoor(sender.id), sent, gates).result;
            if (egress === undefined) continue;
            left++;
            const own = filtersOf(state).filter(({ vport }) => vport === sender.id);
            expect(own.some((each) => selects(each, egress.tag?.vlan ?? 0))).to.equal(true);
            expect(sender.allowMacSpoofing || own.some(({ mac }) => mac === source)).to.equal(true);
            expect(frame.etherType).to.not.equal(0x8808);
          }
      }),
      { numRuns: 600 },
    );
    expect(left).to.be.greaterThan(100);
  });

  it('counts so that all sums agree, over traffic, deletions and bursts (ISO-LAW-15)', () => {
    const traffic = fc.record({ door: doors, sent: fc.array(frames, { maxLength: 6 }), gates: worldGates });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(switchSteps, { maxLength: 4 }), traffic), { maxLength: 12 }),
        (run) => {
          let state = POPULATED;
          for (const [taken, { door, sent, gates }] of run) {
            state = after(taken, state);
            const burst = forwardBurst(state, door, sent, gates);
            const oneByOne = sent.reduce((each, frame) => forward(each, door, frame, gates).nicSwitch, state);
            expect([...burst.nicSwitch.statistics.entries()]).to.deep.equal([
              ...oneByOne.statistics.entries(),
            ]);
            expect([burst.nicSwitch.port, burst.nicSwitch.totals]).to.deep.equal([
              oneByOne.port,
              oneByOne.totals,
            ]);
            expect([burst.nicSwitch.vports, burst.nicSwitch.filters]).to.deep.equal([
              state.vports,
              state.filters,
            ]);
            state = burst.nicSwitch;
            expect(counterFaults(state)).to.deep.equal([]);
          }
        },
      ),
      RUNS,
    );
  });

  it('moves a filter so that a frame meets it on exactly one of two VPorts, before and after (FILTER-MOVE-02)', () => {
    let moves = 0;
    const gates = { linkUp: true, receiveMode: () => undefined };
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 6 }), (taken, to) => {
        const state = after(taken);
        for (const filter of filtersOf(state)) {
          const target = state.vports.get(to);
          const moved = target && moveFilter(state, filter.id, filter.vport, target.id);
          if (moved?.ok !== true || target === undefined) continue;
          moves++;
          const vlan = filter.vlan.kind === 'id' ? filter.vlan.id : 0;
          const frame: Frame = {
            destination: filter.mac,
            source: filter.mac,
            ...(vlan === 0 ? {} : { tag: { vlan, priority: 0 } }),
            etherType: 0x88b5,
            payload: new Uint8Array(46),
          };
          const receivers = (each: NicSwitch): readonly number[] =>
            forward(each, WIRE_DOOR, frame, gates).result.deliveries.map(({ vport }) => vport);
          const selected = (each: NicSwitch, vport: number): readonly number[] =>
            each.vports.get(vport)?.active === true ? [vport] : [NDIS_DEFAULT_VPORT_ID];
          expect(receivers(state)).to.deep.equal(selected(state, filter.vport));
          expect(receivers(moved.value)).to.deep.equal(selected(moved.value, to));
          expect(moved.value.filters.count).to.equal(state.filters.count);
        }
      }),
      RUNS,
    );
    expect(moves).to.be.greaterThan(100);
  });

  it('answers for a version alone, not for the way to it: a copy built afresh forwards alike', () => {
    fc.assert(
      fc.property(
        fc.array(steps, { minLength: 2, maxLength: 4 }),
        frames,
        worldGates,
        (runs, frame, gates) => {
          const versions = runs.map((taken) => after(taken));
          for (const state of [...versions, ...versions.reverse()]) {
            const afresh = { ...state, limits: { ...state.limits } };
            for (const door of [WIRE_DOOR, ...[...state.vports.values()].map(({ id }) => vportDoor(id))])
              for (const destination of [frame.destination, BROADCAST]) {
                const sent = { ...frame, destination };
                expect(forward(state, door, sent, gates).result).to.deep.equal(
                  forward(afresh, door, sent, gates).result,
                );
              }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
