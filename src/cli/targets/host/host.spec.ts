import { expect } from 'chai';
import { PassThrough } from 'node:stream';
import type { Machine, Step, StepResult } from '../../../target/linux/machine';
import { MARKS } from '../../../target/linux/transports/agent-marks';
import { UsageMistake } from '../../usage-mistake';
import { hostOf } from '../host-options';
import { refuseIdleOptions } from '../options-of-one';
import { consent } from './consent';
import { lookAt } from './prepare-host';
import { previewOf } from './preview';
import { readHost } from './read-host';
import { notPutBack, restoreSteps } from './restore';

const PF = 'enp3s0f0';
const OUTSIDE = 'enp4s0';
const OPTIONS = { pf: PF, outside: OUTSIDE, ssh: 'qa7' };
const FOLDER = '/sys/bus/pci/devices/0000:03:00.0';

const keyOf = (step: Step): string =>
  step.kind === 'exec' ? step.argv.join(' ') : `${step.kind} ${'path' in step ? step.path : ''}`;

const link = (changes: object = {}): string =>
  JSON.stringify([{ flags: ['BROADCAST', 'UP'], mtu: 1500, ...changes }]);

/** A host as its files and its `ip` tell it. */
const HOST: Readonly<Record<string, string>> = {
  'list /sys/class/net': `lo\neth0\n${PF}\n${OUTSIDE}`,
  'sh -c echo "$SSH_CONNECTION"': '192.0.2.9 51000 192.0.2.1 22\n',
  [`link /sys/class/net/${PF}/device`]: '../../../0000:03:00.0',
  [`link /sys/class/net/${PF}/device/driver`]: '../../../bus/pci/drivers/igb',
  [`read /sys/class/net/${PF}/device/sriov_totalvfs`]: '7\n',
  [`read /sys/class/net/${PF}/device/vendor`]: '0x8086\n',
  [`read /sys/class/net/${PF}/device/device`]: '0x10c9\n',
  [`read /sys/class/net/${PF}/address`]: '02:00:00:00:00:01\n',
  [`read /sys/class/net/${PF}/mtu`]: '1500\n',
  'list /sys/bus/pci/drivers': 'e1000e\nigb\nigbvf',
  [`read ${FOLDER}/sriov_numvfs`]: '0\n',
  [`read ${FOLDER}/sriov_drivers_autoprobe`]: '1\n',
  [`ip -j -d link show dev ${PF}`]: link(),
  [`ip -j -d link show dev ${OUTSIDE}`]: link({ flags: ['BROADCAST'], mtu: 9000 }),
  [`ip -j addr show dev ${PF}`]: '[{"addr_info":[{"local":"198.51.100.7","prefixlen":24,"scope":"global"}]}]',
  [`ip -j addr show dev ${OUTSIDE}`]: '[{}]',
  'ip -4 route show': `default via 192.0.2.254 dev eth0\n198.51.100.0/24 dev ${PF} proto kernel scope link\n203.0.113.0/24 via 198.51.100.1 dev ${PF}\n`,
  'ip -6 route show': '',
  [`list /sys/class/net/${PF}`]: 'address\nmtu\nupper_bksw0',
  [`list /sys/class/net/${OUTSIDE}`]: 'address\nmtu',
};

const machineLike = (changes: Readonly<Record<string, string>> = {}): Machine => {
  const told: Readonly<Record<string, string>> = { ...HOST, ...changes };
  const run = async (steps: readonly Step[]): Promise<readonly StepResult[]> =>
    steps.map((step) => {
      const out = step.kind === 'sleep' ? '' : told[keyOf(step)];
      return out === undefined ? { ok: false, code: 'ENOENT', words: keyOf(step) } : { ok: true, out };
    });
  return { run } as Partial<Machine> as Machine;
};

async function refused(changes: Readonly<Record<string, string>>, options = OPTIONS): Promise<string> {
  try {
    await lookAt(machineLike(changes), options);
  } catch (error) {
    expect(error).to.be.instanceOf(UsageMistake);
    return (error as Error).message;
  }
  return expect.fail('it was expected to be refused');
}

describe('a real host', () => {
  it('is read as it is', async () => {
    const state = await readHost(machineLike(), OPTIONS);
    expect(state.subject).to.include({
      pci: '0000:03:00.0',
      totalVfs: 7,
      pfDriver: 'igb',
      vfDriver: 'igbvf',
    });
    expect(state.pf).to.deep.include({ up: true, mtu: 1500, addresses: ['198.51.100.7/24'] });
    expect(state.pf.routes.map(({ words }) => words[0])).to.deep.equal(['203.0.113.0/24']);
    expect(state.outside).to.deep.include({ up: false, mtu: 9000, carries: [] });
    expect(state.reachedAt).to.equal('192.0.2.1');
  });

  it('is not refused for what the kit left on it itself', async () => {
    expect((await lookAt(machineLike(), OPTIONS)).name).to.equal('host qa7');
  });

  describe('is refused', () => {
    const cases: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
      [
        'with VFs that are enabled',
        { [`read ${FOLDER}/sriov_numvfs`]: '4\n' },
        /--pf enp3s0f0: it has 4 VFs enabled on host qa7.*nothing was touched/,
      ],
      [
        'when the PF carries the default route',
        { 'ip -4 route show': `default via 192.0.2.254 dev ${PF}\n` },
        /--pf enp3s0f0: it carries the default route/,
      ],
      [
        'when one of several ways of the default route is over the PF',
        {
          'ip -4 route show': `default proto static\n\tnexthop via 192.0.2.254 dev eth0 weight 1\n\tnexthop via 192.0.2.253 dev ${PF} weight 1\n`,
        },
        /--pf enp3s0f0: it carries the default route/,
      ],
      [
        'when the outside interface carries the default route',
        { 'ip -6 route show': `default via fe80::1 dev ${OUTSIDE} metric 100\n` },
        /--outside enp4s0: it carries the default route/,
      ],
      [
        'when the SSH connection comes in by the PF',
        { 'sh -c echo "$SSH_CONNECTION"': '198.51.100.9 51000 ::ffff:198.51.100.7 22' },
        /the SSH connection to host qa7 comes in by its address/,
      ],
      [
        'when the PF is the port of a foreign bridge',
        { [`list /sys/class/net/${PF}`]: 'upper_br0\nupper_bksw0' },
        /--pf enp3s0f0: it carries "br0" on host qa7/,
      ],
      [
        'when the outside interface is part of a bond',
        { [`list /sys/class/net/${OUTSIDE}`]: 'upper_bond0' },
        /--outside enp4s0: it carries "bond0"/,
      ],
      [
        'without SR-IOV',
        { [`read /sys/class/net/${PF}/device/sriov_totalvfs`]: undefined as never },
        /^--pf enp3s0f0: the adapter "enp3s0f0" has no SR-IOV capability.*nothing was touched$/,
      ],
      [
        'when its driver allows no VFs',
        { [`read /sys/class/net/${PF}/device/sriov_totalvfs`]: '0\n' },
        /--pf enp3s0f0: its driver igb allows no VFs on host qa7/,
      ],
      [
        'for a device that is no adapter',
        { [`link /sys/class/net/${PF}/device`]: undefined as never },
        /^--pf enp3s0f0: there is no network adapter "enp3s0f0" on host qa7; /,
      ],
      [
        'while another run is there',
        { [keyOf(MARKS)]: 'bulkhead-agent-00000000-1\n' },
        /^another run is at work on host qa7/,
      ],
    ];
    for (const [when, changes, sentence] of cases)
      it(when, async () => expect(await refused(changes)).to.match(sentence));

    it('for a device that it does not have, with those that it has', async () =>
      expect(await refused({}, { ...OPTIONS, pf: 'enp9s0' })).to.equal(
        '--pf enp9s0: there is no such network device on host qa7; there are eth0, enp3s0f0, enp4s0',
      ));

    it('when the outside interface is the PF', async () =>
      expect(await refused({}, { ...OPTIONS, outside: PF })).to.match(/it is the PF itself/));
  });

  it('is shown with all that will be touched', async () => {
    const text = previewOf(await readHost(machineLike(), OPTIONS));
    for (const part of [
      PF,
      '0000:03:00.0',
      '8086:10c9',
      'igb',
      '7 VFs',
      'bksw0',
      'bk1',
      OUTSIDE,
      '198.51.100.7/24',
    ])
      expect(text).to.include(part);
  });

  it('is put back by steps of which none stops the others', async () => {
    const steps = restoreSteps(await readHost(machineLike(), OPTIONS));
    expect(steps.every(({ mayFail }) => mayFail === true)).to.equal(true);
    const told = steps.map(keyOf);
    expect(told).to.include.members([
      `ip link set ${PF} nomaster`,
      `write ${FOLDER}/sriov_numvfs`,
      `ip link set ${PF} mtu 1500`,
      `ip link set ${PF} up`,
      `ip addr replace 198.51.100.7/24 dev ${PF}`,
      `ip -4 route replace 203.0.113.0/24 via 198.51.100.1 dev ${PF}`,
      `ip link set ${OUTSIDE} mtu 9000`,
      `ip link set ${OUTSIDE} down`,
    ]);
    expect(told.indexOf(`write ${FOLDER}/sriov_numvfs`)).to.be.greaterThan(
      told.findIndex((each) => each.includes('ip netns del')),
    );
  });

  it('tells what is not as it was', async () => {
    const was = await readHost(machineLike(), OPTIONS);
    const is = await readHost(
      machineLike({
        [`read ${FOLDER}/sriov_numvfs`]: '7\n',
        [`ip -j -d link show dev ${PF}`]: link({ mtu: 1400 }),
      }),
      OPTIONS,
    );
    expect(notPutBack(was, was)).to.deep.equal([]);
    expect(notPutBack(was, is)).to.deep.equal([
      'number of VFs of enp3s0f0 is 7 and was 0',
      'MTU of enp3s0f0 is 1400 and was 1500',
    ]);
  });

  describe('is touched', () => {
    const terminal = () =>
      Object.assign(new PassThrough(), { isTTY: true }) as unknown as NodeJS.ReadStream & NodeJS.WriteStream;
    const verdictAfter = async (doThis: (input: PassThrough) => void, tty = true): Promise<string> => {
      const input = tty ? terminal() : ({ isTTY: false } as ReturnType<typeof terminal>);
      const asked = consent({ yes: false, input, output: terminal() });
      if (tty) doThis(input as unknown as PassThrough);
      return asked.then(
        () => 'touched',
        (error: unknown) => {
          expect(error).to.be.instanceOf(UsageMistake);
          return (error as Error).message;
        },
      );
    };
    const after = (typed: string): Promise<string> => verdictAfter((input) => void input.write(typed));

    it('after a yes, or --yes, wherever that was said', async () => {
      expect(await after('y\n')).to.equal('touched');
      expect(await after(' Yes \n')).to.equal('touched');
      const piped = { isTTY: false } as NodeJS.ReadStream & NodeJS.WriteStream;
      await consent({ yes: true, input: piped, output: piped });
    });

    it('after nothing else', async () => {
      expect(await after('n\n')).to.equal('nothing was touched');
      expect(await after('\n')).to.equal('nothing was touched');
      expect(await after('sure\n')).to.equal('"sure" is not yes; nothing was touched');
    });

    it('not when the question is interrupted, ended, or left alone by its terminal', async () => {
      const noAnswer = '\nno answer; nothing was touched';
      expect(await after('\u0003')).to.equal(noAnswer);
      expect(await after('\u0004')).to.equal(noAnswer);
      expect(await verdictAfter((input) => void input.end())).to.equal(noAnswer);
    });

    it('not where nobody can be asked', async () =>
      expect(await verdictAfter(() => undefined, false)).to.match(/nobody can be asked.*--yes/));
  });

  it('is named by options of the target linux alone', () => {
    const read = (values: Readonly<Record<string, string>>) => ({ values, positionals: [] });
    expect(hostOf(read({ pf: PF, outside: OUTSIDE }), 'linux')).to.deep.equal({ pf: PF, outside: OUTSIDE });
    expect(() => hostOf(read({ pf: PF }), 'linux')).to.throw(UsageMistake, 'needs --outside');
    expect(() => hostOf(read({ pf: 'a/b', outside: OUTSIDE }), 'linux')).to.throw(UsageMistake, '--pf a/b');
    expect(() => refuseIdleOptions(read({ pf: PF }), 'igb')).to.throw(
      UsageMistake,
      'only the target "linux"',
    );
    expect(hostOf(read({}), 'reference')).to.equal(undefined);
  });
});
