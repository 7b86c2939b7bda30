import { expect } from 'chai';
import { wordsOf } from '../../../target/linux/fake-machine.fixture';
import { Compromised, type Machine, type Step, type StepResult } from '../../../target/linux/machine';
import { FOLDER, OPTIONS, STATE } from './host-state.fixture';
import { putBack } from './put-back';

const POKED: Step = { kind: 'write', path: `${FOLDER}/config`, at: 4, hex: '0605', mayFail: true };

/** The host as it is looked at afterwards. */
class Host implements Partial<Machine> {
  versions = {};
  done: string[] = [];
  left: number | undefined;
  closed = false;
  constructor(private readonly numVfs = '0\n') {}

  run = async (steps: readonly Step[]): Promise<readonly StepResult[]> =>
    steps.map((step) => {
      const words = wordsOf(step);
      this.done.push(words);
      return { ok: true, out: this.answer(words) };
    });
  leaveForTheEnd = async (steps: readonly Step[]): Promise<void> => void (this.left = steps.length);
  close = async (): Promise<void> => void (this.closed = true);

  private answer(words: string): string {
    if (words === 'list /sys/class/net') return 'enp3s0f0\nenp4s0';
    if (words.startsWith('list /sys/bus/pci/drivers')) return 'igb\nigbvf';
    if (words.endsWith('/device/driver')) return '../../igb';
    if (words.endsWith('/device')) return '../../0000:03:00.0';
    if (words.endsWith('sriov_totalvfs')) return '7';
    if (words.startsWith('read') && words.endsWith('sriov_numvfs')) return this.numVfs;
    if (words.includes('link show')) return JSON.stringify([{ flags: ['UP'], mtu: 1500 }]);
    return '';
  }
}

const machineOf = (host: Partial<Machine>): Machine => host as Machine;
const lost = (more: Partial<Machine> = {}): { machine: Machine; closed: () => boolean } => {
  let closed = false;
  const gone = async (): Promise<never> => {
    throw new Compromised('host qa7 ended the connection');
  };
  const close = async (): Promise<void> => void (closed = true);
  return { machine: machineOf({ run: gone, leaveForTheEnd: gone, close, ...more }), closed: () => closed };
};

describe('putting a host back', () => {
  it('looks afterwards, and takes what was left for the end away again', async () => {
    const host = new Host();
    expect(await putBack({ machine: machineOf(host), state: STATE }, OPTIONS)).to.equal(
      'host qa7 is as it was.',
    );
    expect(host).to.deep.include({ left: 0, closed: true });
  });

  it('tells what is not as it was, registers first, and leaves the rest to the agent', async () => {
    const host = new Host('3\n');
    const writeBack = async (): Promise<readonly string[]> => ['config at 0x4 is 00 and was 06'];
    const machine = machineOf(Object.assign(host, { writeBack }));
    expect(await putBack({ machine, state: STATE }, OPTIONS)).to.equal(
      'host qa7 is not as it was: config at 0x4 is 00 and was 06; number of VFs of enp3s0f0 is 3 and was 0',
    );
    expect(host).to.deep.include({ left: undefined, closed: true });
  });

  it('is done over another connection where the first is lost, with the registers that this one owes', async () => {
    const { machine, closed } = lost({ overwritten: [POKED] });
    const again = new Host();
    const sentence = await putBack({ machine, state: STATE }, OPTIONS, async () => {
      expect(closed(), 'the first is given up before').to.equal(true);
      return machineOf(again);
    });
    expect(sentence).to.equal('host qa7 is as it was.');
    expect(again.done[0]).to.equal(wordsOf(POKED));
    expect(again).to.deep.include({ left: 0, closed: true });
  });

  it('is left to the agent where there is no other connection', async () => {
    const { machine } = lost();
    const sentence = await putBack({ machine, state: STATE }, OPTIONS, async () => {
      throw new Compromised('host qa7 does not answer');
    });
    expect(sentence).to.equal(
      'host qa7 does not answer (host qa7 ended the connection); its agent puts it back by itself, within two minutes.',
    );
  });
});
