import { expect } from 'chai';
import { domainKey } from '../../terms/domain';
import { vfFunction, vfId } from '../../terms/function-id';
import type { Cell, Observation } from '../../terms/observation';
import { filterId, vportId } from '../../terms/switch-ids';
import { ETHERTYPE } from '../../wire/frame';
import { createVPort } from './create-vport';
import { deleteVPort } from './delete-vport';
import { forward } from './forward';
import { vportDoor } from './forwarding';
import { moveFilter } from './move-filter';
import type { NicSwitch } from './nic-switch';
import { nicSwitchShelves } from './nic-switch-shelves';
import { nicSwitchView } from './nic-switch-view';
import { done, macOf, nicSwitchProfile, switchWithVfs } from './nic-switch.fixture';
import { setFilter } from './set-filter';
import { setVPort } from './set-vport';

const PROFILE = nicSwitchProfile({ vfs: 4, vports: 6 });
const GATES = { linkUp: true, receiveMode: () => undefined };
const UNTAGGED = { kind: 'untagged-or-zero' } as const;
const BARE = switchWithVfs(3, PROFILE);
const SWITCH = [1, 2].reduce(
  (rest, n) =>
    done(setFilter(rest, { filter: filterId(n), vport: vportId(n), mac: macOf(n), vlan: UNTAGGED })),
  BARE,
);

const touched = (cells: readonly Cell[]): readonly string[] =>
  cells.map(({ owner, facet }) => `${domainKey(owner)} ${facet}`);

/** Owners and facets that differ, each once. */
function difference(before: NicSwitch, after: NicSwitch): readonly string[] {
  const [a, b] = [nicSwitchShelves(before), nicSwitchShelves(after)];
  const keys = a.flatMap((shelf, at) => {
    const next: Observation[number] | undefined = b[at];
    return next === undefined
      ? []
      : shelf.table
          .changesTo(next.table)
          .flatMap(({ key, was, is }) =>
            changed(
              was === undefined ? [] : shelf.cells(key, was),
              is === undefined ? [] : next.cells(key, is),
            ),
          );
  });
  return [...new Set(keys)].sort();
}
const changed = (was: readonly Cell[], is: readonly Cell[]): readonly string[] => {
  const same = (cell: Cell): boolean =>
    [was, is].every((cells) => cells.some((each) => JSON.stringify(each) === JSON.stringify(cell)));
  return touched([...was, ...is].filter((cell) => !same(cell)));
};

describe('what can be observed of the NIC switch', () => {
  it('belongs to the VPort’s function, and the pools to the PF', () => {
    const created = done(
      createVPort(SWITCH, { vport: vportId(4), function: vfFunction(vfId(3)), queuePairs: 1 }),
    );
    expect(difference(SWITCH, created)).to.deep.equal(['pf pool', 'vf:3 vport']);
    expect(difference(created, done(deleteVPort(created, vportId(4))))).to.deep.equal([
      'pf pool',
      'vf:3 vport',
    ]);
    expect(
      difference(SWITCH, done(setVPort(SWITCH, vportId(2), { interruptModeration: 'off' }))),
    ).to.deep.equal(['vf:1 vport']);
  });

  it('lets a filter follow its VPort, at both ends of a move', () => {
    expect(difference(BARE, SWITCH)).to.deep.equal(['pf pool', 'vf:0 filters', 'vf:1 filters']);
    const moved = done(moveFilter(SWITCH, filterId(1), vportId(1), vportId(3)));
    expect(difference(SWITCH, moved)).to.deep.equal(['vf:0 filters', 'vf:2 filters']);
  });

  it('shows a frame in the statistics of its sender and receiver, and in the port’s totals', () => {
    const frame = {
      destination: macOf(2),
      source: macOf(1),
      etherType: ETHERTYPE.experimental,
      payload: new Uint8Array(46),
    };
    const { nicSwitch } = forward(SWITCH, vportDoor(vportId(1)), frame, GATES);
    expect(difference(SWITCH, nicSwitch)).to.deep.equal(['pf port', 'vf:0 statistics', 'vf:1 statistics']);
  });

  it('has the same shelves without a switch, and names no cell twice', () => {
    const names = nicSwitchShelves(SWITCH).map(({ name }) => name);
    expect(nicSwitchShelves(undefined).map(({ name }) => name)).to.deep.equal(names);
    const cells = nicSwitchShelves(SWITCH).flatMap((shelf) =>
      [...shelf.table.entries()].flatMap(([key, value]) => shelf.cells(key, value)),
    );
    const full = cells.map(({ owner, facet, name }) => `${domainKey(owner)} ${facet} ${name}`);
    expect(new Set(full).size).to.equal(full.length);
  });

  it('reads as a view that keeps untouched VPorts the same object', () => {
    const before = nicSwitchView(SWITCH);
    const after = nicSwitchView(done(setVPort(SWITCH, vportId(2), { allowMacSpoofing: true })));
    expect(before.vports.changesTo(after.vports).map(({ key }) => key)).to.deep.equal([2]);
    expect(after.vports.get(2)?.allowMacSpoofing).to.equal(true);
    expect(nicSwitchView(SWITCH).vports.get(2)?.allowMacSpoofing).to.equal(false);
    expect([before.freeVPorts, before.freeQueuePairs, before.freeFilters]).to.deep.equal([2, 2, 62]);
    const gone = nicSwitchView(done(deleteVPort(SWITCH, vportId(3))));
    expect([...gone.vports.keys()]).to.deep.equal([0, 1, 2]);
  });
});
