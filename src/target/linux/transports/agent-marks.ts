import { randomBytes } from 'node:crypto';
import { mayFail, type Step } from '../machine';

/** Every agent's process carries a mark among its words: of which kit it is, and the how manieth of it. */
const PREFIX = 'bulkhead-agent-';
const KIT = `${PREFIX}${randomBytes(4).toString('hex')}-`;
let started = 0;

export interface AgentMark {
  readonly text: string;
  readonly ordinal: number;
}

export function nextMark(): AgentMark {
  started += 1;
  return { text: `${KIT}${started}`, ordinal: started };
}

/** Seconds that an earlier agent may take to put back what it has to. */
const GRACE = 15;

/** The machine has the agent's Python, and needs no other program. */
const python = (lines: readonly string[], input: string): Step =>
  mayFail({ kind: 'exec', argv: ['python3', '-I', '-c', [...PROCESSES, ...lines].join('\n')], input });

const PROCESSES = [
  'import os, signal, sys, time',
  'def marked(wanted):',
  ' for pid in filter(str.isdigit, os.listdir("/proc")):',
  '  try:',
  '   with open("/proc/%s/cmdline" % pid) as file: words = file.read().split(chr(0))',
  '  except (OSError, UnicodeDecodeError): continue',
  '  yield from ((int(pid), word) for word in words if wanted(word))',
];

const untilGone = (grace: number): readonly string[] => [
  'marks = sys.stdin.read().split()',
  'left = lambda: [pid for pid, _ in marked(marks.__contains__)]',
  `end = time.monotonic() + ${grace}`,
  'while left() and time.monotonic() < end: time.sleep(0.1)',
  'for pid in left(): os.kill(pid, signal.SIGKILL)',
];

/**
 * Until no earlier agent of this kit is left on the machine: one that has lost its kit puts the machine back, and must not
 * do that to the next. One that goes on all the same has not noticed, and is ended.
 */
export function untilAlone({ ordinal }: AgentMark, grace: number = GRACE): readonly Step[] {
  const earlier = Array.from({ length: ordinal - 1 }, (_, at) => `${KIT}${at + 1}`);
  return earlier.length === 0 ? [] : [python(untilGone(grace), earlier.join('\n'))];
}

/** Marks of all agents on the machine, one a line. */
export const MARKS: Step = python(
  [
    'prefix = sys.stdin.read()',
    'print(*sorted({word for _, word in marked(lambda word: word.startswith(prefix))}), sep="\\n")',
  ],
  PREFIX,
);

/** Whether there is a mark of another kit's agent among them. */
export const isOfAnotherKit = (marks: string): boolean =>
  marks.split('\n').some((each) => each !== '' && !each.startsWith(KIT));
