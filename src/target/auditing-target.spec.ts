import { expect } from 'chai';
import type { Action, ActionKind } from '../isolation/action';
import { dueDeliveries } from '../path/due-deliveries';
import { adapter, configuration, DB, functionPaths, WEB } from '../path/configuration.fixture';
import type { PathConfiguration } from '../path/configuration';
import { vfDomain } from '../terms/domain';
import { vfId } from '../terms/function-id';
import type { Observation } from '../terms/observation';
import { Table } from '../terms/table';
import type { Party } from '../terms/party';
import type { Frame } from '../wire/frame';
import type { Trace } from '../wire/trace';
import { auditing, type WatchRecord } from './auditing-target';
import { IsolationViolation } from './isolation-violation';
import { recording, type Deed } from './recording-target';
import type { AwaitedCopy, Outcome, Snapshot, Target } from './target';

const vm = (partition: string): Party => ({ kind: 'partition', partition });
const frame: Frame = { source: WEB, destination: DB, etherType: 0x88b5, payload: new Uint8Array(46) };
const send: Extract<Action, { kind: 'send' }> = {
  kind: 'send',
  sender: vm('web'),
  frames: [{ token: 't', frame }],
};
const reset = (vf: number): Action => ({ kind: 'reset-vf', vf: { kind: 'number', vf } });

interface State {
  readonly vfs: Table<number>;
  readonly configuration: PathConfiguration;
}
type Reaction = (state: State, action: Action) => readonly [State, Outcome];

const done = (traces: readonly Trace[] = []): Outcome => ({ kind: 'done', traces, events: [] });

const observationOf = ({ vfs }: State): Observation => [
  {
    name: 'VF configuration spaces',
    table: vfs,
    cells: (key, value) => [
      { owner: vfDomain(vfId(key)), facet: 'lifecycle', name: 'uses', value: value as number },
    ],
  },
];

/** A target of one number a VF, with a reaction of the case's choice. */
class HandMade implements Target {
  readonly profile = {
    id: 'hand-made',
    name: 'hand-made',
    capabilities: new Set(['traces'] as const),
    declaredChoices: [],
    limits: {},
    versions: {},
  };
  observed = 0;
  configurationsRead = 0;
  readonly awaited: (readonly AwaitedCopy[] | undefined)[] = [];

  constructor(
    private state: State,
    private readonly react: Reaction,
  ) {}

  async perform(action: Action, awaited?: readonly AwaitedCopy[]): Promise<Outcome> {
    this.awaited.push(awaited);
    const [state, outcome] = this.react(this.state, action);
    this.state = state;
    return outcome;
  }

  async observe(): Promise<Snapshot> {
    this.observed += 1;
    const { state } = this;
    const read = () => (this.configurationsRead += 1);
    return {
      observation: observationOf(state),
      get configuration() {
        read();
        return state.configuration;
      },
      holderOf: (partition) => ({ web: vfDomain(vfId(0)), db: vfDomain(vfId(1)) })[partition],
    };
  }

  view(): never {
    throw new Error('not asked for here');
  }

  async close(): Promise<void> {}
}

const state = (vfCount = 8, where = configuration()): State => ({
  vfs: Table.of(Array.from({ length: vfCount }, (_, key) => [key, 0] as const)),
  configuration: where,
});
const writing =
  (...keys: readonly number[]): Reaction =>
  (before) => [
    { ...before, vfs: keys.reduce((vfs, key) => vfs.set(key, (vfs.get(key) ?? 0) + 1), before.vfs) },
    done(),
  ];

const asDue = (where = configuration()): readonly Trace[] =>
  dueDeliveries(where, send).flatMap((due) =>
    due.kind === 'delivered' ? [{ ...due, end: { ...due, kind: 'delivered' as const } }] : [],
  );

async function violation(target: Target, action: Action): Promise<IsolationViolation> {
  try {
    await target.perform(action);
  } catch (error) {
    if (error instanceof IsolationViolation) return error;
    throw error;
  }
  throw new Error('no violation was found');
}

describe('an audited target', () => {
  it('lets an action pass that touches its own alone', async () => {
    const target = auditing(new HandMade(state(), writing(0)));
    expect((await target.perform(reset(0))).kind).to.equal('done');
  });

  it('fails the action that touches another, with the findings', async () => {
    const error = await violation(auditing(new HandMade(state(), writing(0, 5))), reset(0));
    expect(error.findings.map((each) => each.law)).to.deep.equal(['ISO-LAW-02']);
    expect(error.message).to.match(/^ISO-LAW-02: .*VF 6/);
  });

  it('fails a refusal that changes something', async () => {
    const refusing: Reaction = (before) => [
      { ...before, vfs: before.vfs.set(0, 9) },
      { kind: 'refused', status: 'X', reason: 'x', by: 'x', traces: [], events: [] },
    ];
    const error = await violation(auditing(new HandMade(state(), refusing)), reset(0));
    expect(error.findings.map((each) => each.law)).to.deep.equal(['ISO-LAW-16']);
  });

  it('asks the oracle about frames', async () => {
    const good = auditing(new HandMade(state(), (before) => [before, done(asDue())]));
    expect((await good.perform(send)).kind).to.equal('done');
    const error = await violation(auditing(new HandMade(state(), (before) => [before, done()])), send);
    expect(error.findings.map((each) => each.identity)).to.deep.equal([
      'path oracle/ISO-LAW-06/send/other VF/missing/unicast',
    ]);
  });

  it('tells the target which copies must come', async () => {
    const target = new HandMade(state(), (before) => [before, done(asDue())]);
    await auditing(target).perform(send);
    await auditing(target)
      .perform(reset(0))
      .catch(() => {});
    expect(target.awaited).to.deep.equal([[{ token: 't', receiver: vm('db') }], []]);
  });

  it('expects queued frames later, and knows them when they come (ruling 18)', async () => {
    const where = configuration({
      adapters: [
        adapter({
          functions: [
            functionPaths('pf', undefined),
            functionPaths(0, 'web'),
            functionPaths(1, 'db', { receiveEnabled: false }),
          ],
        }),
      ],
    });
    const late: Reaction = (before, action) => [before, done(action.kind === 'send' ? [] : asDue())];
    const target = auditing(new HandMade(state(8, where), late));
    await target.perform(send);
    expect((await target.perform(reset(1))).kind).to.equal('done');
    expect((await violation(target, reset(1))).findings[0]?.kind).to.equal('delivery');
  });

  it('finds a broken invariant after the action that may have broken it', async () => {
    const twins = configuration({ adapters: [adapter({ vports: [], filters: [] })] });
    const breaking: Reaction = (before) => [{ vfs: before.vfs.set(0, 7), configuration: twins }, done()];
    const error = await violation(auditing(new HandMade(state(), breaking)), reset(0));
    expect(error.findings.map((each) => each.kind)).to.deep.equal(['invariant']);
  });

  it('rations invariants on a large adapter and catches up at the end', async () => {
    const twins = configuration({ adapters: [adapter({ vports: [], filters: [] })] });
    const breaking: Reaction = (before) => [{ vfs: before.vfs.set(0, 7), configuration: twins }, done()];
    const target = auditing(new HandMade(state(4096), breaking));
    await target.perform(reset(0));
    try {
      await target.finish();
      expect.fail('the invariant was not looked at');
    } catch (error) {
      expect(error).to.be.instanceOf(IsolationViolation);
    }
  });

  it('takes one snapshot an action, and reads the configuration of a large adapter only now and then', async () => {
    const subject = new HandMade(state(4096), writing(0));
    const target = auditing(subject);
    for (let count = 0; count < 32; count++) await target.perform(reset(0));
    expect(subject.observed).to.equal(33);
    expect(subject.configurationsRead).to.be.lessThan(8);
  });

  it('credits a law over the state only where the target shows what could have broken it', async () => {
    const target = auditing(new HandMade(state(), writing(0)));
    await target.perform(reset(0));
    await target.finish();
    expect(target.watched().laws).not.to.include.oneOf(['ISO-LAW-10', 'ISO-LAW-11', 'ISO-LAW-14']);
  });

  it('goes on after a violation from the state that the subject is in', async () => {
    const target = auditing(
      new HandMade(state(), (before, action) => writing(action === bad ? 5 : 0)(before, action)),
    );
    const bad = reset(0);
    await violation(target, bad);
    expect((await target.perform(reset(0))).kind).to.equal('done');
  });

  it('tells what it saw of each action, and figures of the whole', async () => {
    const records: WatchRecord[] = [];
    const target = auditing(new HandMade(state(), (before) => [before, done(asDue())]), (record) =>
      records.push(record),
    );
    await target.perform(send);
    expect(
      records.map(({ actor, due, changes, findings }) => [
        actor.kind,
        due.length,
        changes.length,
        findings.length,
      ]),
    ).to.deep.equal([['vf', 1, 0, 0]]);
    const watched = target.watched();
    expect(watched).to.include({
      kind: 'watch',
      target: 'hand-made',
      actions: 1,
      snapshots: 2,
      deliveriesCompared: 1,
    });
    expect(watched.matrix['VF > another VF']).to.equal(1);
    expect(watched.laws).to.include.members(['ISO-LAW-01', 'ISO-LAW-06']);
    expect(watched.rulings).to.deep.equal(['ruling 5', 'ruling 7']);
  });

  it('prepares a target once for an action, whoever asks first, and looks anew where that changed it', async () => {
    const prepared: Action[] = [];
    const subject = new HandMade(state(), writing(0));
    const prepare = async (action: Action): Promise<boolean> => prepared.push(action) === 2;
    const target = auditing(Object.assign(subject, { prepare }));
    const [first, second] = [reset(0), reset(0)];
    await target.prepare?.(first);
    await target.observe();
    await target.perform(first);
    expect(prepared).to.deep.equal([first]);
    expect(subject.observed).to.equal(2);
    await target.perform(second);
    expect(prepared, 'also without being asked').to.deep.equal([first, second]);
    expect(subject.observed, 'what was seen before holds no more').to.equal(4);
    await target.perform(second);
    expect(prepared.length, 'an action that is done again is another one').to.equal(3);
  });

  it('prepares nothing where a target has put nothing off', () => {
    expect(auditing(new HandMade(state(), writing(0))).prepare).to.equal(undefined);
  });

  it('passes on what a target cannot do, unjudged', async () => {
    const lacking: Outcome = { kind: 'not-applicable', capability: 'failover', reason: 'x' };
    const target = auditing(
      new HandMade(state(), (before) => [{ ...before, vfs: before.vfs.set(5, 9) }, lacking]),
    );
    expect(await target.perform(reset(0))).to.equal(lacking);
  });
});

describe('a recording target', () => {
  it('tells every action and its outcome in order', async () => {
    const deeds: Deed[] = [];
    const target = recording(new HandMade(state(), writing(0)), (deed) => deeds.push(deed));
    await target.perform(reset(0));
    await target.perform(reset(1));
    expect(deeds.map(({ action }) => action.kind)).to.deep.equal([
      'reset-vf',
      'reset-vf',
    ] satisfies ActionKind[]);
  });
});
