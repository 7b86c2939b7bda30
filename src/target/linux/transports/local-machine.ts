import type { Machine } from '../machine';
import { agentProcess } from './agent-process';
import { NO_PYTHON, NOT_ROOT, startAgent } from './bootstrap';

/** The agent on this very machine, as root. @throws Compromised with the reason in one sentence. */
export const localMachine = (): Promise<Machine> =>
  agentProcess({
    program: '/bin/sh',
    args: (mark) => ['-c', startAgent(mark)],
    name: 'this machine',
    explain: (words) => whyNoAgent('this machine', words),
  });

/** Reasons that any machine may have. */
export function whyNoAgent(name: string, words: string): string | undefined {
  if (words.includes(NO_PYTHON))
    return `${name} has no python3, which the kit's agent needs (3.8 or newer; nothing is installed there)`;
  if (words.includes(NOT_ROOT))
    return `the kit needs root on ${name}, and sudo would ask for a password there; log in as root, or let sudo ask for nothing`;
  return undefined;
}
