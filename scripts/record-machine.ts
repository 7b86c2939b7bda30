import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmulatedMachine, type EmulatedMachine } from '../src/target/igb/emulated-machine';
import { setUpIgb } from '../src/target/igb/set-up-igb';
import { connectToAgent } from '../src/target/linux/agent-machine';
import type { Bench } from '../src/target/linux/bench';
import type { Machine, Step } from '../src/target/linux/machine';
import { ip, setLink, unbindVf } from '../src/target/linux/perform/devices';
import { perform, type WithoutFrames } from '../src/target/linux/perform/perform';
import { probeSubject } from '../src/target/linux/probe';
import { machineQuestions } from '../src/target/linux/readings/machine-questions';
import { answersOf } from '../src/target/linux/readings/question';
import {
  keyOf,
  MOMENTS,
  RECORDING,
  TESTBED,
  type Moment,
} from '../src/target/linux/readings/recorded-machine.fixture';
import { EMPTY_TESTBED, type LinuxTestbed } from '../src/target/linux/testbed';
import { streamOutside } from '../src/target/linux/traffic/stream-outside';

/**
 * Records anew what the specs of readings read: the emulated machine as `TESTBED` describes it, at each of `MOMENTS`. For
 * when a reading asks for something that was not recorded. Needs what `npm run igb:setup` installs:
 *
 *     node -r ./bin/register.cjs scripts/record-machine.ts
 */
async function main(): Promise<void> {
  const setup = await setUpIgb((sentence) => console.log(sentence));
  if (setup.kind === 'missing') throw new Error(setup.sentence);
  const emulated = await startEmulatedMachine({ setup });
  const machine = await connectToAgent(emulated.channel, 'the emulated machine', () => emulated.stop());
  try {
    const bench = await benchOf(emulated, machine);
    await setUp(bench);
    const moments = await record(bench);
    writeFileSync(RECORDING, `${JSON.stringify({ about: about(bench), moments }, null, 1)}\n`);
  } finally {
    await machine.close();
  }
}

const benchOf = async (emulated: EmulatedMachine, machine: Machine): Promise<Bench> => ({
  machine,
  subject: await probeSubject(machine, 'eth0'),
  outside: streamOutside(emulated.outside),
  lacks: new Map(),
  pace: { gap: 1, quiet: 60, longest: 3000, carrier: 15_000 },
  name: 'recorded',
  versions: { ...emulated.versions, ...machine.versions },
});

const about = ({ versions }: Bench): string =>
  `Answers of an emulated 82576 (QEMU ${versions['qemu']}, Linux ${versions['kernel']}): 4 VFs, two of them held, three partitions on a bridge. A moment holds what had changed since the one before. Configuration spaces end after 512 bytes. Recorded by scripts/record-machine.ts.`;

async function setUp(bench: Bench): Promise<void> {
  const [switched] = TESTBED.switches;
  const actions: readonly WithoutFrames[] = [
    { kind: 'install-adapter', adapter: 'NIC1', profile: { kind: 'reference' }, numVfs: 4 },
    { kind: 'create-extensible-switch', switch: switched?.switch ?? '', type: 'external' },
    ...TESTBED.partitions.map(({ partition, mac, vlan, iovWeight }) => ({
      kind: 'start-partition' as const,
      spec: { partition, mac, iovWeight, ...(vlan !== undefined && { vlan }) },
    })),
  ];
  let testbed: LinuxTestbed = EMPTY_TESTBED;
  for (const action of actions) {
    const performed = await perform({ bench, testbed }, action);
    if (performed.kind !== 'done')
      throw new Error(`${action.kind} was ${performed.kind}: ${performed.reason}`);
    testbed = performed.testbed;
  }
  await succeed(bench, [ip('link', 'set', 'eth0', 'vf', '1', 'spoofchk', 'off')]);
}

/** What happens before a moment. */
const EVENTS: Readonly<Record<Moment, (bench: Bench) => Promise<unknown>>> = {
  first: async () => undefined,
  frames: async ({ machine, outside }) => {
    await machine.listen([{ name: 'web', namespace: 'bk1', interface: 'vf0' }]);
    const [web, , syn] = TESTBED.partitions.map((each) => each.mac);
    await outside.send([frame(web, OUTSIDE), frame(syn, OUTSIDE)], 1);
    await machine.send('web', [frame(syn, web)], 1);
    await machine.unlisten(['web']);
  },
  changed: (bench) =>
    succeed(bench, [
      ip('link', 'set', 'eth0', 'vf', '0', 'mac', '00:15:5d:00:00:77'),
      ip('-n', 'bk1', 'link', 'set', 'vf0', 'promisc', 'on'),
      ip('-n', 'bk1', 'maddr', 'add', '01:00:5e:00:00:05', 'dev', 'vf0'),
      setLink(false, 'vf0', 'bk2'),
    ]),
  reset: (bench) => succeed(bench, [{ kind: 'write', path: `${folderOf(bench, 0)}/reset`, text: '1' }]),
  unbound: async (bench) => {
    const [address] = answersOf(await bench.machine.run([{ kind: 'link', path: folderOf(bench, 1) }]));
    await succeed(bench, [unbindVf(bench.subject, address?.split('/').at(-1) ?? '')]);
  },
};

const OUTSIDE = TESTBED.stations[0]?.mac;
const folderOf = ({ subject }: Bench, vf: number): string =>
  `/sys/bus/pci/devices/${subject.pci}/virtfn${vf}`;

const frame = (to = '', from = ''): Uint8Array =>
  Buffer.concat([Buffer.from(`${to}${from}88b5`.replaceAll('-', ''), 'hex'), Buffer.alloc(46)]);

async function succeed({ machine }: Bench, steps: readonly Step[]): Promise<void> {
  const results = await machine.run(steps);
  const refused = results.find((each) => !each.ok);
  if (refused !== undefined) throw new Error(JSON.stringify(refused));
}

/** Milliseconds after which frames have been counted and links have settled. */
const SETTLING = 3000;
/** Hexadecimal digits of a configuration space that are kept: more holds nothing that is read. */
const KEPT = 1024;

async function record(bench: Bench): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const moments: Record<string, Record<string, string>> = {};
  const last = new Map<string, string>();
  const namespaces = TESTBED.partitions.map(({ number, namespace }) => [number, namespace] as const);
  const { steps } = machineQuestions(bench.subject, [0, 1, 2, 3], namespaces);
  for (const moment of MOMENTS) {
    await EVENTS[moment](bench);
    await pause(SETTLING);
    const answers = answersOf(await bench.machine.run(steps));
    const now = steps.map(
      (step, at) =>
        [
          keyOf(step),
          answers[at]?.slice(0, step.kind === 'read' && step.binary === true ? KEPT : undefined) ?? '',
        ] as const,
    );
    const changed = now.filter(([key, answer]) => last.get(key) !== answer);
    for (const [key, answer] of changed) last.set(key, answer);
    moments[moment] = Object.fromEntries(changed);
  }
  return moments;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
