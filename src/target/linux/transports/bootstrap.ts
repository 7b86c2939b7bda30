import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the agent from standard input, eight digits of length before it, and becomes it: nothing is written on the
 * machine. By `os.read`, so that not one byte of the requests behind it is taken along. No single quotes: it travels
 * through two shells.
 */
const BOOTSTRAP = [
  'import os',
  'def take(left):',
  ' data = b""',
  ' while len(data) < left:',
  '  chunk = os.read(0, left - len(data))',
  '  if not chunk: raise SystemExit(3)',
  '  data += chunk',
  ' return data',
  'exec(compile(take(int(take(8))), "agent.py", "exec"), {"__name__": "__main__"})',
].join('\n');

/** Words of the script below on standard error, by which its ends are told apart. */
export const NO_PYTHON = 'bulkhead: no python3';
export const NOT_ROOT = 'bulkhead: not root';

/** For any POSIX shell. As root, or by a sudo that asks for nothing. */
export const START_AGENT = `command -v python3 >/dev/null 2>&1 || { echo "${NO_PYTHON}" >&2; exit 1; }
if [ "$(id -u)" = 0 ]; then exec python3 -I -u -c '${BOOTSTRAP}'; fi
sudo -n true >/dev/null 2>&1 || { echo "${NOT_ROOT}" >&2; exit 1; }
exec sudo -n env SSH_CONNECTION="$SSH_CONNECTION" python3 -I -u -c '${BOOTSTRAP}'`;

const AGENT = join(__dirname, '..', 'agent', 'agent.py');

/** What the bootstrap reads first. */
export function framedAgent(agent: Uint8Array = readFileSync(AGENT)): Buffer {
  return Buffer.concat([Buffer.from(String(agent.length).padStart(8, '0')), agent]);
}
