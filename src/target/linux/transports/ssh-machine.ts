import type { Machine } from '../machine';
import { agentProcess } from './agent-process';
import { startAgent } from './bootstrap';
import { whyNoAgent } from './local-machine';

export interface SshOptions {
  /** A configuration for `ssh -F`, in place of the user's own. */
  readonly configFile?: string;
}

/**
 * The agent on a host that can be logged in to without a question.
 * @param host as `ssh` takes it: `qa7`, `root@qa7`, or a name of the user's ssh configuration.
 * @throws Compromised with the reason in one sentence.
 */
export const sshMachine = (host: string, { configFile }: SshOptions = {}): Promise<Machine> =>
  agentProcess({
    program: 'ssh',
    args: (mark) => [
      ...(configFile === undefined ? [] : ['-F', configFile]),
      ...['-T', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=15'],
      ...['-o', 'ServerAliveInterval=10', '-o', 'ServerAliveCountMax=6'],
      ...['--', host, `exec /bin/sh -c ${quoted(startAgent(mark))}`],
    ],
    name: `host ${host}`,
    explain: (words, code) => whyNoAgent(`host ${host}`, words) ?? whyNoLogin(host, words, code),
  });

/** For the login shell there, whichever it is. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const REASONS: readonly (readonly [RegExp, (host: string) => string])[] = [
  [/Could not resolve hostname/i, (host) => `the host name "${host}" is not known`],
  [
    /Permission denied/i,
    (host) => `host ${host} did not accept any key; a login without a question is needed`,
  ],
  [
    /Host key verification failed|HOST IDENTIFICATION HAS CHANGED/i,
    (host) => `the host key of ${host} is not known or has changed; log in once by hand and accept it`,
  ],
  [/Connection refused/i, (host) => `host ${host} refused the connection; is an SSH server running there?`],
  [/timed out|No route to host|unreachable/i, (host) => `host ${host} does not answer`],
  [/Can't open user config file|Bad configuration/i, () => 'the SSH configuration cannot be read'],
];

export function whyNoLogin(host: string, words: string, code: number | undefined): string | undefined {
  if (code === undefined && words.includes('ENOENT'))
    return 'there is no program "ssh" on this machine; install an OpenSSH client';
  const reason = REASONS.find(([pattern]) => pattern.test(words))?.[1];
  return reason === undefined ? undefined : `${reason(host)} (ssh said: ${words})`;
}
