import { expect } from 'chai';
import type { Action } from '../../isolation/action';
import type { Party } from '../../terms/party';
import { partyName } from '../../terms/party';
import type { Trace } from '../../wire/trace';
import {
  MACS,
  OUTSIDE_PARTY,
  partition,
  spec,
  threePartitions,
  withSwitch,
  type Bench,
} from './reference-testbed.fixture';

const COUNT = 30;
let streams = 0;

/** Ends of a numbered stream that runs while something happens. */
async function streamed(
  bench: Bench,
  sender: Party,
  receiver: Party,
  action: Action,
): Promise<readonly string[]> {
  streams += 1;
  const token = `s${streams}`;
  const { traces } = await bench.does({
    kind: 'while-streaming',
    action,
    streams: [{ sender, receiver, token, count: COUNT }],
  });
  return traces.filter((trace) => trace.token.startsWith(`${token}.`)).map((trace) => endOf(trace, receiver));
}

const endOf = (trace: Trace, receiver: Party): string =>
  trace.end.kind === 'dropped'
    ? trace.end.reason
    : partyName(trace.end.receiver) === partyName(receiver)
      ? (trace.token.split('.')[1] ?? '')
      : `at ${partyName(trace.end.receiver)}`;

const ALL = Array.from({ length: COUNT }, (_, index) => String(index + 1));

describe('failover under traffic', () => {
  const pairs: readonly (readonly [string, Party, Party])[] = [
    ['from outside to the partition', OUTSIDE_PARTY, partition('web')],
    ['from the partition to outside', partition('web'), OUTSIDE_PARTY],
    ['from a VF neighbour', partition('db'), partition('web')],
    ['to a VF neighbour', partition('web'), partition('db')],
    ['from a synthetic neighbour', partition('legacy'), partition('web')],
    ['to a synthetic neighbour', partition('web'), partition('legacy')],
  ];
  const detachments: readonly Action[] = [
    { kind: 'detach-vf', partition: 'web' },
    { kind: 'detach-vf', partition: 'web', manner: 'surprise' },
  ];
  for (const [name, sender, receiver] of pairs)
    for (const detach of detachments)
      it(`loses and doubles nothing ${name} while the VF is detached ${'manner' in detach ? 'by surprise' : ''}`, async () => {
        const bench = await threePartitions();
        expect(await streamed(bench, sender, receiver, detach)).to.deep.equal(ALL);
        expect((await bench.view()).partitions[0]?.path).to.equal('synthetic');
      });

  for (const [name, sender, receiver] of pairs)
    it(`delivers once and in order ${name} while the VF is attached, declared losses apart`, async () => {
      const bench = await threePartitions();
      await bench.does({ kind: 'detach-vf', partition: 'web' });
      const ends = await streamed(bench, sender, receiver, { kind: 'attach-vf', partition: 'web' });
      expect(ends).to.have.length(COUNT);
      const arrived = ends.filter((end) => end !== 'declared-failover-loss');
      expect(arrived).to.deep.equal(ALL.filter((each) => arrived.includes(each)));
      expect((await bench.view()).partitions[0]?.path).to.equal('VF');
    });

  it('goes to the synthetic path after a time-out when the guest blocks the removal', async () => {
    const bench = await withSwitch();
    await bench.does({ kind: 'start-partition', spec: spec('web', 'VF', { guest: 'blocks-removal' }) });
    const { events } = await bench.does({ kind: 'detach-vf', partition: 'web' });
    const names = events.map((event) => event.what);
    expect(names).to.include('removal-timeout').and.include('pnp-surprise-removal');
    const [web] = (await bench.view()).partitions;
    expect(web?.path).to.equal('synthetic');
    expect(web?.devices).to.deep.equal(['VM network adapter']);
  });

  it('keeps a neighbour’s conversation while a VF is reset', async () => {
    const bench = await threePartitions();
    const reset: Action = { kind: 'reset-vf', vf: { kind: 'of-partition', partition: 'web' } };
    expect(await streamed(bench, partition('db'), partition('legacy'), reset)).to.deep.equal(ALL);
  });
});

describe('a partition and its VF', () => {
  it('keeps addresses and reaches its peers after a live migration to another host', async () => {
    const bench = await threePartitions();
    await bench.does({
      kind: 'install-adapter',
      adapter: 'NIC2',
      profile: { kind: 'reference' },
      numVfs: 2,
      host: 'Host 2',
    });
    await bench.does({ kind: 'create-extensible-switch', switch: 'Far', type: 'external', adapter: 'NIC2' });
    await bench.does({ kind: 'migrate-partition', partition: 'web', host: 'Host 2' });
    const [web] = (await bench.view()).partitions;
    expect(web).to.include({ host: 'Host 2', path: 'VF', adapter: 'NIC2', mac: MACS.web, vlan: 10 });
    const ends = await bench.sends(partition('db'), MACS.web, MACS.db);
    expect(ends).to.include(
      'db > VF 2 > NIC switch > physical port > physical port > NIC switch > VF 1 > web',
    );
  });

  it('is saved without its VF and gets one again when it is restored', async () => {
    const bench = await threePartitions();
    await bench.does({ kind: 'save-partition', partition: 'web' });
    const [saved] = (await bench.view()).partitions;
    expect(saved).to.include({ state: 'saved', path: 'none', vf: undefined });
    await bench.does({ kind: 'restore-partition', partition: 'web' });
    const [web] = (await bench.view()).partitions;
    expect(web).to.include({ state: 'running', path: 'VF' });
    expect(await bench.sends(partition('db'), MACS.web, MACS.db)).to.deep.equal([
      'db > VF 2 > NIC switch > VF 1 > web',
    ]);
  });

  it('sleeps with its VF in D3 and receives again after waking up', async () => {
    const bench = await threePartitions();
    await bench.does({ kind: 'suspend-partition', partition: 'web' });
    expect((await bench.view()).adapters[0]?.vfs[0]?.power).to.equal('D3');
    await bench.does({ kind: 'resume-partition', partition: 'web' });
    expect(await bench.sends(partition('db'), MACS.web, MACS.db)).to.deep.equal([
      'db > VF 2 > NIC switch > VF 1 > web',
    ]);
  });

  it('stays on the synthetic path when all VFs are taken, and yields to a higher weight', async () => {
    const bench = await withSwitch(1);
    await bench.does({ kind: 'start-partition', spec: spec('web', 'VF', { iovWeight: 10 }) });
    await bench.does({ kind: 'start-partition', spec: spec('db', 'VF', { iovWeight: 10 }) });
    expect((await bench.view()).partitions.map((each) => each.path)).to.deep.equal(['VF', 'synthetic']);
    await bench.does({
      kind: 'set-port-policy',
      partition: 'db',
      policy: { kind: 'iov-weight', weight: 50 },
    });
    expect((await bench.view()).partitions.map((each) => each.path)).to.deep.equal(['synthetic', 'VF']);
  });

  it('loses its VF while an access control list is set, and gets it back', async () => {
    const bench = await threePartitions();
    const rules = [{ action: 'deny', direction: 'in' }] as const;
    await bench.does({ kind: 'set-port-policy', partition: 'web', policy: { kind: 'acl', rules } });
    expect((await bench.view()).partitions[0]?.path).to.equal('synthetic');
    await bench.does({ kind: 'set-port-policy', partition: 'web', policy: { kind: 'acl', rules: [] } });
    expect((await bench.view()).partitions[0]?.path).to.equal('VF');
  });

  it('loses its VF to a forwarding extension', async () => {
    const bench = await threePartitions();
    await bench.does({ kind: 'install-extension', extension: 'Sentry', type: 'forwarding' });
    await bench.does({ kind: 'enable-extension', extension: 'Sentry', enabled: true });
    const { events } = await bench.does({
      kind: 'extension-call',
      extension: 'Sentry',
      call: { kind: 'remove-vf', partition: 'web' },
    });
    expect(events.map((event) => event.what)).to.include('nic-updated');
    expect((await bench.view()).partitions[0]?.path).to.equal('synthetic');
  });

  it('falls back when its PF is halted, and has its VF again after the next start', async () => {
    const bench = await threePartitions();
    await bench.does({ kind: 'drive-pf', operation: 'halt' });
    expect((await bench.view()).partitions.map((each) => each.path)).to.deep.equal([
      'synthetic',
      'synthetic',
      'synthetic',
    ]);
    await bench.does({ kind: 'drive-pf', operation: 'initialize' });
    expect((await bench.view()).partitions.map((each) => each.path)).to.deep.equal(['VF', 'VF', 'synthetic']);
  });

  it('loses its VF by surprise with its PF', async () => {
    const bench = await threePartitions();
    await bench.does({ kind: 'drive-pf', operation: 'surprise-removal' });
    expect((await bench.view()).partitions.map((each) => each.devices.length)).to.deep.equal([1, 1, 1]);
  });

  it('refuses to pause a PF under live VFs, and nothing changes', async () => {
    const bench = await threePartitions();
    const before = await bench.target.observe();
    expect((await bench.isRefused({ kind: 'drive-pf', operation: 'pause' })).rule).to.equal('ruling 20');
    expect(await bench.target.observe()).to.equal(before);
  });

  it('is refused a second VF, and nothing changes', async () => {
    const bench = await threePartitions();
    const before = await bench.target.observe();
    await bench.isRefused({ kind: 'attach-vf', partition: 'web' });
    expect(await bench.target.observe()).to.equal(before);
  });
});
