import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { connectToAgent } from '../agent-machine';
import { exec, mayFail, read, write, type Machine, type Step } from '../machine';
import { withoutAProgram } from '../netlink/without-a-program';
import { ip, ipBatch, ipEach, setLink } from '../perform/devices';
import type { Links } from '../readings/link-reading';
import { linksOf } from '../readings/machine-questions';
import { parsePrintedLinks } from '../readings/printed-links.fixture';
import { answersOf } from '../readings/question';

const AGENT = join(__dirname, 'agent.py');

const NO_PYTHON = spawnSync('python3', ['--version']).status === 0 ? undefined : 'there is no python3 here';

/** The agent as a process of this machine, its standard input and output the channel. */
async function startAgent(
  words: 'inherit' | 'ignore' = 'inherit',
): Promise<Machine & { readonly written: (text: string) => void }> {
  const child = spawn('python3', ['-I', '-u', AGENT], { stdio: ['pipe', 'pipe', words] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const channel = Duplex.from({ readable: child.stdout, writable: child.stdin });
  const machine = await connectToAgent(channel, 'this machine', () => ended);
  return Object.assign(machine, { written: (text: string) => void child.stdin.write(text) });
}

function skipWith(reason: string, context: Mocha.Context): never {
  console.log(`      (skipped: ${reason})`);
  return context.skip();
}

describe('the agent on this machine', () => {
  let machine: Awaited<ReturnType<typeof startAgent>>;
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const file = (name: string, text = ''): string => {
    writeFileSync(at(name), text);
    return at(name);
  };

  before(function () {
    if (NO_PYTHON !== undefined) skipWith(NO_PYTHON, this);
    folder = mkdtempSync(join(tmpdir(), 'bulkhead-agent-'));
  });
  beforeEach(async () => {
    machine = await startAgent();
  });
  afterEach(() => machine?.close());
  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it('is ready with its versions', () => {
    expect(machine.versions['python']).to.match(/^3\.\d+/);
    expect(machine.versions['kernel']).to.equal(readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim());
  });

  it('takes steps in order and ends at the first that fails, unless it may fail', async () => {
    const no: Step = exec('sh', '-c', 'echo because >&2; exit 3');
    const refused = { ok: false, code: 'EXIT3', words: 'because' };
    const yes: Step = { kind: 'exec', argv: ['cat'], input: 'said\n' };
    const said = { ok: true, out: 'said\n' };
    expect(await machine.run([yes, no, yes])).to.deep.equal([said, refused]);
    expect(await machine.run([mayFail(no), yes])).to.deep.equal([refused, said]);
    expect(await machine.run([exec('sh', '-c', 'echo why; exit 1')])).to.deep.equal([
      { ok: false, code: 'EXIT1', words: 'why' },
    ]);
  });

  it('takes long texts in and out of a program, and tells by which signal one ended', async () => {
    const input = 'x'.repeat(1 << 20);
    expect(await machine.run([{ kind: 'exec', argv: ['cat'], input }])).to.deep.equal([
      { ok: true, out: input },
    ]);
    const killed = { ok: false, code: 'EXIT-15', words: 'it ended with -15' };
    expect(await machine.run([exec('sh', '-c', 'kill $$')])).to.deep.equal([killed]);
  });

  it('tells errors by their names', async () => {
    const codes = async (...steps: readonly Step[]) =>
      (await machine.run(steps.map(mayFail))).map((each) => (each.ok ? 'ok' : each.code));
    expect(
      await codes(
        exec('no-such-program'),
        exec('false'),
        write(at('absent'), '1'),
        write(folder, '1'),
        write('/dev/full', '1'),
        read(at('absent')),
        { kind: 'list', path: AGENT },
        { kind: 'link', path: AGENT },
        { kind: 'wait-carrier', interface: 'no-such', within: 1 },
        { kind: 'network', namespace: 'bulkhead-no-such', requests: [] },
      ),
    ).to.deep.equal([
      ...['ENOENT', 'EXIT1', 'ENOENT', 'EISDIR', 'ENOSPC', 'ENOENT', 'ENOTDIR', 'EINVAL', 'ETIME', 'ENOENT'],
    ]);
    const [full] = await machine.run([write('/dev/full', '1')]);
    expect(full).to.deep.equal({ ok: false, code: 'ENOSPC', words: 'No space left on device' });
  });

  it('writes text, and bytes at an offset; reads text and bytes; lists in order', async () => {
    const path = file('space', 'abcdef');
    file('another');
    const results = await machine.run([
      { kind: 'write', path, at: 2, hex: '00ff' },
      { kind: 'read', path, binary: true },
      write(path, 'AB'),
      { kind: 'read', path, binary: true },
      { kind: 'list', path: folder },
      { kind: 'link', path: '/proc/self/exe' },
    ]);
    const outs = results.map((each) => (each.ok ? each.out : each.code));
    expect(outs.slice(0, 5)).to.deep.equal(['', '616200ff6566', '', '414200ff6566', 'another\nspace']);
    expect(outs[5]).to.match(/python3/);
  });

  it('waits for a file until it matches, is gone, or time is over', async () => {
    const path = file('state', 'down');
    const wait = (matches: string | null, within: number): Step => ({
      kind: 'wait-file',
      path,
      matches,
      within,
    });
    const matching = machine.run([wait('^up$', 5000)]);
    await machine.run([{ kind: 'sleep', ms: 30 }, exec('sh', '-c', `printf up > ${path}`)]);
    expect(await matching).to.deep.equal([{ ok: true, out: 'up' }]);
    expect(await machine.run([wait('^down$', 20)])).to.deep.equal([
      { ok: false, code: 'ETIME', words: `${path} did not become ^down$ within 20 ms` },
    ]);
    const gone = machine.run([wait(null, 5000)]);
    rmSync(path);
    expect(await gone).to.deep.equal([{ ok: true, out: '' }]);
  });

  it('answers other requests while one is stuck', async () => {
    const ended: string[] = [];
    await Promise.all([
      machine
        .run([{ kind: 'wait-file', path: at('freed'), matches: 'yes', within: 10_000 }])
        .then(() => ended.push('stuck')),
      machine.run([exec('true')]).then(() => (ended.push('other'), file('freed', 'yes'))),
    ]);
    expect(ended).to.deep.equal(['other', 'stuck']);
  });

  it('says what it cannot carry out at all', async () => {
    const words = await machine
      .send('nobody', [new Uint8Array(60)], 1)
      .catch((error: Error) => error.message);
    expect(words).to.equal('this machine was asked to send and could not: there is no listener "nobody"');
  });

  it('carries out what was left with it when its input ends, all of it, the last that was left', async () => {
    const [first, last] = [file('first', 'before'), file('last', 'before')];
    await machine.leaveForTheEnd([write(file('replaced', 'before'), 'after!')]);
    await machine.leaveForTheEnd([
      write(first, 'after!'),
      write(at('absent'), 'x'),
      { kind: 'write', path: last } as unknown as Step,
      write(last, 'after!'),
    ]);
    await machine.close();
    expect(['first', 'last', 'replaced'].map((name) => readFileSync(at(name), 'utf8'))).to.deep.equal([
      'after!',
      'after!',
      'before',
    ]);
  });

  it('does so also after a line that is no request', async () => {
    const path = file('broken', 'before');
    const broken = await startAgent('ignore');
    await broken.leaveForTheEnd([write(path, 'after!')]);
    broken.written('no request\n');
    await broken.close();
    expect(readFileSync(path, 'utf8')).to.equal('after!');
  });

  it('asks again where the kernel says that something changed while it told', () => {
    const told = (flags: number, text: string): string =>
      `struct.pack('=IHHII', 20, 16, ${flags}, 1, 0) + b'${text}' + struct.pack('=IHHIIi', 20, 3, ${flags}, 1, 0, 0)`;
    const played = [
      'import base64, runpy, struct',
      `agent = runpy.run_path(${JSON.stringify(AGENT)}, run_name='agent')`,
      'class Route:',
      `  answers, asked = [${told(0x12, 'part')}, ${told(0x2, 'full')}], 0`,
      '  def send(self, request): self.asked += 1',
      '  def recv_into(self, *how): return len(self.answers[0])',
      '  def recv(self, size): return self.answers.pop(0)',
      'route = Route()',
      "answer = agent['ask_kernel'](route, {'body': '00', 'fill': [], 'type': 18, 'flags': 0x301})",
      'print(route.asked, base64.b64decode(answer)[16:20].decode())',
    ];
    const { stdout, stderr } = spawnSync('python3', ['-I', '-c', played.join('\n')]);
    expect(stdout.toString().trim(), stderr.toString()).to.equal('2 full');
  });

  describe('with network namespaces', function () {
    /** Of this process alone, so that it meets nobody else's. */
    const name = `bulkhead-spec-${process.pid}`;
    const there = ['a', 'b'].map((end) => `${name}-${end}`);
    const [a, b] = there as [string, string];
    const MAC = { a: '02:00:00:00:00:0a', b: '02:00:00:00:00:0b' };
    const frame = (type: string, text: string): Uint8Array =>
      Buffer.concat([
        Buffer.from(`02000000000b02000000000a${type}`, 'hex'),
        Buffer.from(text.padEnd(46, '.')),
      ]);

    before(function () {
      const made = spawnSync('ip', ['netns', 'add', a]);
      if (made.status !== 0)
        skipWith(
          made.error === undefined
            ? `no namespace can be made here: ${made.stderr.toString().trim()}`
            : 'there is no ip here',
          this,
        );
      const words = [
        ['netns', 'add', b],
        [
          '-n',
          a,
          'link',
          'add',
          'end',
          'address',
          MAC.a,
          'type',
          'veth',
          'peer',
          'name',
          'end',
          'netns',
          b,
          'address',
          MAC.b,
        ],
        // No address of IPv6 is looked for: nothing is sent but what is sent here.
        ['-n', a, 'link', 'set', 'end', 'addrgenmode', 'none'],
        ['-n', b, 'link', 'set', 'end', 'addrgenmode', 'none'],
        ['-n', a, 'link', 'set', 'end', 'up'],
        ['-n', b, 'link', 'set', 'end', 'up'],
      ];
      for (const each of words) {
        const done = spawnSync('ip', each);
        if (done.status !== 0)
          skipWith(`no veth pair can be made here: ${done.stderr.toString().trim()}`, this);
      }
    });
    after(() => {
      for (const each of there) spawnSync('ip', ['netns', 'del', each]);
    });

    it('sends, tells who received it in order, and takes a tag back in', async () => {
      await machine.listen([
        { name: 'A', namespace: a, interface: 'end' },
        { name: 'B', namespace: b, interface: 'end' },
      ]);
      const frames = [frame('88b5', 'one'), frame('8100000588b5', 'two'), frame('88b5', 'three')];
      expect(await machine.send('A', frames, 1)).to.deep.equal([]);
      const marker = Buffer.from('three').toString('hex');
      const arrived = await machine.gather({
        quiet: 20,
        longest: 5000,
        awaited: [{ at: ['B'], marker, count: 1 }],
      });
      const own = arrived.filter(({ bytes }) => Buffer.from(bytes).toString('hex', 6, 12) === '02000000000a');
      expect(own.map(({ at: place, bytes }) => [place, Buffer.from(bytes).toString('hex')])).to.deep.equal(
        frames.map((each) => ['B', Buffer.from(each).toString('hex')]),
      );
    });

    it('keeps what is not asked for until it is, and gives up after the longest', async () => {
      await machine.listen([
        { name: 'A', namespace: a, interface: 'end' },
        { name: 'B', namespace: b, interface: 'end' },
      ]);
      await machine.send('A', [frame('88b5', 'kept')], 1);
      const marker = Buffer.from('kept').toString('hex');
      const started = performance.now();
      await machine.gather({ quiet: 1, longest: 60, awaited: [{ at: ['A'], marker, count: 1 }], at: ['A'] });
      expect(performance.now() - started).to.be.within(50, 2000);
      const kept = await machine.gather({
        quiet: 1,
        longest: 2000,
        awaited: [{ at: ['B'], marker, count: 1 }],
      });
      expect(
        kept.some(({ at: place, bytes }) => place === 'B' && Buffer.from(bytes).includes('kept')),
      ).to.equal(true);
      await machine.unlisten(['A', 'B']);
      expect(await machine.gather({ quiet: 1, longest: 10, awaited: [] })).to.deep.equal([]);
    });

    it('tells what an interface that is down refuses', async () => {
      await machine.listen([{ name: 'A', namespace: a, interface: 'end' }]);
      spawnSync('ip', ['-n', a, 'link', 'set', 'end', 'down']);
      expect(await machine.send('A', [frame('88b5', 'lost')], 1)).to.deep.equal([
        { at: 0, code: 'ENETDOWN' },
      ]);
      const down: Step = {
        kind: 'wait-carrier',
        namespace: b,
        interface: 'end',
        running: false,
        within: 2000,
      };
      const up: Step = { ...down, running: true };
      expect(await machine.run([down])).to.deep.equal([{ ok: true, out: '' }]);
      spawnSync('ip', ['-n', a, 'link', 'set', 'end', 'up']);
      expect(await machine.run([up])).to.deep.equal([{ ok: true, out: '' }]);
    });

    it('sets a link down and up in a namespace, and nothing else of it', async () => {
      spawnSync('ip', ['-n', a, 'link', 'set', 'end', 'promisc', 'on']);
      const flags = () => {
        const printed = spawnSync('ip', ['-j', '-n', a, 'link', 'show', 'end']).stdout.toString();
        const [link] = JSON.parse(printed) as { readonly flags: readonly string[] }[];
        return ['UP', 'PROMISC'].filter((each) => link?.flags.includes(each));
      };
      expect(await machine.run([setLink(false, 'end', a)])).to.deep.equal([{ ok: true, out: '' }]);
      expect(flags()).to.deep.equal(['PROMISC']);
      expect(await machine.run([setLink(true, 'end', a)])).to.deep.equal([{ ok: true, out: '' }]);
      expect(flags()).to.deep.equal(['UP', 'PROMISC']);
      expect(await machine.run([setLink(true, 'no-such', a)])).to.deep.equal([
        {
          ok: false,
          code: 'ENODEV',
          words: 'there is no device "no-such"',
          what: `ip -n ${a} link set no-such up`,
        },
      ]);
    });

    it('keeps no namespace open that it looked into or moved something to', async () => {
      const open = async (): Promise<string> => {
        const [listed] = await machine.run([exec('sh', '-c', 'ls -l /proc/$PPID/fd | grep -c "net:"')]);
        return listed?.ok === true ? listed.out : 'unknown';
      };
      const before = await open();
      expect(before).to.match(/^\d+\n$/);
      await machine.run([
        ip('link', 'add', `bk${process.pid}`, 'type', 'veth', 'peer', 'name', 'moved', 'netns', a),
        ip('link', 'set', 'no-such', 'netns', a),
      ]);
      await machine.run([ip('-n', a, 'link', 'del', 'moved')]);
      expect(await open()).to.equal(before);
    });

    it('goes on after a refusal where it is told to, and then tells the first', async () => {
      const lines = ['link set no-such up', 'link set end mtu 1400', 'link del no-such'];
      const mtu = (): string | undefined =>
        /mtu (\d+)/.exec(spawnSync('ip', ['-n', a, 'link', 'show', 'end']).stdout.toString())?.[1];
      const inside = (step: Step): Step => ({ ...withoutAProgram(step), namespace: a }) as Step;
      const refused = { ok: false, code: 'ENODEV', words: 'there is no device "no-such"' };
      const what = 'ip link set no-such up';
      expect(await machine.run([inside(ipBatch(lines))])).to.deep.equal([{ ...refused, what }]);
      expect(mtu()).to.equal('1500');
      expect(await machine.run([inside(ipEach(lines))])).to.deep.equal([{ ...refused, what }]);
      expect(mtu()).to.equal('1400');
    });

    it('makes a namespace that ip knows, once, and takes it away again', async () => {
      const made = `${name}-c`;
      const change = (verb: string): Step => ip('netns', verb, made);
      const known = (): boolean =>
        spawnSync('ip', ['netns', 'list']).stdout.toString().split(/\s/).includes(made);
      try {
        expect(await machine.run([change('add')])).to.deep.equal([{ ok: true, out: '' }]);
        expect(known()).to.equal(true);
        const inside = spawnSync('ip', ['-n', made, '-o', 'link', 'show']).stdout.toString();
        expect(
          inside
            .trim()
            .split('\n')
            .filter((line) => !/: (lo|\w+@NONE):/.test(line)),
        ).to.deep.equal([]);
        expect(await machine.run([change('add')])).to.deep.equal([
          { ok: false, code: 'EEXIST', words: 'File exists', what: `ip netns add ${made}` },
        ]);
        expect(await machine.run([change('del')])).to.deep.equal([{ ok: true, out: '' }]);
        expect(known()).to.equal(false);
        expect(await machine.run([change('del')])).to.deep.equal([
          { ok: false, code: 'ENOENT', words: 'No such file or directory', what: `ip netns del ${made}` },
        ]);
      } finally {
        spawnSync('ip', ['netns', 'del', made]);
      }
    });

    it('tells devices and groups as ip does', async () => {
      spawnSync('ip', ['-n', a, 'maddr', 'add', '01:00:5e:00:00:05', 'dev', 'end']);
      spawnSync('ip', ['-n', a, 'link', 'set', 'end', 'promisc', 'on']);
      const links = async (namespace?: string): Promise<Links | undefined> =>
        linksOf(namespace).answer(answersOf(await machine.run(linksOf(namespace).steps)));
      const printed = [
        ['-j', '-d', '-s', '-n', a, 'link', 'show'],
        ['-j', '-n', a, 'maddr', 'show'],
      ].map((words) => spawnSync('ip', words).stdout.toString());
      const told = await links(a);
      const { byName } = parsePrintedLinks(printed.join('\n'));
      expect(told?.byName).to.deep.equal(byName);
      expect(told?.byName.get('end')?.groups).to.include('01-00-5E-00-00-05');
      expect(Array.from(told?.byName.keys() ?? [])).to.include.members(['lo', 'end']);
      const host = await links();
      expect(Array.from(host?.byName.keys() ?? []))
        .to.include('lo')
        .and.not.include('end');
    });

    it('is where it was after it made a namespace', async () => {
      const made = `${name}-d`;
      const names = async (): Promise<readonly string[]> => {
        const told = linksOf().answer(answersOf(await machine.run(linksOf().steps)));
        return Array.from(told?.byName.keys() ?? []);
      };
      const before = await names();
      try {
        await machine.run([ip('netns', 'add', made)]);
        expect(await names()).to.deep.equal(before);
        expect(before).to.have.length.above(1);
      } finally {
        spawnSync('ip', ['netns', 'del', made]);
      }
    });
  });
});
