import type { Duplex } from 'node:stream';
import { debuglog } from 'node:util';
import {
  Compromised,
  type ArrivedFrame,
  type GatherWish,
  type Listener,
  type Machine,
  type RefusedFrame,
  type Step,
  type StepResult,
} from './machine';
import { withoutAProgram } from './netlink/without-a-program';
import { parseAnswer, type Answer } from './agent-answer';
import { RememberingMachine } from './remembering-machine';

/** With NODE_DEBUG=bulkhead every request of the machine is told with the time it took. */
const debug = debuglog('bulkhead');

/** Milliseconds that an ordinary request may take on a machine that is emulated instruction by instruction. */
const DEADLINE = 20_000;

/**
 * @param name what the machine is called in sentences, for example `the emulated machine`, `host qa7`.
 * @param onEnd ends what carries the channel: a virtual machine, an SSH client, a child process.
 * @throws Compromised when the agent does not say that it is ready within `deadlineMs`, or its machine counts bytes from
 * the big end: requests of the network are made for the little one.
 */
export async function connectToAgent(
  channel: Duplex,
  name: string,
  onEnd: () => Promise<void>,
  deadlineMs: number = DEADLINE,
): Promise<Machine> {
  const machine = new AgentMachine(channel, name, onEnd);
  await machine.ready(deadlineMs);
  return new RememberingMachine(machine);
}

interface Waiting {
  settle(answer: Answer): void;
  fail(reason: Compromised): void;
}

class AgentMachine implements Machine {
  versions: Readonly<Record<string, string>> = {};
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private rest = '';
  private broken: Compromised | undefined;

  constructor(
    private readonly channel: Duplex,
    private readonly name: string,
    private readonly onEnd: () => Promise<void>,
  ) {
    channel.setEncoding('utf8');
    channel.on('data', (text: string) => this.take(text));
    channel.on('error', (error: Error) => this.breakDown(`${this.name} is gone: ${error.message}`));
    channel.on('close', () => this.breakDown(`${this.name} closed the connection`));
    channel.on('end', () => this.breakDown(`${this.name} ended the connection`));
    channel.resume();
  }

  /** The agent's first line, which no request asked for. */
  async ready(deadlineMs: number): Promise<void> {
    const answer = await this.answerTo(READY, deadlineMs, 'to be ready');
    const { python, kernel, order } = answer;
    if (order !== undefined && order !== 'little')
      throw new Compromised(
        `${this.name} counts bytes from the big end, and Bulkhead only from the little one`,
      );
    this.versions = {
      ...(typeof kernel === 'string' && { kernel }),
      ...(typeof python === 'string' && { python }),
    };
  }

  async run(
    steps: readonly Step[],
    deadlineMs: number = DEADLINE + waitOf(steps),
  ): Promise<readonly StepResult[]> {
    if (steps.length === 0) return [];
    const { results } = await this.ask(
      { do: 'steps', steps: steps.map(withoutAProgram) },
      deadlineMs,
      wordsOf(steps),
    );
    return results as readonly StepResult[];
  }

  async listen(listeners: readonly Listener[]): Promise<void> {
    if (listeners.length > 0) await this.ask({ do: 'listen', listeners }, DEADLINE, 'to listen');
  }

  async unlisten(names: readonly string[]): Promise<void> {
    if (names.length > 0) await this.ask({ do: 'unlisten', names }, DEADLINE, 'to stop listening');
  }

  async send(through: string, frames: readonly Uint8Array[], gap: number): Promise<readonly RefusedFrame[]> {
    const texts = frames.map((each) => Buffer.from(each).toString('base64'));
    const request = { do: 'send', through, frames: texts, gap };
    const { refused } = await this.ask(request, DEADLINE + frames.length * gap, 'to send');
    return refused as readonly RefusedFrame[];
  }

  async gather(wish: GatherWish): Promise<readonly ArrivedFrame[]> {
    const { frames } = await this.ask({ do: 'gather', ...wish }, DEADLINE + wish.longest, 'to gather frames');
    return (frames as readonly { readonly at: string; readonly frame: string }[]).map(({ at, frame }) => ({
      at,
      bytes: new Uint8Array(Buffer.from(frame, 'base64')),
    }));
  }

  async leaveForTheEnd(steps: readonly Step[]): Promise<void> {
    await this.ask(
      { do: 'when-closed', steps: steps.map(withoutAProgram) },
      DEADLINE,
      'to keep what is to be put back',
    );
  }

  async close(): Promise<void> {
    this.broken ??= new Compromised(`${this.name} is no longer in use`);
    this.channel.end();
    await this.onEnd();
  }

  private async ask(request: object, deadlineMs: number, what: string): Promise<Answer> {
    this.asked += 1;
    const id = this.asked;
    const started = performance.now();
    const answer = this.answerTo(id, deadlineMs, what);
    if (this.broken === undefined) this.channel.write(`${JSON.stringify({ id, ...request })}\n`);
    const settled = await answer;
    debug('%d ms %s', Math.round(performance.now() - started), what);
    if (typeof settled.error !== 'string') return settled;
    throw new Compromised(`${this.name} was asked ${what} and could not: ${settled.error}`);
  }

  private answerTo(id: number, deadlineMs: number, what: string): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (this.broken !== undefined) return reject(this.broken);
      const timer = setTimeout(
        () =>
          this.breakDown(`${this.name} was asked ${what} and did not answer within ${deadlineMs / 1000} s`),
        deadlineMs,
      );
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
      };
      this.waiting.set(id, {
        settle: (answer) => (done(), resolve(answer)),
        fail: (reason) => (done(), reject(reason)),
      });
    });
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.settle(line);
  }

  /** Whatever a console or a login prints on the same channel before the agent speaks is passed over. */
  private settle(line: string): void {
    const answer = parseAnswer(line);
    if (answer === undefined) return;
    this.waiting.get(answer.ready === true ? READY : Number(answer.id))?.settle(answer);
  }

  /** Once something was not answered nothing later can be believed. */
  private breakDown(reason: string): void {
    this.broken ??= new Compromised(reason);
    for (const each of [...this.waiting.values()]) each.fail(this.broken);
  }
}

const READY = 0;

/** Milliseconds that steps take because they are to wait. */
const waitOf = (steps: readonly Step[]): number =>
  steps.map((each) => (each.kind === 'sleep' ? each.ms : 'within' in each ? each.within : 0)).reduce(sum, 0);

const sum = (a: number, b: number): number => a + b;

function wordsOf(steps: readonly Step[]): string {
  const [first] = steps;
  if (first === undefined) return 'nothing';
  const words =
    first.kind === 'network'
      ? (first.requests[0]?.words ?? 'nothing of the network')
      : first.kind === 'exec'
        ? `\`${first.argv.join(' ')}\``
        : `${first.kind} ${'path' in first ? first.path : 'interface' in first ? first.interface : ''}`;
  return steps.length === 1 ? `to do ${words}` : `to do ${words} and ${steps.length - 1} more`;
}
