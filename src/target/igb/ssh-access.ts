import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { makeSshKey } from './ssh-key';

/** How a machine is logged in to. */
export interface SshAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Private key, made for this machine alone. */
  readonly keyFile: string;
  /** A configuration for `ssh -F`, in which the machine is called `igb-host`. */
  readonly configFile: string;
  /** For the machine's `authorized_keys`. */
  readonly publicKey: string;
}

/** A loopback port that was free a moment ago. Another process could take it before QEMU does; then QEMU ends and says so. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The machine's host key is as new as the machine, so there is nothing that it could be compared with. */
const configuration = (port: number, keyFile: string): string =>
  [
    'Host igb-host',
    '  HostName 127.0.0.1',
    `  Port ${port}`,
    '  User root',
    `  IdentityFile ${keyFile}`,
    '  IdentitiesOnly yes',
    '  StrictHostKeyChecking no',
    '  UserKnownHostsFile /dev/null',
    '  LogLevel ERROR',
    '',
  ].join('\n');

/** Makes a key and the configuration for it in this folder. */
export async function prepareSsh(folder: string): Promise<SshAccess> {
  const port = await freePort();
  const { privateKey, publicKey } = makeSshKey();
  const [keyFile, configFile] = [join(folder, 'key'), join(folder, 'ssh_config')];
  writeFileSync(keyFile, privateKey, { mode: 0o600 });
  writeFileSync(configFile, configuration(port, keyFile));
  return { host: '127.0.0.1', port, user: 'root', keyFile, configFile, publicKey };
}
