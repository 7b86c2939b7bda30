import { expect } from 'chai';
import type { Action } from '../isolation/action';
import { configuration } from '../path/configuration.fixture';
import { domainKey, vfDomain } from '../terms/domain';
import { vfId } from '../terms/function-id';
import { Table } from '../terms/table';
import { auditing } from './auditing-target';
import { IsolationViolation } from './isolation-violation';
import type { Outcome, Snapshot, Target } from './target';

const reset = (vf: number): Action => ({ kind: 'reset-vf', vf: { kind: 'number', vf } });
const DONE: Outcome = { kind: 'done', traces: [], events: [] };
const VFS = 8;

/** One number a VF, of which each look reads those that the case lists and carries the rest over. */
class SamplingTarget implements Target {
  readonly profile = {
    id: 'sampling',
    name: 'sampling',
    capabilities: new Set([]),
    declaredChoices: [],
    limits: {},
    versions: {},
  };
  outcome = DONE;
  private real = Table.of<number>(Array.from({ length: VFS }, (_, key) => [key, 0] as const));
  private seen = this.real;
  private first = true;

  /** @param looks VFs that each look after the first reads, in turn. */
  constructor(private readonly looks: (readonly number[])[]) {}

  readonly touches: number[][] = [];

  fork(): SamplingTarget {
    const fork = new SamplingTarget(this.looks.slice());
    fork.touches.push(...this.touches);
    fork.real = this.real;
    fork.seen = this.seen;
    fork.first = this.first;
    return fork;
  }

  async perform(): Promise<Outcome> {
    for (const vf of this.touches.shift() ?? []) this.touch(vf);
    return this.outcome;
  }

  touch(vf: number): void {
    this.real = this.real.update(vf, (value) => value + 1);
  }

  async observe(): Promise<Snapshot> {
    const everything = this.first;
    this.first = false;
    return this.read(everything ? everyVf() : (this.looks.shift() ?? []));
  }

  async sweep(): Promise<Snapshot> {
    return this.read(everyVf());
  }

  private read(vfs: readonly number[]): Snapshot {
    for (const vf of vfs) this.seen = this.seen.set(vf, this.real.get(vf) ?? 0);
    const owner = (key: number) => vfDomain(vfId(key));
    return {
      observation: [
        {
          name: 'VFs',
          table: this.seen,
          cells: (key, value) => [
            { owner: owner(key), facet: 'config', name: 'value', value: value as number },
          ],
        },
      ],
      configuration: configuration(),
      holderOf: () => undefined,
      sampled: {
        domains: new Set(vfs.map((vf) => domainKey(owner(vf)))),
        sweptVfs: vfs.length,
        carriedVfs: VFS - vfs.length,
        sentinel: vfId(VFS - 1),
      },
    };
  }

  view(): never {
    throw new Error('not asked for here');
  }

  async close(): Promise<void> {}
}

const everyVf = (): readonly number[] => Array.from({ length: VFS }, (_, vf) => vf);

async function sentences(work: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof IsolationViolation)) throw error;
    return error.findings.map(({ sentence }) => sentence);
  }
}

describe('the watch of a target that samples', () => {
  it('finds at the end what no look has shown, and names all that was done since', async () => {
    const target = new SamplingTarget([[0], [1]]);
    const watched = auditing(target);
    target.touches.push([0, 5], [1]);
    await watched.perform(reset(0));
    await watched.perform(reset(1));
    const [sentence = '', ...others] = await sentences(() => watched.finish());
    expect(others).to.deep.equal([]);
    expect(sentence).to.contain('config of VF 6 has changed since its last sweep');
    expect(sentence).to.contain('reset-vf of VF 1 by the PF on behalf of VF 1');
    expect(sentence).to.contain('reset-vf of VF 2 by the PF on behalf of VF 2');
  });

  it('blames a bystander’s change on all actions since its last sweep', async () => {
    const target = new SamplingTarget([[0], [1, 5]]);
    const watched = auditing(target);
    target.touches.push([0, 5], [1]);
    await watched.perform(reset(0));
    const [sentence = ''] = await sentences(() => watched.perform(reset(1)));
    expect(sentence).to.contain('config of VF 6 has changed since its last sweep');
    expect(sentence).to.contain('reset-vf of VF 1');
  });

  it('excuses what an earlier action may have done to one that was not swept then', async () => {
    const target = new SamplingTarget([[], [1, 0]]);
    const watched = auditing(target);
    target.touches.push([0], [1]);
    await watched.perform(reset(0));
    expect(await sentences(() => watched.perform(reset(1)))).to.deep.equal([]);
    expect(await sentences(() => watched.finish())).to.deep.equal([]);
  });

  it('does not excuse one that was swept after the action that might have done it', async () => {
    const target = new SamplingTarget([[0], [1], [0, 2]]);
    const watched = auditing(target);
    target.touches.push([0], [1, 0], [2]);
    await watched.perform(reset(0));
    await watched.perform(reset(1));
    const [sentence = ''] = await sentences(() => watched.perform(reset(2)));
    expect(sentence).to.contain('config of VF 1 has changed since its last sweep');
    expect(sentence).not.to.contain('reset-vf of VF 1');
  });

  it('knows in a copy who was swept when, and what was done since', async () => {
    const target = new SamplingTarget([[], [1, 0]]);
    const watched = auditing(target);
    target.touches.push([0], [1]);
    await watched.perform(reset(0));
    const copy = watched.fork?.() ?? expect.fail('it can be copied');
    expect(await sentences(() => copy.perform(reset(1))), 'reset-vf of VF 1 explains it').to.deep.equal([]);
    expect(await sentences(() => copy.finish())).to.deep.equal([]);
    expect(await sentences(() => watched.perform(reset(1))), 'nor is the original the poorer').to.deep.equal(
      [],
    );
  });

  it('finds the change at once where the victim was swept just before', async () => {
    const target = new SamplingTarget([[0, 5]]);
    const watched = auditing(target);
    target.touches.push([0, 5]);
    expect(await sentences(() => watched.perform(reset(0)))).to.deep.equal([
      'reset-vf of VF 1 by the PF on behalf of VF 1 changed config of VF 6: "value" was 0, is 1',
    ]);
  });

  it('sweeps everything after a sweep that failed, and tells what else was changed', async () => {
    const target = new SamplingTarget([[0, 5]]);
    const watched = auditing(target);
    target.touches.push([0, 5, 6]);
    const told = await sentences(() => watched.perform(reset(0)));
    expect(told.length).to.equal(2);
    expect(told[1]).to.contain('config of VF 7 has changed since its last sweep');
    expect(await sentences(() => watched.finish()), 'told once').to.deep.equal([]);
  });

  it('lets no refused action excuse anything', async () => {
    const target = new SamplingTarget([[], [1]]);
    const watched = auditing(target);
    target.outcome = { kind: 'refused', status: 'EBUSY', reason: '', by: 'kernel', traces: [], events: [] };
    target.touches.push([0]);
    await watched.perform(reset(0));
    target.outcome = DONE;
    await watched.perform(reset(1));
    expect((await sentences(() => watched.finish())).length).to.equal(1);
  });

  it('says how much it read', async () => {
    const target = new SamplingTarget([[0, 1, 7]]);
    const watched = auditing(target);
    await watched.perform(reset(0));
    await watched.finish();
    expect(watched.watched().sampling).to.deep.equal({
      vfsSwept: 8 + 3 + 8,
      vfsCarried: 5,
      fullSweeps: 2,
      withSentinel: 3,
      withoutSentinel: 0,
    });
  });
});
