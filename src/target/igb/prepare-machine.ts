import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { accelerator } from './accelerator';
import { cpioArchive } from './cpio';
import { overlayFiles } from './guest-overlay';
import { qemuArguments, type Accelerator, type QemuOptions } from './qemu';
import type { Setup } from './setup-result';
import { prepareSsh, type SshAccess } from './ssh-access';

export interface MachineOptions {
  readonly setup: Setup;
  /** Path of the agent's source; by default the Linux target's. It is started with `--port`; its first line ends the boot. */
  readonly agent?: string;
  /** Also an SSH server, and a second adapter `outside0` at the wire's other end: the machine as a host of its own. */
  readonly ssh?: boolean;
  readonly memoryMiB?: number;
  /** By default KVM where the processor has it, else emulation. */
  readonly accelerator?: Accelerator;
  /** File with the state of a machine like this one, which goes on from there and does not boot. */
  readonly incoming?: string;
}

export interface PreparedMachine {
  readonly qemu: QemuOptions;
  readonly ssh: SshAccess | undefined;
}

/** MAC addresses of the machine's own adapters, of which no testbed gives one to a party; VFs get theirs from elsewhere. */
export const PF_MAC = '00:15:5d:ff:00:01';
export const OUTSIDE_MAC = '52:54:00:fe:00:01';
const MANAGEMENT_MAC = '52:54:00:fd:00:01';

const AGENT = resolve(__dirname, '..', 'linux', 'agent', 'agent.py');
const MEMORY_MIB = 256;

/** Writes the machine's files into its folder. */
export async function prepareMachine(options: MachineOptions, folder: string): Promise<PreparedMachine> {
  const ssh = options.ssh === true ? await prepareSsh(folder) : undefined;
  const path = (name: string): string => join(folder, name);
  const initrd = path('initrd');
  writeInitrd(options, initrd, ssh);
  const sockets = { agent: path('agent'), qmp: path('qmp'), wire: path('wire') };
  const macs = { outsideMac: OUTSIDE_MAC, managementMac: MANAGEMENT_MAC };
  const qemu: QemuOptions = {
    kernel: options.setup.image.kernel,
    initrd,
    accelerator: options.accelerator ?? accelerator(),
    memoryMiB: options.memoryMiB ?? MEMORY_MIB,
    sockets,
    console: path('console'),
    mac: PF_MAC,
    ...(ssh && { host: { wire: path('outside'), sshPort: ssh.port, ...macs } }),
    ...(options.incoming !== undefined && { incoming: options.incoming }),
  };
  return { qemu, ssh };
}

/**
 * Changes with anything that decides what a machine without an SSH server is after its boot.
 */
export function machineIdentity({ image, qemu }: Setup, by: Accelerator): string {
  const none = { kernel: '', initrd: '', console: '', sockets: { agent: '', qmp: '', wire: '' } };
  const args = qemuArguments({ ...none, accelerator: by, memoryMiB: MEMORY_MIB, mac: PF_MAC });
  const hash = createHash('sha256').update(JSON.stringify([qemu.version, image.identity, args]));
  return hash
    .update(cpioArchive(overlayFiles({ modules: image.modules, agent: readFileSync(AGENT) })))
    .digest('hex');
}

/** The base image and behind it what is new at every start: the kernel unpacks both, one over the other. */
function writeInitrd(options: MachineOptions, initrd: string, ssh: SshAccess | undefined): void {
  const { base, modules } = options.setup.image;
  const agent = readFileSync(options.agent ?? AGENT);
  const login = ssh && { publicKey: ssh.publicKey, outsideMac: OUTSIDE_MAC, managementMac: MANAGEMENT_MAC };
  copyFileSync(base, initrd);
  appendFileSync(initrd, cpioArchive(overlayFiles({ modules, agent, ...(login && { ssh: login }) })));
}
