import { expect } from 'chai';
import { FakeMachine, fakeBench, wordsOf } from './fake-machine.fixture';
import type { Step, StepResult } from './machine';
import { perform } from './perform/perform';
import { TESTBED } from './readings/recorded-machine.fixture';
import { RememberingMachine } from './remembering-machine';

const CONFIG = '/sys/bus/pci/devices/0000:01:00.0/config';
const VF_CONFIG = '/sys/bus/pci/devices/0000:01:10.1/config';
const REST: Step = { kind: 'exec', argv: ['ip', 'link', 'set', 'eth0', 'down'] };

const poke = (at: number, hex: string, path = CONFIG): Step => ({
  kind: 'write',
  path,
  at,
  hex,
  putBack: true,
});

/** A machine whose files are bytes; `stubborn` ones stay as they are once they have been written. */
class Registers extends FakeMachine {
  readonly files = new Map<string, Buffer>([[CONFIG, Buffer.from('8680c91006041000', 'hex')]]);
  left: readonly string[] = [];
  stubborn: number | undefined;

  override async run(steps: readonly Step[]): Promise<readonly StepResult[]> {
    return (await super.run(steps)).map((result, at) => this.carriedOut(steps[at]) ?? result);
  }

  private carriedOut(step: Step | undefined): StepResult | undefined {
    if (step?.kind !== 'read' && !(step?.kind === 'write' && 'hex' in step)) return undefined;
    const file = this.files.get(step.path);
    if (file === undefined) return { ok: false, code: 'ENOENT', words: 'No such file or directory' };
    if (step.kind === 'read') return { ok: true, out: file.toString('hex') };
    if (step.at === this.stubborn && step.mayFail === true) return { ok: true, out: '' };
    Buffer.from(step.hex, 'hex').copy(file, step.at);
    return { ok: true, out: '' };
  }

  override leaveForTheEnd = async (steps: readonly Step[] = []): Promise<void> => {
    this.left = steps.map(wordsOf);
  };

  get bytes(): string | undefined {
    return this.files.get(CONFIG)?.toString('hex');
  }
}

describe('a machine that remembers what is overwritten', () => {
  it('leaves with the machine what is to come back, before the write and in front of the rest', async () => {
    const machine = new Registers();
    const remembering = new RememberingMachine(machine);
    await remembering.leaveForTheEnd([REST]);
    let leftAtWrite: readonly string[] = [];
    machine.refuse(/^write .* 0000 at 4$/, 'EPERM', 'no');
    const run = machine.run.bind(machine);
    machine.run = async (steps) => {
      if (steps.some((step) => step.kind === 'write')) leftAtWrite = machine.left;
      return run(steps);
    };
    await remembering.run([poke(4, '0000')]);
    expect(leftAtWrite).to.deep.equal([`write ${CONFIG} 0604 at 4`, 'ip link set eth0 down']);
    await remembering.leaveForTheEnd([]);
    expect(machine.left).to.deep.equal([`write ${CONFIG} 0604 at 4`]);
  });

  it('writes back what was there before the first of several writes, also where they overlap, and forgets it', async () => {
    const machine = new Registers();
    const remembering = new RememberingMachine(machine);
    await remembering.leaveForTheEnd([REST]);
    const before = machine.bytes;
    await remembering.run([poke(4, '00000000')]);
    await remembering.run([poke(4, 'ffff')]);
    await remembering.run([poke(5, 'aa')]);
    expect(machine.bytes).not.to.equal(before);
    expect(await remembering.writeBack()).to.deep.equal([]);
    expect(machine.bytes).to.equal(before);
    expect(machine.left).to.deep.equal(['ip link set eth0 down']);
    machine.taken();
    expect(await remembering.writeBack()).to.deep.equal([]);
    expect(machine.taken(), 'nothing is asked where nothing is owed').to.deep.equal([]);
  });

  it('tells a register that does not take its old value', async () => {
    const machine = new Registers();
    const remembering = new RememberingMachine(machine);
    machine.stubborn = 6;
    await remembering.run([poke(6, 'ff')]);
    expect(await remembering.writeBack()).to.deep.equal([`${CONFIG} at 0x6 is ff and was 10`]);
  });

  it('says nothing of a function that is gone', async () => {
    const machine = new Registers();
    const remembering = new RememberingMachine(machine);
    machine.files.set(VF_CONFIG, Buffer.from('ffffffff', 'hex'));
    await remembering.run([poke(0, '00', VF_CONFIG)]);
    machine.files.delete(VF_CONFIG);
    expect(await remembering.writeBack()).to.deep.equal([]);
  });

  it('leaves other writes alone', async () => {
    const machine = new Registers();
    const remembering = new RememberingMachine(machine);
    await remembering.run([
      { kind: 'write', path: '/sys/bus/pci/drivers_probe', text: '0000:01:10.0' },
      { kind: 'write', path: CONFIG, at: 4, hex: '00' },
    ]);
    expect(machine.done).to.have.length(2);
    expect(await remembering.writeBack()).to.deep.equal([]);
  });

  it('is asked to remember what a scenario writes to configuration spaces', async () => {
    const machine = new Registers();
    const bench = fakeBench(new RememberingMachine(machine));
    const before = machine.bytes;
    const performed = await perform(
      { bench, testbed: TESTBED },
      { kind: 'config-write', function: { kind: 'pf' }, offset: 4, width: 2, value: 0, by: 'bus' },
    );
    expect(performed.kind).to.equal('done');
    expect(machine.bytes).not.to.equal(before);
    await bench.machine.writeBack?.();
    expect(machine.bytes).to.equal(before);
  });
});
