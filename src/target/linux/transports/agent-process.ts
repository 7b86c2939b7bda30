import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex } from 'node:stream';
import { connectToAgent } from '../agent-machine';
import { Compromised, type Machine } from '../machine';
import { nextMark, untilAlone } from './agent-marks';
import { BEAT, framedAgent } from './bootstrap';

export interface AgentProcess {
  readonly program: string;
  /** @param mark by which the agent's process is found on its machine. */
  args(mark: string): readonly string[];
  /** In sentences: `this machine`, `host qa7`. */
  readonly name: string;
  /** Why there is no agent, in one sentence, from the program's last words and its exit code; undefined: they must do. */
  explain(words: string, code: number | undefined): string | undefined;
}

/** Milliseconds until the agent's first line: a name is looked up, keys are exchanged, Python starts. */
const READY_WITHIN = 30_000;
/** Milliseconds for putting the machine back once the channel has closed. */
const END_WITHIN = 60_000;
/** Milliseconds until earlier agents of this kit are gone. */
const ALONE_WITHIN = 40_000;
/** Milliseconds in which a program that broke off tells the rest. */
const LAST_WORDS_WITHIN = 2000;

/**
 * Starts a program whose standard input and output become the agent's channel. It has a session of its own: an interrupt
 * at the terminal reaches the kit alone, which then decides what is still to be done.
 * @throws Compromised with the reason in one sentence when no agent answers.
 */
export async function agentProcess(asked: AgentProcess): Promise<Machine> {
  const mark = nextMark();
  const child = spawn(asked.program, asked.args(mark.text), { stdio: 'pipe', detached: true });
  const end = endOf(child);
  child.stdin.on('error', () => undefined);
  child.stdin.write(framedAgent());
  const channel = Duplex.from({ readable: child.stdout, writable: child.stdin });
  try {
    const machine = await connectToAgent(channel, asked.name, () => end.awaited(END_WITHIN), READY_WITHIN);
    beat(child);
    await machine.run(untilAlone(mark), ALONE_WITHIN);
    return machine;
  } catch (error) {
    await end.awaited(LAST_WORDS_WITHIN);
    const { words, code } = end.told();
    const why =
      asked.explain(words, code) ?? `${(error as Error).message}${words === '' ? '' : `: ${words}`}`;
    throw new Compromised(why);
  }
}

/** The agent hears that the kit is there, also while nothing is asked. */
function beat(child: ChildProcessWithoutNullStreams): void {
  const timer = setInterval(() => child.stdin.writable && child.stdin.write('\n'), BEAT * 1000);
  timer.unref();
  child.once('close', () => clearInterval(timer));
}

interface End {
  /** Resolves when the program has ended; ends it when it has not within so many milliseconds. */
  awaited(within: number): Promise<void>;
  told(): { readonly words: string; readonly code: number | undefined };
}

const MOST_WORDS = 2000;

function endOf(child: ChildProcessWithoutNullStreams): End {
  let words = '';
  let code: number | undefined;
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-MOST_WORDS)));
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      words += error.code ?? error.message;
      resolve();
    });
    child.once('close', (status) => {
      code = status ?? undefined;
      resolve();
    });
  });
  return {
    told: () => ({ words: words.trim().replaceAll(/\s*\n\s*/g, ' / '), code }),
    async awaited(within) {
      const timer = setTimeout(() => child.kill('SIGKILL'), within);
      await ended;
      clearTimeout(timer);
    },
  };
}
