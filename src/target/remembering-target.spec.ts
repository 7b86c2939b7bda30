import { expect } from 'chai';
import type { Action } from '../isolation/action';
import { macAddress } from '../terms/mac-address';
import { auditing, type AuditedTarget } from './auditing-target';
import { createReferenceTarget } from './reference/reference-target';
import { TargetMemory } from './remembering-target';

const SETUP: readonly Action[] = [
  { kind: 'install-adapter', adapter: 'NIC1', profile: { kind: 'reference' }, numVfs: 4 },
  { kind: 'create-extensible-switch', switch: 'External', type: 'external', adapter: 'NIC1' },
  {
    kind: 'start-partition',
    spec: { partition: 'web', mac: macAddress('00-15-5D-00-00-01'), vlan: 10, iovWeight: 100 },
  },
];
const RESET: Action = { kind: 'reset-vf', vf: { kind: 'of-partition', partition: 'web' } };
const DETACH: Action = { kind: 'detach-vf', partition: 'web' };

const make = (): AuditedTarget => auditing(createReferenceTarget({ readFile: () => '' }));

async function play(target: AuditedTarget, actions: readonly Action[]): Promise<string> {
  const outcomes = [];
  for (const action of actions) outcomes.push(await target.perform(action));
  await target.finish();
  const seen = { outcomes, view: await target.view(), watched: target.watched() };
  return JSON.stringify(seen, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

describe('a target that remembers', () => {
  const stories: readonly (readonly Action[])[] = [
    [...SETUP, RESET],
    [...SETUP, RESET],
    [...SETUP, DETACH, { kind: 'attach-vf', partition: 'web' }],
    [...SETUP, RESET, DETACH],
    SETUP,
  ];

  it('tells the same story as one that works everything out, in any order of scenarios', async () => {
    const memory = new TargetMemory(make);
    for (const story of [...stories, ...[...stories].reverse()]) {
      expect(await play(memory.open('feature'), story)).to.equal(await play(make(), story));
    }
  });

  it('works an action out once a topic', async () => {
    const count = { performed: 0 };
    const memory = new TargetMemory(() => counting(make(), () => (count.performed += 1)));
    for (const story of [SETUP, SETUP, [...SETUP, RESET], [...SETUP, RESET]])
      await play(memory.open('feature'), story);
    expect(count.performed).to.equal(SETUP.length + 1);
  });

  it('keeps beginnings for other topics, and forgets how a topic went on', async () => {
    const count = { performed: 0 };
    const memory = new TargetMemory(() => counting(make(), () => (count.performed += 1)));
    const long = [...SETUP, RESET, DETACH, { kind: 'attach-vf', partition: 'web' } as const];
    expect(await play(memory.open('feature'), long)).to.equal(await play(make(), long));
    count.performed = 0;
    expect(await play(memory.open('another feature'), long)).to.equal(await play(make(), long));
    expect(count.performed).to.equal(long.length - (SETUP.length + 2));
  });

  it('never remembers an action that threw', async () => {
    const memory = new TargetMemory(make);
    const unknown: Action = { kind: 'detach-vf', partition: 'nobody' };
    for (let time = 0; time < 2; time++) {
      const target = memory.open('feature');
      let thrown = 0;
      await target.perform(unknown).catch(() => (thrown += 1));
      expect(thrown).to.equal(1);
    }
  });
});

function counting(target: AuditedTarget, onPerform: () => void): AuditedTarget {
  return {
    profile: target.profile,
    observe: () => target.observe(),
    view: () => target.view(),
    finish: () => target.finish(),
    watched: () => target.watched(),
    close: () => target.close(),
    fork: () => counting(target.fork?.() ?? target, onPerform),
    perform: (action) => {
      onPerform();
      return target.perform(action);
    },
  };
}
