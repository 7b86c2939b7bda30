import { expect } from 'chai';
import { difference } from '../../../isolation/difference';
import { domainKey, FACETS } from '../../../terms/domain';
import { RecordedMachine, TESTBED } from '../readings/recorded-machine.fixture';
import { EMPTY_TESTBED } from '../testbed';
import { describeChanges } from '../../expectations/changes';
import { linuxWatch } from './linux-watch';
import { chooseSentinel, sampledVfs } from './sampling';

describe('the sample of an action', () => {
  it('has the concerned, two bystanders in turn and the sentinel', () => {
    const samples = [0, 1, 2].map((looks) => sampledVfs([0], 7, 6, looks));
    expect(samples).to.deep.equal([
      [0, 1, 2, 6],
      [0, 3, 4, 6],
      [0, 1, 5, 6],
    ]);
  });

  it('sweeps every bystander before any a second time', () => {
    const seen = [0, 1, 2].flatMap((looks) => sampledVfs([], 7, 6, looks).filter((vf) => vf !== 6));
    expect(seen.sort()).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it('names no VF that is not enabled, and does with fewer than four', () => {
    expect(sampledVfs([5], 2, undefined, 0)).to.deep.equal([0, 1]);
    expect(sampledVfs([], 0, undefined, 0)).to.deep.equal([]);
  });

  it('takes the highest VF that nobody holds for its sentinel', () => {
    expect(chooseSentinel(4, new Set([3]))).to.equal(2);
    expect(chooseSentinel(2, new Set([0, 1]))).to.equal(undefined);
  });
});

describe('the watch of a machine', () => {
  const changesOf = async (from: 'first' | 'changed', to: 'frames' | 'reset' | 'changed') => {
    const machine = new RecordedMachine(from);
    const watch = linuxWatch(machine.bench);
    const before = await watch.observe(TESTBED, 'all');
    machine.moment = to;
    const after = await watch.observe(TESTBED, 'all');
    return difference(before.observation, after.observation);
  };

  it('sees who received a frame, and nothing of timers', async () => {
    const changes = await changesOf('first', 'frames');
    const owners = new Set(changes.map(({ owner, facet }) => `${domainKey(owner)} ${facet}`));
    expect([...owners].sort()).to.deep.equal([
      'partition:syn statistics',
      'pf statistics',
      'vf:0 statistics',
    ]);
  });

  it('tells what an administrator sets apart from what a guest does', async () => {
    const changes = describeChanges(await changesOf('first', 'changed'));
    expect(changes).to.include(
      'VF 1, filters, "MAC address set by the PF": was "00-15-5D-00-00-01", is "00-15-5D-00-00-77"',
    );
    expect(changes).to.include('VF 2, config, "netdev: up": was true, is false');
  });

  it('reads a sample, and says what it read', async () => {
    const watch = linuxWatch(new RecordedMachine().bench);
    const first = await watch.observe(TESTBED, [0]);
    expect(first.sampled, 'the first look reads everything').to.deep.include({ sweptVfs: 4, carriedVfs: 0 });
    const machine = new RecordedMachine();
    const many = linuxWatch(machine.bench);
    await many.observe(TESTBED, 'all');
    const second = await many.observe(TESTBED, []);
    expect(second.sampled).to.deep.include({ sweptVfs: 3, carriedVfs: 1, sentinel: 3 });
    expect([...(second.sampled?.domains ?? [])].sort()).to.deep.equal([
      ...['partition:db', 'partition:syn', 'partition:web', 'pf', 'vf:0', 'vf:1', 'vf:3', 'wire'],
    ]);
    expect(second.observation.map(({ table }) => table)).to.deep.equal(
      (await many.carried(TESTBED)).observation.map(({ table }) => table),
    );
  });

  it('gives a sentinel up once an action names it', async () => {
    const watch = linuxWatch(new RecordedMachine().bench);
    expect((await watch.observe(TESTBED, 'all')).sampled?.sentinel).to.equal(3);
    expect((await watch.observe(TESTBED, [3])).sampled?.sentinel).to.equal(undefined);
    expect((await watch.observe(TESTBED, [0])).sampled?.sentinel).to.equal(undefined);
  });

  it('is empty before an adapter is installed', async () => {
    const { observation, configuration } = await linuxWatch(new RecordedMachine().bench).observe(
      EMPTY_TESTBED,
      [],
    );
    expect(observation.every(({ table }) => table.count === 0)).to.equal(true);
    expect(configuration.adapters).to.deep.equal([]);
  });

  it('names each cell once within its owner and facet', async () => {
    const { observation } = await linuxWatch(new RecordedMachine().bench).observe(TESTBED, 'all');
    const names = observation.flatMap((shelf) =>
      Array.from(shelf.table.entries()).flatMap(([key, value]) =>
        shelf.cells(key, value).map(({ owner, facet, name }) => {
          expect(FACETS).to.include(facet);
          return `${domainKey(owner)} ${facet} ${name}`;
        }),
      ),
    );
    expect(names.length).to.be.greaterThan(50);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('begins a scenario with everything read, when the one before ended on a sample', async () => {
    const machine = new RecordedMachine();
    const watch = linuxWatch(machine.bench);
    await watch.observe(TESTBED, 'all');
    await watch.carried(TESTBED);
    expect(machine.requests).to.equal(1);
    await watch.observe(TESTBED, []);
    await watch.carried(TESTBED);
    expect(machine.requests).to.equal(3);
  });
});
