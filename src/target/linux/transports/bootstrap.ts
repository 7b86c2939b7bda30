import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seconds between two empty lines that say that the kit is there. */
export const BEAT = 10;
/** Seconds without a word after which the agent takes the kit for gone: an SSH server may notice a cut wire hours later. */
export const GONE_AFTER = 90;

/**
 * Reads the agent from standard input, eight digits of length before it, and becomes it: nothing is written on the
 * machine. By `os.read`, so that not one byte of the requests behind it is taken along. What follows is passed on to the
 * agent, and ends for it when nothing was heard for so long. No single quotes: it travels through two shells.
 */
const bootstrap = (goneAfter: number): string =>
  [
    'import os, select, threading',
    'def take(left):',
    ' data = b""',
    ' while len(data) < left:',
    '  chunk = os.read(0, left - len(data))',
    '  if not chunk: raise SystemExit(3)',
    '  data += chunk',
    ' return data',
    'agent = compile(take(int(take(8))), "agent.py", "exec")',
    'kit = os.dup(0)',
    'inner, outer = os.pipe()',
    'os.dup2(inner, 0)',
    'def pass_on():',
    ` while select.select([kit], [], [], ${goneAfter})[0]:`,
    '  chunk = os.read(kit, 65536)',
    '  if not chunk: break',
    '  while chunk: chunk = chunk[os.write(outer, chunk):]',
    ' os.close(outer)',
    'threading.Thread(target=pass_on, daemon=True).start()',
    'exec(agent, {"__name__": "__main__"})',
  ].join('\n');

/** Words of the script below on standard error, by which its ends are told apart. */
export const NO_PYTHON = 'bulkhead: no python3';
export const NOT_ROOT = 'bulkhead: not root';

/**
 * For any POSIX shell. As root, or by a sudo that asks for nothing.
 * @param mark by which the process can be found on the machine.
 */
export function startAgent(mark: string, goneAfter: number = GONE_AFTER): string {
  const program = `python3 -I -u -c '${bootstrap(goneAfter)}' ${mark}`;
  return `command -v python3 >/dev/null 2>&1 || { echo "${NO_PYTHON}" >&2; exit 1; }
if [ "$(id -u)" = 0 ]; then exec ${program}; fi
sudo -n true >/dev/null 2>&1 || { echo "${NOT_ROOT}" >&2; exit 1; }
exec sudo -n env SSH_CONNECTION="$SSH_CONNECTION" ${program}`;
}

const AGENT = join(__dirname, '..', 'agent', 'agent.py');

/** What the bootstrap reads first. */
export function framedAgent(agent: Uint8Array = readFileSync(AGENT)): Buffer {
  return Buffer.concat([Buffer.from(String(agent.length).padStart(8, '0')), agent]);
}
