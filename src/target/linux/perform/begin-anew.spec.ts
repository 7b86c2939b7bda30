import { expect } from 'chai';
import { Compromised } from '../machine';
import { FakeMachine, fakeBench, testbedWith } from '../fake-machine.fixture';
import { TESTBED } from '../readings/recorded-machine.fixture';
import type { LinuxTestbed } from '../testbed';
import { beginAnew } from './begin-anew';
import { plugIn } from './plug-in';
import { wipe } from './wipe';

async function anew(last: LinuxTestbed, due: LinuxTestbed, ...names: readonly string[]) {
  const machine = new FakeMachine();
  await beginAnew(fakeBench(machine), last, due, new Set(names));
  return machine.taken();
}

describe('partitions that begin anew', () => {
  it('are removed with their VF and what was set for it, and made as they are to be; others are left', async () => {
    const steps = await anew(testbedWith('web', { currentMac: TESTBED.partitions[2]!.mac }), TESTBED, 'web');
    expect(steps).to.deep.equal([
      'link /sys/bus/pci/devices/0000:01:00.0/virtfn0',
      'write /sys/bus/pci/drivers/igbvf/unbind 0000:01:10.0',
      'bridge link set dev bkp1 locked off; bridge fdb del 00:15:5d:00:00:03 dev bkp1 master vlan 4094',
      'ip link set eth0 vf 0 mac 00:00:00:00:00:00 vlan 0 spoofchk on state auto; ip link del bkp1; ip netns del bk1',
      'ip netns add bk1; ip link add bkp1 type veth peer name syn0 netns bk1 address 00:15:5d:00:00:01; ip link set bkp1 master bksw0; ip link set bkp1 up',
      'ip -n bk1 link set syn0 up',
      'bridge link set dev bkp1 learning off flood off; bridge link set dev bkp1 locked off',
      'link /sys/bus/pci/devices/0000:01:00.0/virtfn0',
      'ip link set eth0 vf 0 mac 00:15:5d:00:00:01 vlan 0 spoofchk on',
      'write /sys/bus/pci/drivers/igbvf/bind 0000:01:10.0',
      'list /sys/bus/pci/devices/0000:01:10.0/net',
      'ip link set eth9 netns bk1 name vf0',
      'ip -n bk1 link set vf0 up',
      'wait-carrier bk1 vf0 up',
    ]);
  });

  it('leave their VLAN, and stay away where they were not', async () => {
    const due = { ...TESTBED, partitions: TESTBED.partitions.filter((each) => each.partition !== 'db') };
    const steps = await anew(TESTBED, due, 'db');
    expect(steps.at(-1)).to.equal('bridge vlan del dev eth0 vid 10');
    expect(steps.join('\n')).not.to.match(/netns add/);
  });

  it('give a VF back before another takes it', async () => {
    const held = TESTBED.partitions[0]?.vf;
    const vfs = { web: undefined, db: TESTBED.partitions[1]?.vf, syn: held };
    const partitions = TESTBED.partitions.map((each) => ({ ...each, vf: vfs[each.partition as 'web'] }));
    const lost = { ...TESTBED, partitions };
    const steps = await anew(lost, TESTBED, 'web', 'syn');
    const at = (words: RegExp): number => steps.findIndex((each) => words.test(each));
    expect(at(/unbind 0000:01:10.0/)).to.be.within(0, at(/igbvf\/bind 0000:01:10.0/) - 1);
  });

  it('are compromised where the machine does not let them stand', async () => {
    const machine = new FakeMachine();
    machine.refuse(/\/bind/, 'EBUSY', 'Device or resource busy');
    const failed = await beginAnew(fakeBench(machine), TESTBED, TESTBED, new Set(['web'])).catch(
      (error: unknown) => error,
    );
    expect(failed).to.be.instanceOf(Compromised);
    expect((failed as Error).message).to.equal(
      '"web" could not be set up again: write to /sys/bus/pci/drivers/igbvf/bind: Device or resource busy',
    );
  });
});

describe('wiping a machine', () => {
  it('takes away what the kit made and nothing else, whatever of it fails', async () => {
    const machine = new FakeMachine();
    machine.answers.unshift(
      [/^list \/run\/netns$/, 'bk1\nother\n'],
      [/^list \/sys\/class\/net$/, 'bkp1\nbksw0\neth0\n'],
    );
    machine.refuse(/virtfn[1-6]$/, 'ENOENT', 'No such file or directory');
    machine.refuse(/^(ip|write)/, 'EXIT1', 'no');
    await wipe(fakeBench(machine));
    const forgotten = [0, 1, 2, 3, 4, 5, 6].map(
      (vf) => `ip link set eth0 vf ${vf} mac 00:00:00:00:00:00 vlan 0 spoofchk on state auto`,
    );
    expect(machine.done.filter((each) => /^(ip|write)/.test(each))).to.deep.equal([
      'ip link set eth0 nomaster; ip link del bkp1; ip link del bksw0',
      'write /sys/bus/pci/drivers/igbvf/unbind 0000:01:10.0',
      ['ip netns del bk1', ...forgotten, 'ip link set eth0 promisc off', 'ip link set eth0 up'].join('; '),
    ]);
  });
});

describe('wiping a machine whose configuration spaces were written', () => {
  it('writes them back before anything else', async () => {
    const machine = new FakeMachine();
    const writeBack = async (): Promise<readonly string[]> => {
      machine.done.push('write back');
      return [];
    };
    await wipe(fakeBench(Object.assign(machine, { writeBack })));
    expect(machine.done[0]).to.equal('write back');
  });
});

describe('plugging the cable in again', () => {
  it('waits for the PF to notice, and does without a cable that nobody can pull', async () => {
    const machine = new FakeMachine();
    machine.refuse(/^wait-carrier/, 'ETIME', 'late');
    await plugIn(fakeBench(machine));
    expect(machine.taken()).to.deep.equal(['wait-carrier  eth0 up']);
  });
});
