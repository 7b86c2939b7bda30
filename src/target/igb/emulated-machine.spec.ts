import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmulatedMachine, type EmulatedMachine } from './emulated-machine';
import { setupOrSkip } from './setup-or-skip.fixture';
import type { Setup } from './setup-result';

const BROADCAST = Buffer.from(`ffffffffffff0200000000010806${'00'.repeat(46)}`, 'hex');

/** An agent that answers every line with the output of the shell, one base64 text a line. */
const SHELL_AGENT = `import os, subprocess, sys
from binascii import b2a_base64
port = os.open(sys.argv[2], os.O_RDWR)
os.write(port, b'ready\\n')
for line in os.fdopen(os.dup(port), 'rb'):
    done = subprocess.run(['sh', '-c', line.decode()], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    os.write(port, b2a_base64(done.stdout, newline=False) + b'\\n')
`;

describe('the emulated machine', function () {
  this.timeout(120_000);
  let machine: EmulatedMachine;
  let setup: Setup;
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-machine-'));
  const lines: string[] = [];
  let arrived = (): void => undefined;
  const nextLine = async (): Promise<string> => {
    while (lines.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
    return lines.shift() ?? '';
  };
  const shell = async (command: string): Promise<string> => {
    machine.channel.write(`${command}\n`);
    return Buffer.from(await nextLine(), 'base64').toString();
  };

  before(async function () {
    setup = await setupOrSkip(this);
    writeFileSync(join(folder, 'agent.py'), SHELL_AGENT);
    machine = await startEmulatedMachine({ setup, agent: join(folder, 'agent.py') });
    let rest = '';
    machine.channel.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      arrived();
    });
  });
  after(async () => {
    await machine?.stop();
    rmSync(folder, { recursive: true });
  });

  it("hands over a channel whose first line is the agent's", async () => {
    expect(await nextLine()).to.equal('ready');
    expect(await shell('uname -s')).to.equal('Linux\n');
  });

  it('has the adapter with its seven VFs, each in an IOMMU group of its own', async () => {
    await shell(
      'ip link set eth0 up; cd /sys/class/net/eth0/device; echo 0 > sriov_drivers_autoprobe; echo 7 > sriov_numvfs',
    );
    const groups = await shell(
      'for vf in /sys/class/net/eth0/device/virtfn*; do readlink $vf/iommu_group; done',
    );
    expect(new Set(groups.trim().split('\n')).size).to.equal(7);
    expect(await shell('lspci -nn | grep -c 8086:10ca')).to.equal('7\n');
  });

  it('carries frames from the wire into the adapter and back', async () => {
    await shell(
      'for i in $(seq 100); do [ "$(cat /sys/class/net/eth0/carrier)" = 1 ] && break; usleep 50000; done',
    );
    const received = 'cat /sys/class/net/eth0/statistics/rx_packets';
    const earlier = Number(await shell(received));
    machine.outside.send(BROADCAST);
    await shell('sleep 0.5');
    expect(Number(await shell(received)) - earlier).to.equal(1);
    const sent = new Promise<Uint8Array>((resolve) => void machine.outside.onFrame(resolve));
    await shell('ip address add 10.9.0.1/24 dev eth0; busybox arping -c 1 -I eth0 10.9.0.2');
    expect(Buffer.from(await sent).toString('hex', 0, 14)).to.equal('ffffffffffff00155dff00010806');
  });

  it("lets the cable be pulled by QEMU's control", async () => {
    await machine.qmp('set_link', { name: 'wire', up: false });
    expect(await shell('sleep 1; cat /sys/class/net/eth0/carrier')).to.equal('0\n');
    const refused = await machine
      .qmp('set_link', { name: 'none', up: true })
      .catch((error: Error) => error.message);
    expect(refused).to.match(/^set_link: /);
  });

  it('tells the versions of what it is made of', () => {
    expect(machine.versions).to.include.keys('qemu', 'kernel', 'igb', 'igbvf', 'iproute2');
  });

  it('is gone after it was stopped, and so is its folder', async () => {
    const console = machine.console();
    await machine.stop();
    expect(await machine.exited).to.equal('QEMU was ended by SIGKILL');
    expect(machine.console()).to.equal(console);
    expect(() => process.kill(machine.pid, 0)).to.throw(/ESRCH/);
  });

  it("tells the console's last lines when the agent does not come up", async () => {
    writeFileSync(join(folder, 'broken.py'), 'raise SystemExit("no agent today")\n');
    const agent = join(folder, 'broken.py');
    const words = await startEmulatedMachine({ setup, agent }).then(
      () => 'booted',
      (error: Error) => error.message,
    );
    expect(words)
      .to.match(/^the agent hung up before it was ready/)
      .and.to.contain('no agent today');
  });
});
