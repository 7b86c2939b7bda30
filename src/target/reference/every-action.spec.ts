import { expect } from 'chai';
import { EVERY_ACTION } from '../../isolation/every-action.fixture';
import type { Action, ActionKind } from '../../isolation/action';
import { partition, MACS, spec, threePartitions, type Bench } from './reference-testbed.fixture';

/** What must have happened before an action makes sense; web and db hold VFs 1 and 2. */
const BEFORE: Readonly<Partial<Record<ActionKind, readonly Action[]>>> = {
  'restore-partition': [{ kind: 'save-partition', partition: 'web' }],
  'resume-partition': [{ kind: 'suspend-partition', partition: 'web' }],
  'attach-vf': [{ kind: 'detach-vf', partition: 'web' }],
  'expose-vf': [
    { kind: 'detach-vf', partition: 'web' },
    { kind: 'attach-vf', partition: 'web', upTo: 'FILTERED' },
  ],
  'start-partition': [{ kind: 'stop-partition', partition: 'web' }],
  'drive-pf': [
    { kind: 'detach-vf', partition: 'web' },
    { kind: 'detach-vf', partition: 'db' },
  ],
  'unbind-driver': [{ kind: 'bind-driver', driver: 'other' }],
  'enable-extension': [{ kind: 'install-extension', extension: 'filter', type: 'filtering' }],
  'extension-call': [
    { kind: 'install-extension', extension: 'filter', type: 'filtering' },
    { kind: 'enable-extension', extension: 'filter', enabled: true },
  ],
};

/** Arguments that fit the testbed of this spec. */
const FITTING: Readonly<Partial<Record<ActionKind, Action>>> = {
  'install-adapter': {
    kind: 'install-adapter',
    adapter: 'NIC2',
    profile: { kind: 'adapter-list', id: 'intel-82576' },
  },
  'create-extensible-switch': { kind: 'create-extensible-switch', switch: 'Inner', type: 'internal' },
  'start-partition': { kind: 'start-partition', spec: spec('web', 'VF') },
  'add-adapter': { kind: 'add-adapter', partition: 'web', adapter: 'second', mac: MACS.outside },
};

async function prepared(kind: ActionKind): Promise<Bench> {
  const bench = await threePartitions();
  if (kind === 'migrate-partition') {
    await bench.does({ kind: 'create-extensible-switch', switch: 'Far', type: 'internal', host: 'Host 2' });
  }
  for (const action of BEFORE[kind] ?? []) await bench.does(action);
  return bench;
}

/** Always refused: the call is reserved to others (BLOCK-READ-03, BLOCK-WRITE-03). */
const NEVER_DONE: ActionKind = 'pf-block-call';

describe('every action', () => {
  for (const kind of Object.keys(EVERY_ACTION) as ActionKind[])
    it(`of kind ${kind} is carried out, and the watch finds nothing`, async () => {
      const bench = await prepared(kind);
      const outcome = await bench.target.perform(FITTING[kind] ?? EVERY_ACTION[kind]);
      expect(
        outcome.kind,
        JSON.stringify(outcome, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)),
      ).to.equal(kind === NEVER_DONE ? 'refused' : 'done');
    });

  it('that names what does not exist says what exists, and changes nothing', async () => {
    const bench = await threePartitions();
    const before = await bench.target.observe();
    const mistake = await bench.target
      .perform({ kind: 'attach-vf', partition: 'wep' })
      .catch((error: unknown) => error);
    expect(String(mistake)).to.include(
      'there is no partition "wep" (did you mean "web"?); known: "web", "db", "legacy"',
    );
    expect(await bench.target.observe()).to.equal(before);
  });

  it('leaves the conversation of two bystanders alone', async () => {
    const bench = await threePartitions();
    expect(await bench.sends(partition('db'), MACS.legacy, MACS.db)).to.have.length(1);
  });
});
