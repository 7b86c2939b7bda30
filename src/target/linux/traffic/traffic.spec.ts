import { expect } from 'chai';
import { renderPath } from '../../../path/render-path';
import { BROADCAST, macAddress } from '../../../terms/mac-address';
import { partyName, type Party } from '../../../terms/party';
import { OUTSIDE_MAC } from '../../../terms/well-known-addresses';
import type { Frame } from '../../../wire/frame';
import { testFrame } from '../../../wire/test-frame';
import type { Trace } from '../../../wire/trace';
import type { Bench } from '../bench';
import type { ArrivedFrame, GatherWish, Listener, Machine, RefusedFrame } from '../machine';
import type { OutsidePort } from '../outside-port';
import { EMPTY_TESTBED, type LinuxPartition, type LinuxTestbed } from '../testbed';
import { Traffic } from './traffic';

const MAC = (last: number) => macAddress(`00-15-5D-00-00-0${last}`);

const guest = (number: number, name: string, vf?: number): LinuxPartition => ({
  partition: name,
  number,
  namespace: `bk${number}`,
  hostPort: `bkp${number}`,
  mac: MAC(number),
  vlan: undefined,
  switch: 'External',
  iovWeight: 100,
  running: true,
  macSpoofing: false,
  vf: vf === undefined ? undefined : { vf, stage: 'ACTIVE', inUse: true },
});

const TESTBED: LinuxTestbed = {
  ...EMPTY_TESTBED,
  adapter: { adapter: 'NIC1', numVfs: 2, wire: 'up' },
  switches: [{ switch: 'External', type: 'external', adapter: 'NIC1', bridge: 'bksw0', sriov: true }],
  partitions: [guest(1, 'web', 0), guest(2, 'db', 1), guest(3, 'legacy'), guest(4, 'archive')],
};

const named = (partition: string): Party => ({ kind: 'partition', partition });
const MANAGEMENT: Party = { kind: 'management-os' };
const OUTSIDE: Party = { kind: 'outside' };

/** Plays back: whatever is sent arrives, as it was sent or changed, at the places that a test names. */
class FakeLab implements Machine, OutsidePort {
  readonly versions = {};
  readonly log: string[] = [];
  readonly wishes: GatherWish[] = [];
  arrivals: ArrivedFrame[] = [];
  onWire: Uint8Array[] = [];
  sent: { readonly through: string; readonly bytes: Uint8Array }[] = [];
  refuses: Readonly<Record<string, string>> = {};
  /** Names of listeners, or `wire`. */
  copiesTo: readonly string[] = [];
  change = (bytes: Uint8Array): Uint8Array => bytes;

  carry(through: string, bytes: Uint8Array): void {
    this.sent.push({ through, bytes });
    for (const at of this.copiesTo)
      if (at === 'wire') this.onWire.push(this.change(bytes));
      else this.arrivals.push({ at, bytes: this.change(bytes) });
  }

  async send(...args: unknown[]): Promise<never> {
    const inside = typeof args[0] === 'string';
    const frames = (inside ? args[1] : args[0]) as readonly Uint8Array[];
    const through = inside ? (args[0] as string) : 'outside';
    const code = this.refuses[through];
    const refused: RefusedFrame[] = code === undefined ? [] : frames.map((_, at) => ({ at, code }));
    if (code === undefined) for (const each of frames) this.carry(through, each);
    return refused as never;
  }

  run = async () => [];
  listen = async (listeners: readonly Listener[]): Promise<void> => {
    this.log.push(`+ ${listeners.map((each) => each.name).join(' ')}`);
  };
  unlisten = async (names: readonly string[]): Promise<void> => {
    this.log.push(`- ${names.join(' ')}`);
  };
  gather = async (wish: GatherWish): Promise<readonly ArrivedFrame[]> => {
    this.wishes.push(wish);
    return this.arrivals.splice(0);
  };
  leaveForTheEnd = async () => {};
  close = async () => {};
  take = (): readonly Uint8Array[] => this.onWire.splice(0);
  settle = async (awaited: readonly unknown[]): Promise<void> => {
    if (awaited.length > 0) this.log.push(`wire ${awaited.length}`);
  };
}

function bed() {
  const lab = new FakeLab();
  const subject = {
    netdev: 'eth0',
    pci: '0000:01:00.0',
    totalVfs: 7,
    vendorId: 0x8086,
    deviceId: 0x10c9,
    pfDriver: 'igb',
    vfDriver: 'igbvf',
    mac: '',
    mtu: 1500,
  };
  const pace = { gap: 1, quiet: 1, longest: 10, carrier: 10 };
  const bench: Bench = {
    machine: lab,
    subject,
    outside: lab,
    pace,
    name: 'fake',
    lacks: new Map(),
    versions: {},
  };
  return { lab, traffic: new Traffic(bench, 0xb0a710ad) };
}

const frameOf = (destination = MAC(2), size?: number, token = 'f1'): Frame =>
  testFrame({ token, source: MAC(1), destination, size });

async function carried(
  sender: Party,
  copiesTo: readonly string[],
  {
    destination = MAC(2),
    testbed = TESTBED,
  }: { destination?: Frame['destination']; testbed?: LinuxTestbed } = {},
): Promise<readonly string[]> {
  const { lab, traffic } = bed();
  lab.copiesTo = copiesTo;
  await traffic.follow(testbed);
  const frames = [{ token: 'f1', frame: frameOf(destination) }];
  const { traces } = await traffic.send(testbed, { sender, frames });
  return traces.map(words);
}

const words = (trace: Trace): string =>
  trace.end.kind === 'delivered'
    ? `${partyName(trace.end.receiver)}: ${renderPath(trace)}`
    : `${trace.end.reason}: ${renderPath(trace)}`;

describe('traffic of a Linux target', () => {
  describe('names the way of a copy', () => {
    const table: readonly (readonly [string, Party, readonly string[], string])[] = [
      ['VF to VF', named('web'), ['p2.vf'], 'db: web > VF 1 > NIC switch > VF 2 > db'],
      [
        'VF to synthetic',
        named('web'),
        ['pf', 'p3.syn'],
        'legacy: web > VF 1 > NIC switch > default VPort > PF > External > legacy',
      ],
      [
        'VF to management OS',
        named('web'),
        ['pf', 'sw:External'],
        'management OS: web > VF 1 > NIC switch > default VPort > PF > External > management OS',
      ],
      ['VF to outside', named('web'), ['wire'], 'outside: web > VF 1 > NIC switch > physical port'],
      ['outside to VF', OUTSIDE, ['p2.vf'], 'db: outside > physical port > NIC switch > VF 2 > db'],
      [
        'outside to synthetic',
        OUTSIDE,
        ['pf', 'p4.syn'],
        'archive: outside > physical port > NIC switch > default VPort > PF > External > archive',
      ],
      [
        'outside to management OS',
        OUTSIDE,
        ['pf', 'sw:External'],
        'management OS: outside > physical port > NIC switch > default VPort > PF > External > management OS',
      ],
      [
        'synthetic to VF',
        named('legacy'),
        ['p1.vf'],
        'web: legacy > External > PF > default VPort > NIC switch > VF 1 > web',
      ],
      [
        'management OS to VF',
        MANAGEMENT,
        ['p1.vf'],
        'web: management OS > External > PF > default VPort > NIC switch > VF 1 > web',
      ],
      [
        'synthetic to outside',
        named('legacy'),
        ['wire'],
        'outside: legacy > External > PF > default VPort > NIC switch > physical port',
      ],
      [
        'management OS to outside',
        MANAGEMENT,
        ['wire'],
        'outside: management OS > External > PF > default VPort > NIC switch > physical port',
      ],
      ['synthetic to synthetic', named('legacy'), ['p4.syn'], 'archive: legacy > External > archive'],
      [
        'synthetic to management OS',
        named('legacy'),
        ['sw:External'],
        'management OS: legacy > External > management OS',
      ],
      ['management OS to synthetic', MANAGEMENT, ['p3.syn'], 'legacy: management OS > External > legacy'],
      [
        'synthetic to synthetic, round by the adapter',
        named('legacy'),
        ['pf', 'p4.syn'],
        'archive: legacy > External > PF > default VPort > NIC switch > default VPort > PF > External > archive',
      ],
      ['a VF that meets its own frame', named('web'), ['p1.vf'], 'web: web > VF 1 > NIC switch > VF 1 > web'],
    ];
    for (const [what, sender, at, due] of table)
      it(what, async () => {
        expect(await carried(sender, at)).to.deep.equal([due]);
      });

    it('of a frame for the management OS where no switch is bound to the adapter', async () => {
      const testbed = { ...TESTBED, switches: [], partitions: [guest(1, 'web', 0)] };
      expect(await carried(named('web'), ['pf'], { testbed })).to.deep.equal([
        'management OS: web > VF 1 > NIC switch > default VPort > PF > management OS',
      ]);
    });
  });

  describe('of a broadcast', () => {
    const broadcast = { destination: BROADCAST };

    it('takes straight copies of a switch apart from what the adapter sends back', async () => {
      const seen = ['p4.syn', 'pf', 'p4.syn', 'p3.syn', 'wire'];
      expect(await carried(named('legacy'), seen, broadcast)).to.deep.equal([
        'archive: legacy > External > archive',
        'archive: legacy > External > PF > default VPort > NIC switch > default VPort > PF > External > archive',
        'outside: legacy > External > PF > default VPort > NIC switch > physical port',
        'legacy: legacy > External > PF > default VPort > NIC switch > default VPort > PF > External > legacy',
      ]);
    });

    it('NetVSC takes the copy of the active path alone', async () => {
      expect(await carried(OUTSIDE, ['p1.vf', 'pf', 'p1.syn'], broadcast)).to.deep.equal([
        'web: outside > physical port > NIC switch > VF 1 > web',
        'inactive-path: outside > physical port > NIC switch > default VPort > PF > External',
      ]);
    });

    it('is told party by party, its sender last, in whatever order its copies come', async () => {
      const [first, ...others] = await Promise.all(
        [
          ['p1.vf', 'p2.vf', 'p2.syn', 'p3.syn', 'p1.syn', 'wire'],
          ['p3.syn', 'wire', 'p2.syn', 'p1.syn', 'p2.vf', 'p1.vf'],
        ].map((seen) => carried(OUTSIDE, seen, broadcast)),
      );
      for (const other of others) expect(other).to.deep.equal(first);
      const own = await carried(named('web'), ['p1.vf', 'p2.vf', 'wire'], broadcast);
      expect(own.map((each) => each.split(':')[0])).to.deep.equal(['db', 'outside', 'web']);
      expect(first?.map((each) => each.split(':')[0])).to.deep.equal([
        'web',
        'inactive-path',
        'db',
        'inactive-path',
        'legacy',
        'outside',
      ]);
    });

    it('reaches every station of its VLAN', async () => {
      const testbed = {
        ...TESTBED,
        stations: [
          { station: 'near', mac: MAC(8), vlan: undefined },
          { station: 'far', mac: MAC(9), vlan: 5 },
        ],
      };
      expect(await carried(named('web'), ['wire'], { ...broadcast, testbed })).to.have.length(2);
    });
  });

  it('takes unicast frames on both of a guest’s devices', async () => {
    expect(await carried(OUTSIDE, ['p1.vf', 'pf', 'p1.syn'], { destination: MAC(1) })).to.have.length(2);
  });

  it('says what came in at the PF and reached nobody', async () => {
    expect(await carried(OUTSIDE, ['pf'])).to.deep.equal([
      'not-told: outside > physical port > NIC switch > default VPort > PF > External',
    ]);
  });

  it('says that a frame reached nobody, and no reason', async () => {
    expect(await carried(named('web'), [])).to.deep.equal(['not-told: web > VF 1']);
  });

  it('knows by itself that a guest without a VF has none to send by', async () => {
    const { lab, traffic } = bed();
    const frames = [{ token: 'f1', frame: frameOf() }];
    const { traces } = await traffic.send(TESTBED, { sender: named('legacy'), frames, via: 'VF' });
    expect(traces.map(words)).to.deep.equal(['function-absent: legacy']);
    expect(lab.sent).to.deep.equal([]);
  });

  it('hands over what was sent, bit for bit, and what was changed on the way', async () => {
    const { lab, traffic } = bed();
    lab.copiesTo = ['p2.vf'];
    const short: Frame = { ...frameOf(), payload: Uint8Array.of(1, 2, 3, 0, 0) };
    const frames = [frameOf(), short, frameOf(MAC(2), 1514)].map((frame, at) => ({ token: `f${at}`, frame }));
    await traffic.follow(TESTBED);
    const { traces } = await traffic.send(TESTBED, { sender: named('web'), frames });
    expect(traces.map(frameAt)).to.deep.equal(frames.map(({ frame }) => plain(frame)));
    lab.change = (bytes) => Uint8Array.from(bytes, (byte, at) => (at === 20 ? 0xee : byte));
    const changed = await traffic.send(TESTBED, { sender: named('web'), frames: frames.slice(0, 1) });
    expect(frameAt(changed.traces[0])?.payload[6]).to.equal(0xee);
  });

  it('keeps equal tokens of two scenarios apart', async () => {
    const { lab, traffic } = bed();
    const frames = [{ token: 'f1', frame: frameOf() }];
    await traffic.follow(TESTBED);
    await traffic.send(TESTBED, { sender: named('web'), frames });
    const late = lab.sent[0]?.bytes ?? new Uint8Array();
    lab.arrivals.push({ at: 'p2.vf', bytes: late });
    const same = await traffic.send(TESTBED, { sender: named('web'), frames });
    expect(same.traces.map(words)).to.deep.equal([
      'db: web > VF 1 > NIC switch > VF 2 > db',
      'not-told: web > VF 1',
    ]);
    traffic.begin();
    lab.arrivals.push({ at: 'p2.vf', bytes: late });
    const next = await traffic.send(TESTBED, { sender: named('web'), frames });
    expect(next.traces.map(words)).to.deep.equal(['not-told: web > VF 1']);
    expect(traffic.strays).to.equal(1);
  });

  it('tells what the sender’s interface did not take', async () => {
    const { lab, traffic } = bed();
    lab.refuses = { 'p1.vf': 'EMSGSIZE' };
    const frames = [{ token: 'f1', frame: frameOf(MAC(2), 9000) }];
    const { traces, refused } = await traffic.send(TESTBED, { sender: named('web'), frames });
    expect(refused).to.deep.equal([{ token: 'f1', code: 'EMSGSIZE' }]);
    expect(traces.map(words)).to.deep.equal(['frame-too-long: web > VF 1']);
  });

  it('listens where the testbed has somebody, and no longer', async () => {
    const { lab, traffic } = bed();
    await traffic.follow(TESTBED);
    await traffic.follow({ ...TESTBED, partitions: [{ ...guest(1, 'web', 0), vf: undefined }] });
    expect(lab.log).to.deep.equal([
      '+ p1.vf p1.syn p2.vf p2.syn p3.syn p4.syn sw:External pf',
      '- p1.vf p2.vf p2.syn p3.syn p4.syn',
      '+ p1.syn sw:External pf',
    ]);
  });

  it('waits for the copies that must come, at any of their receivers’ places', async () => {
    const { lab, traffic } = bed();
    await traffic.follow(TESTBED);
    const frames = [{ token: 'f1', frame: frameOf() }];
    const awaited = [named('db'), MANAGEMENT, OUTSIDE].map((receiver) => ({ token: 'f1', receiver }));
    await traffic.send(TESTBED, { sender: named('web'), frames }, awaited);
    const marker = Buffer.from(lab.sent[0]?.bytes ?? [])
      .subarray(60)
      .toString('hex');
    expect(lab.wishes[0]?.awaited).to.deep.equal([
      { at: ['p2.vf', 'p2.syn'], marker, count: 1 },
      { at: ['sw:External'], marker, count: 1 },
    ]);
    expect(lab.log.at(-1)).to.equal('wire 1');
  });

  it('waits for what must come where its receiver was, too', async () => {
    const { lab, traffic } = bed();
    const without = { ...TESTBED, partitions: [{ ...guest(1, 'web', 0), vf: undefined }] };
    const stream = { sender: OUTSIDE, receiver: named('web'), token: 's', count: 1 };
    await traffic.whileStreaming(TESTBED, [stream], async () => ({ testbed: without, result: undefined }));
    expect(lab.wishes[0]?.awaited.map(({ at }) => at)).to.deep.equal([['p1.vf', 'p1.syn']]);
  });

  describe('streams', () => {
    const stream = { sender: named('web'), receiver: OUTSIDE, token: 's', count: 20 };

    it('run before, while and after something happens, and by the other path once the VF takes no more', async () => {
      const { lab, traffic } = bed();
      lab.copiesTo = ['wire'];
      const without = { ...TESTBED, partitions: [{ ...guest(1, 'web', 0), vf: undefined }] };
      let before = 0;
      const { traces, result } = await traffic.whileStreaming(TESTBED, [stream], async (between) => {
        before = lab.sent.length;
        lab.refuses = { 'p1.vf': 'ENETDOWN' };
        await between();
        expect(lab.sent.length, 'one between two steps, by the other path').to.equal(before + 1);
        return { testbed: without, result: 'gone' };
      });
      expect(result).to.equal('gone');
      expect(before).to.equal(1);
      expect(traces.map(({ token }) => token)).to.deep.equal(
        Array.from({ length: 20 }, (_, at) => `s.${at + 1}`),
      );
      expect(traces.every((each) => each.end.kind === 'delivered')).to.equal(true);
      expect(new Set(lab.sent.map(({ through }) => through))).to.deep.equal(new Set(['p1.vf', 'p1.syn']));
      expect(frameAt(traces[0])?.destination).to.equal(OUTSIDE_MAC);
    });

    it('count what is lost while a path changes as declared, and nothing that left before', async () => {
      const { lab, traffic } = bed();
      const without = { ...TESTBED, partitions: [{ ...guest(1, 'web', 0), vf: undefined }] };
      const { traces } = await traffic.whileStreaming(TESTBED, [stream], async (between) => {
        await between();
        lab.copiesTo = ['wire'];
        return { testbed: without, result: undefined };
      });
      const first = traces.find(({ token }) => token === 's.1');
      const second = traces.find(({ token }) => token === 's.2');
      const last = traces.find(({ token }) => token === 's.20');
      expect([first, second, last].map((each) => each && words(each))).to.deep.equal([
        'not-told: web > VF 1',
        'declared-failover-loss: web > VF 1',
        'outside: web > External > PF > default VPort > NIC switch > physical port',
      ]);
    });

    it('declare no loss where no path changes', async () => {
      const { traffic } = bed();
      const { traces } = await traffic.whileStreaming(TESTBED, [stream], async (between) => {
        await between();
        return { testbed: TESTBED, result: undefined };
      });
      expect(new Set(traces.map(words))).to.deep.equal(new Set(['not-told: web > VF 1']));
    });

    it('end with the action that fails', async () => {
      const { traffic } = bed();
      const failing = traffic.whileStreaming(TESTBED, [stream], () => Promise.reject(new Error('stuck')));
      let why = '';
      await failing.catch((error: Error) => (why = error.message));
      expect(why).to.equal('stuck');
    });
  });
});

const plain = (frame: Frame): Frame => ({ ...frame, payload: Uint8Array.from(frame.payload) });
const frameAt = (trace: Trace | undefined): Frame | undefined =>
  trace?.end.kind === 'delivered' ? plain(trace.end.frame) : undefined;
