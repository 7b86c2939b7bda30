import { expect } from 'chai';

import { connectToAgent } from '../linux/agent-machine';
import { read, write, type Machine, type Step, type StepResult } from '../linux/machine';
import { withoutAProgram } from '../linux/netlink/without-a-program';
import { setupOrSkip } from './setup-or-skip.fixture';
import { startEmulatedMachine } from './emulated-machine';

const PF = '/sys/class/net/eth0/device';
type Line = `ip ${string}` | `bridge ${string}`;

/** Everything that performers say, on one bench. */
const MAKING: readonly Line[] = [
  'ip netns add bk1',
  'ip link add bksw0 type bridge vlan_filtering 1 vlan_default_pvid 4094 mcast_snooping 0 stp_state 0',
  'ip link set bksw0 address 00:15:5d:fe:00:01 up',
  'ip link set eth0 master bksw0',
  'bridge link set dev eth0 learning off flood on',
  'ip link add bkp1 type veth peer name syn0 netns bk1 address 00:15:5d:00:00:01',
  // Of its own choice it would be another one each time.
  'ip link set bkp1 address 00:15:5d:00:01:01',
  'ip link set bkp1 master bksw0',
  'ip link set bkp1 up',
  'ip -n bk1 link set syn0 up',
  'ip -n bk1 link set syn0 address 00:15:5d:00:00:02',
  'bridge link set dev bkp1 learning off flood off locked on',
  'bridge vlan del dev bkp1 vid 4094',
  'bridge vlan add dev bkp1 vid 10 pvid untagged',
  'bridge vlan add dev eth0 vid 10',
  'bridge vlan add dev eth0 vid 20',
  'bridge vlan del dev eth0 vid 20',
  'bridge fdb replace 00:15:5d:00:00:02 dev bkp1 master static vlan 10',
  'bridge fdb replace 00:15:5d:00:00:03 dev bkp1 master static vlan 10',
  'bridge fdb replace 00:15:5d:00:00:03 dev bkp1 master dynamic vlan 10',
  'bridge fdb replace 00:15:5d:00:00:04 dev bkp1 master static vlan 10',
  'bridge fdb del 00:15:5d:00:00:04 dev bkp1 master vlan 10',
  'ip link set eth0 vf 0 mac 00:15:5d:00:00:05 vlan 10 spoofchk off',
  'ip link set eth0 vf 1 mac 00:15:5d:00:00:06',
  'ip link set eth0 vf 1 vlan 20',
  'ip link set eth0 mtu 1400',
  'ip link set eth1 netns bk1 name vf0',
  'ip -n bk1 link set vf0 address 00:15:5d:00:00:05',
  'ip -n bk1 link set vf0 promisc on',
  'ip -n bk1 link set vf0 allmulticast on',
  'ip -n bk1 link set vf0 up',
];

const TAKING_AWAY: readonly Line[] = [
  'ip -n bk1 link set vf0 allmulticast off',
  'ip -n bk1 link set vf0 promisc off',
  'ip -n bk1 link set vf0 down',
  'ip -n bk1 link set vf0 name eth1',
  'ip link set eth0 mtu 1500',
  'ip link set eth0 vf 1 mac 00:00:00:00:00:00 vlan 0 spoofchk on',
  'ip link set eth0 vf 0 mac 00:00:00:00:00:00 vlan 0 spoofchk on',
  'ip link set bkp1 nomaster',
  'ip link set eth0 nomaster',
  'ip link set eth0 promisc off',
  'ip link del bkp1',
  'ip link del bksw0',
  'ip netns del bk1',
];

const REFUSED: readonly (readonly [Line, code: string])[] = [
  ['ip link set no-such up', 'ENODEV'],
  ['ip link del no-such', 'ENODEV'],
  ['ip link set eth0 vf 99 mac 00:15:5d:00:00:05', 'EINVAL'],
  ['ip link set eth0 vf 0 mac 01:00:00:00:00:05', 'EINVAL'],
  ['ip link set eth0 vf 0 state enable', 'EOPNOTSUPP'],
  ['ip link set eth0 mtu 40', 'EINVAL'],
  ['ip link add lo type bridge', 'EEXIST'],
  ['ip link add bkx type veth peer name syn0 netns no-such', 'ENOENT'],
  ['ip link set eth0 master lo', 'EOPNOTSUPP'],
  ['ip -n no-such link set lo up', 'ENOENT'],
  ['ip netns del no-such', 'ENOENT'],
  ['bridge vlan add dev lo vid 10', 'EOPNOTSUPP'],
  ['bridge link set dev lo learning off', 'EOPNOTSUPP'],
  ['bridge fdb del 00:15:5d:00:00:04 dev lo master vlan 10', 'EINVAL'],
];

const words = (line: Line): readonly string[] => line.split(' ');
const asRequest = (line: Line): Step => withoutAProgram({ kind: 'exec', argv: words(line) });
/** With an option that changes nothing here, by which the kit does not know it. */
function byProgram(line: Line): Step {
  const [program = '', ...rest] = words(line);
  return { kind: 'exec', argv: [program, '-s', ...rest] };
}

const PRINTED: readonly Line[] = [
  'ip -j -d link show',
  'ip -j -d -n bk1 link show',
  'bridge -j -d link show',
  'bridge -j -d vlan show',
  'bridge -j -d fdb show',
];

const OF_HOST = PRINTED.filter((line) => !line.includes('bk1'));

describe('requests instead of ip and bridge, in the emulated machine', function () {
  this.timeout(180_000);
  let machine: Machine;

  before(async function () {
    const setup = await setupOrSkip(this);
    const emulated = await startEmulatedMachine({ setup });
    machine = await connectToAgent(emulated.channel, 'the machine', () => emulated.stop());
    await carriedOut([
      { kind: 'exec', argv: words('ip link set eth0 up') },
      write(`${PF}/sriov_numvfs`, '2'),
      { kind: 'wait-carrier', interface: 'eth0', within: 15_000 },
    ]);
  });
  after(() => machine?.close());

  async function carriedOut(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const results = await machine.run(steps);
    expect(
      results.every(({ ok }) => ok),
      JSON.stringify([steps[results.length - 1], results.at(-1)]),
    ).to.equal(true);
    return results;
  }

  const print = async (lines: readonly Line[]): Promise<readonly string[]> => {
    // Links come and go up by themselves for a moment.
    await machine.run([{ kind: 'sleep', ms: 1500 }]);
    const results = await carriedOut(lines.map((line) => ({ kind: 'exec', argv: words(line) })));
    return results.flatMap((each) => (each.ok ? steady(each.out) : []));
  };

  it('show namespaces to every process, also to those with a view of their own', async () => {
    await carriedOut((['ip netns add bk9', 'ip netns del bk9'] as const).map(asRequest));
    const [mounted] = await carriedOut([read('/proc/self/mountinfo')]);
    expect(mounted?.ok === true ? mounted.out : '').to.match(/ \/run\/netns \S+ shared:\d+ /);
  });

  it('leave what the programs leave', async () => {
    await carriedOut(MAKING.map(byProgram));
    const byPrograms = await print(PRINTED);
    await carriedOut(TAKING_AWAY.map(byProgram));
    const bare = await print(OF_HOST);

    const requests = [...MAKING, ...TAKING_AWAY].map(asRequest);
    expect(requests.map(({ kind }) => kind)).to.deep.equal(requests.map(() => 'network'));
    expect(MAKING.map(byProgram).map(withoutAProgram)).to.deep.equal(MAKING.map(byProgram));
    await carriedOut(MAKING.map(asRequest));
    expect(await print(PRINTED)).to.deep.equal(byPrograms);
    await carriedOut(TAKING_AWAY.map(asRequest));
    expect(await print(OF_HOST)).to.deep.equal(bare);
    expect(bare).not.to.deep.equal(byPrograms);
  });

  for (const [line, code] of REFUSED)
    it(`are refused as the programs are: ${line}`, async () => {
      const [asked] = await machine.run([asRequest(line)]);
      const [told] = await machine.run([byProgram(line)]);
      expect(told?.ok).to.equal(false);
      expect(asked).to.deep.include({ ok: false, code });
      // Without its namespace nothing of a step was begun.
      if (!line.startsWith('ip -n no-such')) expect(asked).to.deep.include({ what: line });
      if (EXPLAINED.test(line)) expect(asked).to.deep.include({ words: 'mtu less than device minimum' });
    });
});

/** In the kernel's words where it has some, which say more than the number. */
const EXPLAINED = /^ip link set eth0 mtu/;

/** Without what counts up from one device to the next, and without what is another each time. */
const steady = (text: string): readonly string[] =>
  JSON.stringify(
    JSON.parse(text, (key, value: unknown) => (PASSING.has(key) ? undefined : value)) as unknown,
    null,
    1,
  ).split('\n');
const PASSING = new Set([
  ...['ifindex', 'link_index', 'link_netnsid', 'operstate', 'permaddr'],
  ...['gc_timer', 'hello_timer', 'forward_delay_timer'],
]);
