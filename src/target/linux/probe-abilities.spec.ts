import { expect } from 'chai';
import { FakeMachine } from './fake-machine.fixture';
import { Compromised } from './machine';
import { probeAbilities } from './probe-abilities';
import { SUBJECT } from './readings/recorded-machine.fixture';

const VF = '/sys/bus/pci/devices/0000:01:10.0';
/** A configuration space of 256 bytes with one capability, or none. */
const space = (identifier: number | null): string => {
  const bytes = Buffer.alloc(256);
  bytes[0x06] = identifier === null ? 0 : 0x10;
  bytes[0x34] = 0x40;
  bytes[0x3c] = 0x0b;
  bytes[0x40] = identifier ?? 0;
  return bytes.toString('hex');
};

function machineWith(capability: number | null = 0x01, numVfs = 0): FakeMachine {
  const machine = new FakeMachine();
  machine.answers = [
    [/^read .*\/sriov_numvfs$/, `${numVfs}\n`],
    [/^read .*\/config$/, space(capability)],
    [/^list .*0000:01:10\.0$/, 'config\ndriver\nreset\nreset_method'],
    ...machine.answers,
  ];
  return machine;
}

const lacksOf = async (machine: FakeMachine): Promise<readonly (readonly [string, string])[]> =>
  Array.from(await probeAbilities(machine, SUBJECT, 10));

async function whyNot(machine: FakeMachine): Promise<string> {
  const error = await lacksOf(machine).catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(Compromised);
  return (error as Error).message;
}

describe('probing what an adapter can', () => {
  it('tries on a VF that it enables what is set already, and leaves nothing behind but VFs for the first scenario', async () => {
    const machine = machineWith();
    expect(await lacksOf(machine)).to.deep.equal([]);
    const done = machine.taken();
    expect(done.slice(0, 4)).to.deep.equal([
      'ip netns add bkprobe; ip link add bkprobe type veth peer name syn0 netns bkprobe; ip link add bkprobeb type bridge vlan_filtering 1',
      'ip link del bkprobe',
      'ip link del bkprobeb',
      'ip netns del bkprobe',
    ]);
    expect(done).to.include.members([
      'write /sys/bus/pci/devices/0000:01:00.0/sriov_numvfs 6',
      `write ${VF}/config 0b at 60`,
      'ip link set eth0 vf 0 mac 00:00:00:00:00:00',
      'ip link set eth0 vf 0 vlan 0',
      'ip link set eth0 vf 0 spoofchk on',
    ]);
    expect(done.join('\n')).not.to.match(/sriov_numvfs 0/);
  });

  it('enables and disables no VFs where there are some', async () => {
    const machine = machineWith(0x01, 4);
    expect(await lacksOf(machine)).to.deep.equal([]);
    expect(machine.taken().filter((words) => /^write .*sriov_/.test(words))).to.deep.equal([]);
  });

  it('misses power management where no capability of a VF has it', async () => {
    for (const capability of [null, 0x10])
      expect(await lacksOf(machineWith(capability))).to.deep.equal([
        ['vf-power', 'its VFs have no power management capability'],
      ]);
  });

  it('misses what the kernel or the PF driver refuses, in their words', async () => {
    const machine = machineWith();
    machine.answers.unshift([/^list .*0000:01:10\.0$/, 'config\ndriver']);
    machine.refuse(/^write .*\/config /, 'EPERM', 'Operation not permitted');
    machine.refuse(/ vf 0 (mac|vlan|spoofchk) /, 'EOPNOTSUPP', 'Operation not supported');
    expect(await lacksOf(machine)).to.deep.equal([
      ['vf-reset', 'the kernel knows no way to reset a VF of it'],
      ['config-space', 'the kernel lets nobody write configuration space: Operation not permitted'],
      ['vf-path', 'the PF driver sets no address for a VF: Operation not supported'],
      ['vlan-policy', 'the PF driver sets no VLAN for a VF: Operation not supported'],
      ['spoof-policy', 'the PF driver sets no spoof check for a VF: Operation not supported'],
    ]);
  });

  it('gives up where there can be no guests or no VF', async () => {
    const guestless = machineWith();
    guestless.refuse(/^ip netns add/, 'EPERM', 'Operation not permitted');
    expect(await whyNot(guestless)).to.match(/^this machine can hold no guests .*: Operation not permitted$/);
    const vfless = machineWith();
    vfless.refuse(/sriov_numvfs 6/, 'EIO', 'Input/output error');
    expect(await whyNot(vfless)).to.equal('no VF of "eth0" can be enabled: Input/output error');
    const absent = machineWith();
    absent.refuse(/^link/, 'ENOENT', 'No such file or directory');
    expect(await whyNot(absent)).to.equal(
      'no VF of "eth0" is there although VFs are enabled: No such file or directory',
    );
  });
});
