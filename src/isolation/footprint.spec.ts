import { expect } from 'chai';
import { dueDeliveries } from '../path/due-deliveries';
import { configuration, functionPaths, adapter } from '../path/configuration.fixture';
import { actorKey, FACETS, type Facet } from '../terms/domain';
import type { Action, ActionKind } from './action';
import { actorOf } from './actor-of';
import { changesOutside } from './audit-changes';
import * as channels from './channels';
import { EVERY_ACTION, request } from './every-action.fixture';
import { EVERYONE, everyoneOn, footprint, ONE_VF, type Footprint } from './footprint';
import { GUEST_OF_VF0, GUEST_OF_VF1, PF, sightOf, VF0, VF1, WIRE } from './hand-made.fixture';
import { POLICY } from './policy';

const BEFORE = sightOf([]);
const holderOf = (partition: string) => BEFORE.holderOf(partition);
const declared = (action: Action, due = duesOf(action)): Footprint =>
  footprint(action, { before: BEFORE, after: BEFORE, due, labelOf: () => undefined });
const duesOf = (action: Action, where = configuration()) =>
  action.kind === 'send' ? dueDeliveries(where, action) : [];

/** Facets of a domain that an action may change, by asking the audit itself. */
function reach(action: Action, owner: typeof PF, due = duesOf(action)): readonly Facet[] {
  const allowed = declared(action, due);
  const scene = { action, actor: actorOf(action, holderOf), before: BEFORE, after: BEFORE };
  return FACETS.filter(
    (facet) => changesOutside([{ owner, facet, cell: 'x', was: 0, is: 1 }], allowed, scene).length === 0,
  );
}

/** Kinds whose declared reach is every VF, with the reason. */
const SWITCH_WIDE: readonly ActionKind[] = [
  'create-extensible-switch',
  'delete-extensible-switch',
  'install-adapter',
  'drive-pf',
  'conventional-reset',
  'enable-extension',
];

describe('the footprint of an action', () => {
  for (const [kind, action] of Object.entries(EVERY_ACTION) as [ActionKind, Action][]) {
    if (SWITCH_WIDE.includes(kind) || kind === 'set-link' || kind === 'memory-write') continue;
    it(`of kind ${kind} leaves a neighbour that is no receiver alone`, () => {
      const due = duesOf(action).filter((each) => each.kind !== 'delivered');
      expect(reach(action, VF1, due)).to.deep.equal([]);
      expect(reach(action, GUEST_OF_VF1, due)).to.deep.equal([]);
    });
  }

  for (const kind of SWITCH_WIDE)
    it(`of kind ${kind} may reach every VF`, () => {
      expect(reach(EVERY_ACTION[kind], VF1)).to.deep.equal(FACETS);
    });

  for (const kind of [
    'reset-vf',
    'set-vf-power',
    'function-level-reset',
    'pf-write-block',
    'invalidate-blocks',
    'forge-interrupt',
    'config-read',
    'memory-read',
  ] as const)
    it(`of kind ${kind} leaves the PF alone`, () => expect(reach(EVERY_ACTION[kind], PF)).to.deep.equal([]));

  it('covers the VF and its guest as one side', () => {
    expect(reach(EVERY_ACTION['reset-vf'], VF0)).to.include.members([
      'config',
      'registers',
      'rings',
      'interrupts',
    ]);
    expect(reach(EVERY_ACTION['reset-vf'], GUEST_OF_VF0)).to.include('lifecycle');
  });

  it('is declared before anything ran: an attachment may pick one VF that nobody named', () => {
    const action: Action = { kind: 'attach-vf', partition: 'legacy' };
    const declaredOnly = footprint(action, { before: BEFORE, due: [], labelOf: () => undefined });
    expect(declaredOnly.get(ONE_VF)).to.equal('all');
    expect(declared(action).has(ONE_VF)).to.equal(false);
  });

  it('excuses one unnamed function, never two', () => {
    const action = EVERY_ACTION['memory-write'];
    const change = (owner: typeof PF) => ({ owner, facet: 'registers' as const, cell: 'x', was: 0, is: 1 });
    const scene = { action, actor: PF, before: BEFORE, after: BEFORE };
    expect(changesOutside([change(VF0)], declared(action), scene)).to.have.length(0);
    expect(changesOutside([change(VF0), change(VF1)], declared(action), scene)).to.have.length(2);
  });

  const owners: readonly (readonly [string, Action, readonly (typeof PF)[]])[] = [
    ['FREE_VF: the VF', request('OID_NIC_SWITCH_FREE_VF', { VFId: 1 }), [VF1]],
    ['SET_FILTER: the VPort’s owner', request('OID_RECEIVE_FILTER_SET_FILTER', { VPortId: 2 }), [VF1]],
    ['CLEAR_FILTER: the filter’s owner', request('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 }), [VF0]],
    [
      'MOVE_FILTER: both ends',
      request('OID_RECEIVE_FILTER_MOVE_FILTER', { FilterId: 1, SourceVPortId: 1, DestVPortId: 2 }),
      [VF0, VF1],
    ],
    [
      'MOVE_FILTER from the default VPort: the PF too',
      request('OID_RECEIVE_FILTER_MOVE_FILTER', { FilterId: 0, SourceVPortId: 0, DestVPortId: 2 }),
      [PF, VF1],
    ],
    ['DELETE_VPORT: its owner', request('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 }), [VF0]],
    ['CREATE_VPORT: the function', request('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: 1 }), [VF1]],
    ['a query: nobody', request('OID_NIC_SWITCH_ENUM_VFS'), []],
  ];
  for (const [name, action, due] of owners)
    it(`resolves the roles of ${name}`, () => {
      const touched = [VF0, VF1, PF].filter(
        (each) => reach(action, each).includes('filters') || reach(action, each).includes('config'),
      );
      expect(touched).to.have.members(due as never);
    });

  it('reaches all VFs where the PF’s capabilities are written, and none below', () => {
    const write = (offset: number): Action => ({
      kind: 'config-write',
      function: { kind: 'pf' },
      by: 'bus',
      offset,
      width: 2,
      value: 1,
    });
    expect(declared(write(0x168)).get(EVERYONE)).to.equal('all');
    expect(reach(write(0x04), VF0)).to.deep.equal([]);
  });

  it('of a second adapter reaches that one alone', () => {
    const action: Action = { ...EVERY_ACTION['install-adapter'], adapter: 'NIC2' };
    const second = footprint(action, { before: BEFORE, due: [], labelOf: (name) => name });
    expect(Array.from(second.keys())).to.deep.equal([everyoneOn('NIC2')]);
  });
});

describe('a channel is no wider than declared', () => {
  const send = EVERY_ACTION.send;

  it('C1: a receiver of a due frame has rings, memory, interrupts and counters changed', () => {
    expect(reach(send, VF1)).to.have.members([...channels.DELIVERY.facets]);
    expect(reach(send, GUEST_OF_VF1)).to.have.members([...channels.DELIVERY.facets]);
  });

  it('C2: the wire sees egress only when it is due', () => {
    expect(reach(send, WIRE)).to.deep.equal([]);
    const leaving = dueDeliveries(
      configuration({ adapters: [adapter({ filters: adapter().filters.slice(0, 1) })] }),
      send,
    );
    expect(reach(send, WIRE, leaving)).to.have.members([...channels.EGRESS.facets]);
  });

  it('C3: the PF sees a VF driver’s request in its blocks', () => {
    expect(reach(EVERY_ACTION['vf-driver'], PF)).to.have.members([...channels.REQUEST_TO_PF.facets]);
  });

  it('C4: a notice reaches blocks and interrupts of the one it names', () => {
    expect(reach(EVERY_ACTION['invalidate-blocks'], VF0)).to.have.members([...channels.NOTICE_TO_VF.facets]);
  });

  it('C5: a link change shows in link and interrupts of every function', () => {
    expect(reach(EVERY_ACTION['set-link'], VF1)).to.have.members([...channels.LINK_STATE.facets]);
    expect(reach(EVERY_ACTION['set-link'], GUEST_OF_VF1)).to.have.members([...channels.LINK_STATE.facets]);
  });

  it('C6: the PF sees port totals of traffic that is none of its own', () => {
    expect(reach(send, PF)).to.have.members([...channels.PORT_TOTALS.facets]);
  });

  it('C7: a request that takes resources shows in the PF’s pool', () => {
    expect(reach(request('OID_RECEIVE_FILTER_SET_FILTER', { VPortId: 1 }), PF)).to.have.members([
      ...channels.LACK_OF_RESOURCES.facets,
    ]);
  });

  it('C8: a receiver without buffers has its drop counted, and no interrupt', () => {
    const where = configuration({
      adapters: [
        adapter({
          functions: [
            functionPaths('pf', undefined),
            functionPaths(0, 'web'),
            functionPaths(1, 'db', { receiveBuffers: 0 }),
          ],
        }),
      ],
    });
    expect(reach(send, VF1, dueDeliveries(where, send))).to.have.members([...channels.OWN_CONGESTION.facets]);
  });

  it('C11: a receiver whose own buffers are out of its reach logs the error, in itself alone', () => {
    const where = configuration({
      adapters: [
        adapter({
          functions: [
            functionPaths('pf', undefined),
            functionPaths(0, 'web'),
            functionPaths(1, 'db', { buffersAstray: true }),
          ],
        }),
      ],
    });
    const due = dueDeliveries(where, send);
    expect(reach(send, VF1, due)).to.have.members([...channels.OWN_DMA_FAULT.facets]);
    expect(reach(send, PF, due)).to.have.members([...channels.PORT_TOTALS.facets]);
  });

  it('C9: uniqueness of a key shows in a status alone', () => {
    expect(channels.KEY_UNIQUENESS.facets).to.deep.equal([]);
  });
});

describe('the policy', () => {
  it('has a row for every kind of action, and an actor for each', () => {
    expect(Object.keys(POLICY).sort()).to.deep.equal(Object.keys(EVERY_ACTION).sort());
    for (const action of Object.values(EVERY_ACTION))
      expect(actorKey(actorOf(action, holderOf))).to.not.equal('');
  });

  const actors: readonly (readonly [ActionKind, string])[] = [
    ['reset-vf', 'pf↓vf:0'],
    ['attach-vf', 'pf↓vf:0'],
    ['vf-driver', 'vf:0'],
    ['config-write', 'vf:0'],
    ['send', 'vf:0'],
    ['drive-pf', 'pf↓switch'],
    ['set-link', 'device'],
    ['while-streaming', 'pf↓vf:0'],
    ['add-station', 'wire'],
    ['pf-send', 'pf'],
  ];
  for (const [kind, key] of actors)
    it(`lets ${key} act in ${kind}`, () =>
      expect(actorKey(actorOf(EVERY_ACTION[kind], holderOf))).to.equal(key));

  it('gives each channel a number, a reason and a width', () => {
    expect(channels.CHANNELS.map((each) => each.id)).to.deep.equal([
      'C1',
      'C2',
      'C3',
      'C4',
      'C5',
      'C6',
      'C7',
      'C8',
      'C9',
      'C11',
    ]);
    for (const each of channels.CHANNELS) expect(each.reason.length * each.width.length).to.be.greaterThan(0);
  });
});
