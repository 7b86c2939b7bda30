import { expect } from 'chai';
import { macAddress } from '../../../terms/mac-address';
import { fakeBench } from '../fake-machine.fixture';
import { Compromised } from '../machine';
import { TESTBED } from '../readings/recorded-machine.fixture';
import { EMPTY_TESTBED, type LinuxTestbed } from '../testbed';
import { beginAnew } from './begin-anew';
import { perform, type WithoutFrames } from './perform';
import { StandingMachine } from './standing.fixture';

/** "web" holds VF 1, "db" VF 2 on VLAN 10 with the lowest weight, "syn" none; and no VF is free. */
const SCARCE: LinuxTestbed = {
  ...TESTBED,
  adapter: { adapter: 'NIC1', numVfs: 2, wire: 'up' },
  partitions: TESTBED.partitions.map((each) => (each.partition === 'db' ? { ...each, iovWeight: 5 } : each)),
};
const HALTED: LinuxTestbed = {
  ...TESTBED,
  partitions: TESTBED.partitions.map((each) =>
    each.partition === 'web' && each.vf !== undefined ? { ...each, vf: { ...each.vf, inUse: false } } : each,
  ),
};

/** A machine on which a testbed stands. */
async function standing(testbed: LinuxTestbed): Promise<StandingMachine> {
  const machine = new StandingMachine();
  const names = new Set(testbed.partitions.map((each) => each.partition));
  await beginAnew(fakeBench(machine), EMPTY_TESTBED, testbed, names);
  if (testbed === HALTED)
    await perform(
      { bench: fakeBench(machine), testbed: TESTBED },
      { kind: 'vf-driver', partition: 'web', call: { kind: 'halt' } },
    );
  machine.countAnew();
  return machine;
}

/** Carries an action out with one step after the other refused. @returns how many were. */
async function refusedAtEachStep(action: WithoutFrames, testbed: LinuxTestbed): Promise<number> {
  const smooth = await standing(testbed);
  const outcome = await perform({ bench: fakeBench(smooth), testbed }, action);
  expect(outcome.kind).to.equal('done');
  const steps = smooth.countAnew();
  let refusals = 0;
  for (let at = 0; at < steps; at++) {
    const machine = await standing(testbed);
    const before = machine.standing;
    machine.refusedAt = at;
    const performed = await perform({ bench: fakeBench(machine), testbed }, action);
    if (machine.refused?.mayFail === true) continue;
    const where = `${action.kind} with step ${at} refused: ${JSON.stringify(machine.refused)}`;
    expect(performed.kind, where).to.equal('refused');
    expect(machine.standing, where).to.deep.equal(before);
    refusals += 1;
  }
  return refusals;
}

const NEW = { partition: 'new', mac: macAddress('00-15-5D-00-00-09'), iovWeight: 50 };

describe('what the kernel refuses half-way on Linux', () => {
  const cases: readonly (readonly [string, WithoutFrames, LinuxTestbed])[] = [
    ['an attachment', { kind: 'attach-vf', partition: 'syn' }, TESTBED],
    [
      'a weight that asks for a VF',
      { kind: 'set-port-policy', partition: 'syn', policy: { kind: 'iov-weight', weight: 50 } },
      TESTBED,
    ],
    [
      'a weight that takes a VF from a lower one',
      { kind: 'set-port-policy', partition: 'syn', policy: { kind: 'iov-weight', weight: 50 } },
      SCARCE,
    ],
    ['a start with a VF', { kind: 'start-partition', spec: NEW }, TESTBED],
    ['a start in a VLAN of its own', { kind: 'start-partition', spec: { ...NEW, vlan: 7 } }, TESTBED],
    ['a start that takes a VF from a lower weight', { kind: 'start-partition', spec: NEW }, SCARCE],
    ['a start without a VF', { kind: 'start-partition', spec: { ...NEW, iovWeight: 0 } }, TESTBED],
    ['a detachment', { kind: 'detach-vf', partition: 'db' }, TESTBED],
    ['a detachment by surprise', { kind: 'detach-vf', partition: 'db', manner: 'surprise' }, TESTBED],
    ['a detachment of a halted driver', { kind: 'detach-vf', partition: 'web' }, HALTED],
    ['a stop', { kind: 'stop-partition', partition: 'db' }, TESTBED],
    ['a disconnection', { kind: 'disconnect-adapter', partition: 'web' }, TESTBED],
    ['a connection', { kind: 'connect-adapter', partition: 'web', switch: 'S' }, TESTBED],
    ['the end of a switch', { kind: 'delete-extensible-switch', switch: 'S' }, TESTBED],
  ];
  for (const [what, action, testbed] of cases)
    it(`is as it was after ${what}, wherever it stopped`, async () => {
      expect(await refusedAtEachStep(action, testbed)).to.be.above(0);
    });

  it('breaks the environment where the way back is refused too', async () => {
    const machine = await standing(SCARCE);
    machine.refuse(/\/bind /, 'ENODEV', 'No such device');
    const greedy: WithoutFrames = { kind: 'start-partition', spec: NEW };
    const error = await perform({ bench: fakeBench(machine), testbed: SCARCE }, greedy).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Compromised);
    expect((error as Error).message).to.match(/^"db" did not get its VF back: .*: No such device$/);
  });
});
