import type { Machine } from '../../../target/linux/machine';
import { localMachine } from '../../../target/linux/transports/local-machine';
import { sshMachine } from '../../../target/linux/transports/ssh-machine';
import type { HostOptions } from '../target-options';

/** @throws Compromised with the reason in one sentence. */
export const connectHost = ({ ssh, sshConfig }: HostOptions): Promise<Machine> =>
  ssh === undefined
    ? localMachine()
    : sshMachine(ssh, sshConfig === undefined ? {} : { configFile: sshConfig });
