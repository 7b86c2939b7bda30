import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { startQemu } from './qemu-process';
import { runCommand } from './run-command';

const isAlive = async (pid: number): Promise<boolean> =>
  /^[^ZX]/.test((await runCommand('ps', ['-o', 'stat=', '-p', String(pid)])).stdout.trim());

/** Any program will do for a child that must not stay behind. */
describe('the process of QEMU', () => {
  before(async function () {
    const { stdout } = await runCommand('setpriv', ['--help']);
    if (!stdout.includes('--pdeathsig')) {
      console.log('      (skipped: this machine has no setpriv of util-linux)');
      this.skip();
    }
  });

  it('is the child itself, and ends when it is killed', async () => {
    const child = startQemu('sleep', ['60']);
    expect(await isAlive(child.pid)).to.equal(true);
    child.kill();
    expect(await child.exited).to.equal('QEMU was ended by SIGKILL');
    expect(await isAlive(child.pid)).to.equal(false);
  });

  it('tells its last words when it ends by itself', async () => {
    const child = startQemu('sh', ['-c', 'echo no such machine >&2; exit 1']);
    expect(await child.exited).to.equal('QEMU ended with 1: no such machine');
  });

  it('does not outlive a kit that was killed', async () => {
    const script = `const { startQemu } = require(${JSON.stringify(resolve(__dirname, 'qemu-process.ts'))});
      console.log(startQemu('sleep', ['60']).pid); setInterval(() => 0, 1000);`;
    const register = resolve(__dirname, '..', '..', '..', 'bin', 'register.cjs');
    const kit = spawn(process.execPath, ['-r', register, '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(kit.stdout, 'data')) as [Buffer];
    const pid = Number(chunk.toString());
    expect(await isAlive(pid)).to.equal(true);
    kit.kill('SIGKILL');
    await once(kit, 'close');
    await new Promise((done) => setTimeout(done, 100));
    expect(await isAlive(pid)).to.equal(false);
  });
});
