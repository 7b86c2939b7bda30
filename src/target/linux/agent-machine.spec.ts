import { expect } from 'chai';
import { Duplex } from 'node:stream';
import { connectToAgent } from './agent-machine';
import { parseAnswer } from './agent-answer';
import { Compromised, exec, write, type Machine } from './machine';
import { withoutAProgram } from './netlink/without-a-program';

/** The agent's end of a channel, played by a test. */
class FakeAgent {
  readonly asked: Record<string, unknown>[] = [];
  readonly channel: Duplex;
  ended = false;

  constructor(private readonly answer: (asked: Record<string, unknown>) => object | undefined = () => ({})) {
    this.channel = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, taken) => {
        this.take(chunk.toString());
        taken();
      },
      final: (taken) => {
        this.ended = true;
        taken();
      },
    });
  }

  say(text: string): void {
    this.channel.push(text);
  }

  private take(line: string): void {
    const asked = JSON.parse(line) as Record<string, unknown>;
    this.asked.push(asked);
    const answer = this.answer(asked);
    if (answer !== undefined) this.say(`${JSON.stringify({ ...answer, id: asked['id'] })}\n`);
  }
}

const READY = '{"ready": true, "python": "3.11.2", "kernel": "6.1.0"}\n';

async function connected(agent: FakeAgent, deadlineMs?: number): Promise<Machine> {
  const machine = connectToAgent(agent.channel, 'host qa7', async () => undefined, deadlineMs);
  agent.say(READY);
  return machine;
}

async function whyNot(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(Compromised);
  return (error as Error).message;
}

describe('a line of the agent', () => {
  it('is a JSON object; anything else is somebody else’s', () => {
    expect(parseAnswer('{"id": 1}')).to.deep.equal({ id: 1 });
    for (const noise of ['', 'Debian GNU/Linux', '[    1.0] igb: up', '[1]', '{ not json', 'null'])
      expect(parseAnswer(noise), noise).to.equal(undefined);
  });
});

describe('connecting to an agent', () => {
  it('waits for its first line, through noise and in pieces, and takes the versions', async () => {
    const agent = new FakeAgent();
    const machine = connectToAgent(agent.channel, 'host qa7', async () => undefined);
    agent.say('Last login: today\r\n{ not the agent\n{"rea');
    agent.say(`dy": true, "kernel": "6.1.0", "python": 3}\n`);
    expect((await machine).versions).to.deep.equal({ kernel: '6.1.0' });
    await (await machine).close();
  });

  it('ends when the machine counts bytes from the big end', async () => {
    const agent = new FakeAgent();
    const machine = connectToAgent(agent.channel, 'host qa7', async () => undefined);
    agent.say('{"ready": true, "order": "big"}\n');
    expect(await whyNot(machine)).to.equal(
      'host qa7 counts bytes from the big end, and Bulkhead only from the little one',
    );
  });

  it('ends when it does not come in time, or the channel breaks', async () => {
    const ask = (agent: FakeAgent) => connectToAgent(agent.channel, 'host qa7', async () => undefined, 20);
    expect(await whyNot(ask(new FakeAgent()))).to.equal(
      'host qa7 was asked to be ready and did not answer within 0.02 s',
    );
    const broken = new FakeAgent();
    setImmediate(() => broken.channel.destroy(new Error('reset by peer')));
    expect(await whyNot(ask(broken))).to.equal('host qa7 is gone: reset by peer');
    const ended = new FakeAgent();
    setImmediate(() => ended.channel.push(null));
    expect(await whyNot(ask(ended))).to.equal('host qa7 ended the connection');
    const closed = new FakeAgent();
    setImmediate(() => closed.channel.destroy());
    expect(await whyNot(ask(closed))).to.equal('host qa7 closed the connection');
  });
});

describe('requests of a machine', () => {
  it('are answered by their number, in whatever order', async () => {
    const agent = new FakeAgent(() => undefined);
    const machine = await connected(agent);
    const [first, second] = [machine.run([exec('a')]), machine.run([exec('b')])];
    const answer = (id: number, out: string) => `{"id": ${id}, "results": [{"ok": true, "out": "${out}"}]}\n`;
    agent.say(`${answer(2, 'B')}[ 12.0] kernel: noise\n${answer(1, 'A')}${answer(9, 'nobody')}`);
    expect(await Promise.all([first, second])).to.deep.equal([
      [{ ok: true, out: 'A' }],
      [{ ok: true, out: 'B' }],
    ]);
    await machine.close();
  });

  it('carry frames as they are, and ask nothing where there is nothing to ask', async () => {
    const frame = new Uint8Array([0, 1, 254, 255]);
    const base64 = Buffer.from(frame).toString('base64');
    const agent = new FakeAgent(({ do: what }) =>
      what === 'gather'
        ? { frames: [{ at: 'web', frame: base64 }] }
        : { refused: [{ at: 0, code: 'ENETDOWN' }] },
    );
    const machine = await connected(agent);
    expect(await machine.run([])).to.deep.equal([]);
    await machine.listen([]);
    await machine.unlisten([]);
    expect(agent.asked).to.deep.equal([]);
    expect(await machine.send('web', [frame], 3)).to.deep.equal([{ at: 0, code: 'ENETDOWN' }]);
    const wish = { quiet: 5, longest: 50, awaited: [] };
    expect(await machine.gather(wish)).to.deep.equal([{ at: 'web', bytes: frame }]);
    await machine.listen([{ name: 'web', interface: 'vf0' }]);
    await machine.unlisten(['web']);
    await machine.leaveForTheEnd([exec('true')]);
    expect(agent.asked).to.deep.equal([
      { id: 1, do: 'send', through: 'web', frames: [base64], gap: 3 },
      { id: 2, do: 'gather', ...wish },
      { id: 3, do: 'listen', listeners: [{ name: 'web', interface: 'vf0' }] },
      { id: 4, do: 'unlisten', names: ['web'] },
      { id: 5, do: 'when-closed', steps: [exec('true')] },
    ]);
    await machine.close();
  });

  it('start no program where the kernel can be asked itself, also at the end', async () => {
    const agent = new FakeAgent(() => ({ results: [{ ok: true, out: '' }] }));
    const machine = await connected(agent);
    const up = exec('ip', 'link', 'set', 'eth0', 'up');
    await machine.run([up]);
    await machine.leaveForTheEnd([up, exec('true')]);
    expect(agent.asked).to.deep.equal([
      { id: 1, do: 'steps', steps: [withoutAProgram(up)] },
      { id: 2, do: 'when-closed', steps: [withoutAProgram(up), exec('true')] },
    ]);
    expect(withoutAProgram(up).kind).to.equal('network');
    await machine.close();
  });

  it('that the agent could not carry out are told with its words', async () => {
    const agent = new FakeAgent(() => ({ error: 'KeyError: argv' }));
    const machine = await connected(agent);
    expect(await whyNot(machine.run([exec('ip', 'link'), exec('true')]))).to.equal(
      'host qa7 was asked to do `ip link` and 1 more and could not: KeyError: argv',
    );
    expect(await whyNot(machine.run([write('/sys/x', '1')]))).to.match(
      /^host qa7 was asked to do write \/sys\/x and/,
    );
    await machine.close();
  });

  it('that are not answered in time break the machine, and every request that waits fails with them', async () => {
    const agent = new FakeAgent(() => undefined);
    const machine = await connected(agent);
    const reasons = await Promise.all([
      whyNot(machine.run([exec('sleep', '9')], 20)),
      whyNot(machine.listen([{ name: 'web', interface: 'vf0' }])),
      whyNot(machine.gather({ quiet: 1, longest: 1, awaited: [] })),
    ]);
    expect(new Set(reasons)).to.deep.equal(
      new Set(['host qa7 was asked to do `sleep 9` and did not answer within 0.02 s']),
    );
    expect(await whyNot(machine.run([exec('true')]))).to.equal(reasons[0]);
    expect(agent.asked, 'nothing more is written').to.have.length(3);
    await machine.close();
  });

  it('have as much longer to be answered as they are to wait', async () => {
    const { default: timers } = await import('node:timers/promises');
    const agent = new FakeAgent(() => undefined);
    const machine = await connected(agent);
    const timeouts: number[] = [];
    const before = globalThis.setTimeout;
    globalThis.setTimeout = ((work: () => void, ms: number) => {
      timeouts.push(ms);
      return before(work, ms);
    }) as typeof setTimeout;
    const asked = machine.run([
      { kind: 'sleep', ms: 30_000 },
      { kind: 'wait-carrier', interface: 'eth0', within: 15_000 },
      exec('true'),
    ]);
    globalThis.setTimeout = before;
    await timers.setImmediate();
    expect(timeouts).to.deep.equal([65_000]);
    agent.say('{"id": 1, "results": []}\n');
    await asked;
    await machine.close();
  });

  it('fail once it is no longer in use, and what carries it is ended', async () => {
    const agent = new FakeAgent();
    const ends: string[] = [];
    const machine = connectToAgent(agent.channel, 'host qa7', async () => void ends.push('ended'));
    agent.say(READY);
    await (await machine).close();
    expect([agent.ended, ends]).to.deep.equal([true, ['ended']]);
    expect(await whyNot((await machine).run([exec('true')]))).to.equal('host qa7 is no longer in use');
  });
});
