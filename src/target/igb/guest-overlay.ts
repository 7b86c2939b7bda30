import type { GuestFile } from './cpio';

/** What changes from start to start, laid over the base image. */
export interface OverlayOptions {
  /** Kernel modules in load order. */
  readonly modules: readonly string[];
  /** The agent's source. It is started with `--port /dev/vport0p1`. */
  readonly agent: Uint8Array;
  readonly ssh?: { readonly publicKey: string; readonly outsideMac: string; readonly managementMac: string };
}

export const AGENT_PORT = '/dev/vport0p1';

const text = (path: string, content: string, mode = 0o644): GuestFile => ({
  kind: 'file',
  path,
  content: Buffer.from(content),
  mode,
});

/** The names that the adapters of an SSH host get, by their MAC addresses, whatever order the kernel found them in. */
const naming = (mac: string, name: string): string =>
  `ip link set dev "$(basename "$(dirname "$(grep -il ${mac} /sys/class/net/*/address)")")" name ${name}`;

const sshLines = ({ outsideMac, managementMac }: NonNullable<OverlayOptions['ssh']>): readonly string[] => [
  'mkdir -p /dev/pts /etc/dropbear',
  'mount -t devpts devpts /dev/pts',
  'echo igb-host > /proc/sys/kernel/hostname',
  naming(outsideMac, 'outside0'),
  naming(managementMac, 'mgmt0'),
  'ip link set dev lo up',
  'ip address add 10.0.2.15/24 dev mgmt0',
  'ip link set dev mgmt0 up',
  'ip route add default via 10.0.2.2',
  'dropbear -R -s',
];

const insert = (modules: readonly string[]): string =>
  `for module in ${modules.join(' ')}; do insmod /lib/modules/$module.ko || echo "no module $module"; done`;

/**
 * The adapter's drivers and the rest at the same time, half a second sooner. An SSH host has more than one adapter, and the
 * one that is to be tested must be found first, to be eth0.
 */
function loading({ modules, ssh }: OverlayOptions): readonly string[] {
  if (ssh !== undefined) return [insert(modules)];
  const needed = modules.filter((each) => !OF_AN_SSH_HOST.has(each));
  const drivers = needed.indexOf('igbvf') + 1;
  if (drivers === 0) return [insert(needed)];
  return [`{ ${insert(needed.slice(drivers))}; } &`, insert(needed.slice(0, drivers)), 'wait'];
}

/** Drivers of the adapters by which such a host is reached, and at the wire's other end. */
const OF_AN_SSH_HOST = new Set(['failover', 'net_failover', 'virtio_net']);

/**
 * The first process: file systems, modules, then the agent as its child, so that orphans of whatever a scenario runs are
 * reaped. When the agent ends the machine ends.
 */
export function initScript(options: OverlayOptions): string {
  return [
    '#!/bin/sh',
    'export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root',
    'mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev; mount -t tmpfs run /run',
    'mkdir -p /run/netns',
    ...loading(options),
    // The link takes two seconds to come up, in which the agent starts.
    ...(options.ssh === undefined ? ['ip link set eth0 up &'] : sshLines(options.ssh)),
    `python3 -I -S /agent.py --port ${AGENT_PORT}`,
    // Time for the serial line to take the last words; QEMU ends instead of starting anew.
    'sleep 0.5',
    'reboot -f',
    '',
  ].join('\n');
}

export function overlayFiles(options: OverlayOptions): readonly GuestFile[] {
  const own = [
    text('init', initScript(options), 0o755),
    { kind: 'file', path: 'agent.py', content: options.agent } as const,
    text('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'),
    text('etc/group', 'root:x:0:\n'),
    text('etc/shells', '/bin/sh\n'),
  ];
  if (options.ssh === undefined) return own;
  const folder: GuestFile = { kind: 'directory', path: 'root/.ssh', mode: 0o700 };
  return [...own, folder, text('root/.ssh/authorized_keys', options.ssh.publicKey, 0o600)];
}
