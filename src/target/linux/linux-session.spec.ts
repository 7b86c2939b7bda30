import { expect } from 'chai';
import type { Action } from '../../isolation/action';
import { macAddress } from '../../terms/mac-address';
import type { Trace } from '../../wire/trace';
import type { Outcome, Snapshot } from '../target';
import type { TestbedView } from '../testbed-view';
import { FakeMachine, fakeBench } from './fake-machine.fixture';
import { LinuxSession } from './linux-session';
import { LinuxTarget } from './linux-target';
import { Compromised } from './machine';
import type { LinuxTestbed } from './testbed';
import type { Traffic } from './traffic/traffic';
import type { LinuxWatch } from './watch/linux-watch';

const MAC = (last: number) => macAddress(`00-15-5D-00-00-0${last}`);
const trace = (name: string) => ({ name }) as unknown as Trace;

/** Carries nothing, and remembers what it was asked. */
class FakeTraffic {
  readonly log: string[] = [];
  begin = (): void => void this.log.push('begin');
  follow = async ({ partitions }: LinuxTestbed): Promise<void> =>
    void this.log.push(`follow ${partitions.map((each) => each.partition).join(' ')}`.trim());
  forget = async (names: readonly string[]): Promise<void> => void this.log.push(`forget ${names.join(' ')}`);
  listenAtVf = async ({ partition }: { partition: string }): Promise<void> =>
    void this.log.push(`listen at VF of ${partition}`);
  send = async () => ({ traces: [trace('sent')], refused: [] });
  /** A frame before the action, and one between any two of its steps. */
  whileStreaming: unknown = async (
    _before: LinuxTestbed,
    _streams: unknown,
    action: (between: () => Promise<void>) => Promise<object>,
  ) => {
    const between = async (): Promise<void> => void this.log.push('between');
    return { traces: [trace('streamed')], refused: [], ...(await action(between)) };
  };
}

/** Tells which way it was asked. */
class FakeWatch implements LinuxWatch {
  readonly log: string[] = [];
  readonly snapshot = {} as Snapshot;
  dies = false;
  observe = async (_: LinuxTestbed, concerned: readonly number[] | 'all'): Promise<Snapshot> => {
    if (this.dies) throw new Compromised('the machine is gone while it was read');
    this.log.push(`observe ${concerned === 'all' ? 'all' : concerned.join(' ')}`.trim());
    return this.snapshot;
  };
  carried = async (): Promise<Snapshot> => {
    this.log.push('carried');
    return this.snapshot;
  };
  view = async (): Promise<TestbedView> => ({ partitions: [] }) as unknown as TestbedView;
  forget = (): void => void this.log.push('forget');
  begin = (): void => undefined;
}

function bed() {
  const machine = new FakeMachine();
  const [traffic, watch] = [new FakeTraffic(), new FakeWatch()];
  const pulled: boolean[] = [];
  const bench = fakeBench(machine);
  const setLink = async (up: boolean): Promise<void> => void pulled.push(up);
  const session = new LinuxSession(
    { ...bench, outside: { ...bench.outside, setLink } },
    traffic as unknown as Traffic,
    watch,
  );
  /** One scenario; steps of each of its actions. */
  const play = async (...actions: readonly Action[]): Promise<readonly (readonly string[])[]> => {
    const target = new LinuxTarget(session);
    const steps: (readonly string[])[] = [];
    for (const action of actions) {
      const outcome = await target.perform(action);
      expect(outcome.kind, JSON.stringify(action)).to.equal('done');
      steps.push(machine.taken());
    }
    await target.close();
    return steps;
  };
  return { machine, traffic, watch, session, pulled, play };
}

const INSTALL: Action = {
  kind: 'install-adapter',
  adapter: 'NIC1',
  profile: { kind: 'reference' },
  numVfs: 4,
};
const SWITCH: Action = { kind: 'create-extensible-switch', switch: 'S', type: 'external' };
const start = (partition: string, number: number, iovWeight = 100): Action => ({
  kind: 'start-partition',
  spec: { partition, mac: MAC(number), iovWeight },
});
const [WEB, DB] = [start('web', 1), start('db', 2)];
const SET_UP = [INSTALL, SWITCH, WEB, DB];
const DETACH: Action = { kind: 'detach-vf', partition: 'web' };
const SEND: Action = { kind: 'send', sender: { kind: 'outside' }, frames: [] };
const LINK_DOWN: Action = { kind: 'set-link', up: false };

const isWipe = (steps: readonly string[]): boolean =>
  steps.some((each) => each.startsWith('ip link set eth0 nomaster'));
const made = (steps: readonly string[]): readonly string[] =>
  steps.flatMap((each) => /netns add (bk\d)/.exec(each)?.[1] ?? []);

describe('a session on a Linux machine', () => {
  it('begins with a machine from which everything is wiped, and tells traffic of every testbed', async () => {
    const { play, traffic } = bed();
    const [install, , web] = await play(...SET_UP);
    expect(isWipe(install ?? [])).to.equal(true);
    expect(made(web ?? [])).to.deep.equal(['bk1']);
    expect(traffic.log.slice(0, 3)).to.deep.equal(['begin', 'follow', 'follow']);
    expect(traffic.log.slice(-4)).to.deep.equal([
      'listen at VF of web',
      'follow web',
      'listen at VF of db',
      'follow web db',
    ]);
  });

  it('answers a scenario that begins alike from the history, without a request', async () => {
    const { play, watch, session } = bed();
    await play(...SET_UP, SEND);
    await session.observe();
    const again = await play(INSTALL, SWITCH, WEB);
    expect(again).to.deep.equal([[], [], []]);
    await session.observe();
    expect(watch.log.slice(-1)).to.deep.equal(['carried']);
    expect(await play(...SET_UP, SEND)).to.deep.equal([[], [], [], [], []]);
  });

  it('repairs only the partitions that were concerned, before anybody looks', async () => {
    const { play, traffic, watch } = bed();
    await play(...SET_UP, DETACH);
    traffic.log.length = 0;
    const steps = (await play(...SET_UP, SEND)).flat();
    expect(isWipe(steps)).to.equal(false);
    expect(made(steps)).to.deep.equal(['bk1']);
    expect(steps.join('\n')).to.include('ip netns del bk1');
    expect(steps.join('\n')).not.to.match(/bk2|bkp2/);
    expect(traffic.log).to.include('forget p1.vf p1.syn');
    expect(watch.log).to.include('forget');
  });

  it('goes its own way where it differs: what it does not repeat is taken away', async () => {
    const { play } = bed();
    await play(...SET_UP, SEND);
    const steps = (await play(INSTALL, SWITCH, WEB, start('other', 3))).flat();
    expect(isWipe(steps)).to.equal(false);
    expect(steps.join('\n')).to.include('ip netns del bk2');
    expect(steps.findIndex((each) => each.endsWith('ip netns del bk2'))).to.be.below(
      steps.findIndex((each) => each.startsWith('ip netns add bk2')),
    );
  });

  it('wipes the machine and does the set-up again where everything was concerned, with the cable in', async () => {
    const { play, pulled } = bed();
    await play(...SET_UP, LINK_DOWN);
    const steps = (await play(...SET_UP, SEND)).flat();
    expect(isWipe(steps)).to.equal(true);
    expect(made(steps)).to.deep.equal(['bk1', 'bk2']);
    expect(pulled).to.deep.equal([false, true]);
  });

  it('does set-up anew that was the last of its scenario: the watch may have found something', async () => {
    const { play } = bed();
    await play(INSTALL, SWITCH, WEB);
    const [, , web] = await play(INSTALL, SWITCH, WEB, DB);
    expect(made(web ?? [])).to.deep.equal(['bk1']);
  });

  it('clears a VF that the kernel refused half-way from the ground up', async () => {
    const { session, machine, play } = bed();
    await play(...SET_UP);
    machine.refuse(/^write .*\/bind .*10\.2$/, 'EIO', 'Input/output error');
    const refused = await session.perform(start('third', 3), []);
    expect(refused).to.include({ kind: 'refused', status: 'EIO', by: 'the kernel' });
    machine.refusals = [];
    machine.taken();
    expect(isWipe((await play(...SET_UP, SEND)).flat())).to.equal(true);
  });

  it('makes the machine stand when it is asked to prepare, and then does not do so again', async () => {
    const { play, session, machine } = bed();
    await play(...SET_UP, DETACH);
    session.beginScenario();
    for (const action of [INSTALL, SWITCH, WEB]) {
      expect(await session.prepare(action)).to.equal(false);
      await session.perform(action, []);
    }
    expect(await session.prepare(start('other', 3))).to.equal(true);
    machine.taken();
    await session.perform(start('other', 3), []);
    expect(made(machine.taken())).to.deep.equal(['bk2']);
  });

  it('reads what the last action concerned, and everything when it is swept', async () => {
    const { play, session, watch } = bed();
    await play(...SET_UP, DETACH);
    watch.log.length = 0;
    await session.observe();
    await session.sweep();
    expect(watch.log).to.deep.equal(['observe 0', 'observe all']);
  });

  it('puts back by wiping', async () => {
    const { play, session, machine } = bed();
    await play(...SET_UP);
    await session.putBack();
    expect(isWipe(machine.done)).to.equal(true);
  });
});

describe('frames of a session on a Linux machine', () => {
  const streaming = (action: Action): Action => ({ kind: 'while-streaming', streams: [], action });

  it('are carried by traffic', async () => {
    const { play, session } = bed();
    await play(...SET_UP);
    expect(await session.perform(SEND, [])).to.deep.equal({
      kind: 'done',
      traces: [trace('sent')],
      events: [],
    });
  });

  it('that stream while something is done are told together with it, one between any two steps', async () => {
    const { play, session, traffic } = bed();
    await play(...SET_UP);
    traffic.log.length = 0;
    const both = await session.perform(streaming(SEND), []);
    expect('traces' in both && both.traces).to.deep.equal([trace('sent'), trace('streamed')]);
    await session.perform(streaming(DETACH), []);
    expect(traffic.log.filter((each) => each === 'between')).to.have.length(4);
    const detached = await session.perform({ kind: 'attach-vf', partition: 'web' }, []);
    expect(detached.kind, 'it was detached').to.equal('done');
  });

  it('are told also where what was done meanwhile is refused, and not where it does not apply', async () => {
    const { play, session, machine } = bed();
    await play(...SET_UP);
    machine.refuse(/^ip link set eth0 vf 0 mac 00:00:/, 'EBUSY', 'busy');
    const refused = await session.perform(streaming(DETACH), []);
    expect(refused).to.deep.include({ kind: 'refused', status: 'EBUSY', traces: [trace('streamed')] });
    const lacking = await session.perform(streaming({ kind: 'save-partition', partition: 'web' }), []);
    expect(lacking.kind).to.equal('not-applicable');
  });
});

describe('a machine that breaks in a session', () => {
  const reasonOf = (outcome: Outcome): string =>
    'reason' in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind;

  it('compromises the action, and is asked nothing any more', async () => {
    const { play, session, machine } = bed();
    await play(...SET_UP);
    machine.diesAt = /unbind/;
    expect(reasonOf(await session.perform(DETACH, []))).to.equal('compromised: the machine is gone');
    machine.diesAt = undefined;
    machine.taken();
    const { requests } = machine;
    expect(reasonOf(await session.perform(SEND, []))).to.equal('compromised: the machine is gone');
    expect(await session.prepare(SEND)).to.equal(false);
    for (const look of [session.observe(), session.sweep(), session.view([])])
      expect(await look.catch((error: unknown) => error)).to.equal(session.broken);
    await session.putBack();
    expect(machine.requests).to.equal(requests);
  });

  it('compromises the action also when what the scenario stands on could not be set up again', async () => {
    const { play, session, machine } = bed();
    await play(...SET_UP, DETACH);
    machine.refuse(/\/bind /, 'EBUSY', 'Device or resource busy');
    session.beginScenario();
    for (const action of [INSTALL, SWITCH]) await session.perform(action, []);
    await session.perform(WEB, []);
    const outcome = await session.perform(DB, []);
    expect(reasonOf(outcome)).to.match(/^compromised: "web" could not be set up again: .*busy$/);
    const after = machine.done.length;
    expect((await session.perform(SEND, [])).kind).to.equal('compromised');
    expect(machine.done).to.have.length(after);
  });

  it('is told while it is read, and breaks the session as well', async () => {
    const { play, session, watch } = bed();
    await play(...SET_UP);
    watch.dies = true;
    const error = await session.observe().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Compromised);
    expect(reasonOf(await session.perform(DETACH, []))).to.match(/^compromised: .*while it was read$/);
  });

  it('is not broken by a mistake of the feature', async () => {
    const { play, session } = bed();
    await play(...SET_UP);
    const mistake = await session
      .perform({ kind: 'detach-vf', partition: 'wbe' }, [])
      .catch((error: Error) => error.message);
    expect(mistake).to.match(/no partition "wbe"/);
    expect(session.broken).to.equal(undefined);
    expect((await session.perform(DETACH, [])).kind).to.equal('done');
  });
});
