import { expect } from 'chai';
import { FakeMachine } from './fake-machine.fixture';
import { Compromised } from './machine';
import { probeSubject } from './probe';
import { SUBJECT } from './readings/recorded-machine.fixture';

/** A machine with one adapter, as sysfs shows it. */
function machineWith({ driver = 'igb', drivers = 'e1000e\nigb\nigbvf' } = {}): FakeMachine {
  const machine = new FakeMachine();
  machine.answers = [
    [/^link .*\/device$/, '../../../0000:01:00.0'],
    [/^link .*\/driver$/, `../../../bus/pci/drivers/${driver}`],
    [/^read .*\/device\/sriov_totalvfs$/, '7\n'],
    [/^read .*\/device\/vendor$/, '0x8086\n'],
    [/^read .*\/device\/device$/, '0x10c9\n'],
    [/^read .*\/address$/, '00:15:5d:ff:00:01\n'],
    [/^read .*\/mtu$/, '1500\n'],
    [/^list \/sys\/bus\/pci\/drivers$/, drivers],
  ];
  return machine;
}

async function whyNot(machine: FakeMachine): Promise<string> {
  const error = await probeSubject(machine, 'eth0').catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(Compromised);
  return (error as Error).message;
}

describe('probing an adapter', () => {
  it('tells what the machine says', async () => {
    expect(await probeSubject(machineWith(), 'eth0')).to.deep.equal(SUBJECT);
  });

  it('finds the driver of its VFs by that of its PF, or one that serves both', async () => {
    const i40e = await probeSubject(machineWith({ driver: 'i40e', drivers: 'i40e\niavf' }), 'eth0');
    expect(i40e.vfDriver).to.equal('iavf');
    const other = await probeSubject(machineWith({ driver: 'mlx5_core', drivers: 'mlx5_core' }), 'eth0');
    expect(other.vfDriver).to.equal('mlx5_core');
  });

  it('says what is missing, in one sentence', async () => {
    const absent = machineWith();
    absent.refuse(/^(link|read)/, 'ENOENT', 'No such file or directory');
    expect(await whyNot(absent)).to.equal('there is no network adapter "eth0" on this machine');
    const plain = machineWith();
    plain.refuse(/totalvfs/, 'ENOENT', 'No such file or directory');
    expect(await whyNot(plain)).to.equal('the adapter "eth0" has no SR-IOV capability');
    expect(await whyNot(machineWith({ drivers: 'igb' }))).to.equal(
      'no driver for VFs of "igb" is loaded; expected igbvf in /sys/bus/pci/drivers',
    );
    expect(await whyNot(machineWith({ driver: 'new', drivers: '' }))).to.equal(
      'no driver for VFs of "new" is loaded; expected newvf or new in /sys/bus/pci/drivers',
    );
    const unlisted = machineWith();
    unlisted.refuse(/^list/, 'EACCES', 'Permission denied');
    expect(await whyNot(unlisted)).to.match(/^no driver for VFs of "igb" is loaded/);
  });
});
