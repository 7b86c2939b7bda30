import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connectToAgent } from '../linux/agent-machine';
import type { StepResult } from '../linux/machine';
import { accelerator } from './accelerator';
import type { EmulatedMachine } from './emulated-machine';
import { keepBoot, keptBoot, resumeKept } from './kept-boot';
import { makeFolder } from './kept-folder';
import { machineIdentity } from './prepare-machine';
import { setupOrSkip } from './setup-or-skip.fixture';
import type { Setup } from './setup-result';

const PF = '/sys/class/net/eth0/device';
const BROADCAST = Buffer.from(`ffffffffffff0200000000010806${'00'.repeat(46)}`, 'hex');

const text = (result: StepResult | undefined): string => (result?.ok === true ? result.out.trim() : '');

describe('a boot that is kept', function () {
  this.timeout(120_000);
  const cache = mkdtempSync(join(tmpdir(), 'bulkhead-boot-'));
  const told: string[] = [];
  const log = (sentence: string): void => void told.push(sentence);
  let setup: Setup;

  before(async function () {
    setup = await setupOrSkip(this);
    if (accelerator() !== 'tcg') {
      console.log('      (skipped: with a processor that helps, machines boot each time)');
      return this.skip();
    }
    expect(await keptBoot(setup, cache)).to.equal(undefined);
    expect(await resumeKept(setup, log, cache)).to.equal(undefined);
    await keepBoot(setup, log, cache);
  });
  beforeEach(() => void told.splice(0));
  after(() => rmSync(cache, { recursive: true }));

  const resumed = async (): Promise<EmulatedMachine> => {
    const machine = await resumeKept(setup, log, cache);
    if (machine === undefined) throw new Error(told.join(' '));
    return machine;
  };

  it('is made once', async () => {
    const kept = await keptBoot(setup, cache);
    expect(kept?.bootSeconds).to.be.greaterThan(0);
    expect(await keepBoot(setup, log, cache)).to.deep.equal(kept);
    expect(told).to.deep.equal([]);
  });

  it('gives machines with an adapter that works, sooner than a boot', async () => {
    const emulated = await resumed();
    const machine = await connectToAgent(emulated.channel, 'the machine', () => emulated.stop());
    try {
      const kept = await keptBoot(setup, cache);
      expect(emulated.bootSeconds).to.be.lessThan(kept?.bootSeconds ?? 0);
      const count = { kind: 'read', path: '/sys/class/net/eth0/statistics/rx_packets' } as const;
      const [numVfs, before] = await machine.run([{ kind: 'read', path: `${PF}/sriov_numvfs` }, count]);
      expect(text(numVfs)).to.equal('0');
      emulated.outside.send(BROADCAST);
      const [, after] = await machine.run([{ kind: 'sleep', ms: 300 }, count]);
      expect(Number(text(after)) - Number(text(before))).to.equal(1);
      const enabled = await machine.run([
        { kind: 'write', path: `${PF}/sriov_numvfs`, text: '7' },
        { kind: 'link', path: `${PF}/virtfn6/driver` },
      ]);
      expect(text(enabled[1])).to.match(/igbvf$/);
    } finally {
      await machine.close();
    }
  });

  it('gives one machine what another has not touched', async () => {
    const [one, other] = await Promise.all([resumed(), resumed()]);
    try {
      const [first, second] = await Promise.all(
        [one, other].map((each) => connectToAgent(each.channel, 'the machine', () => each.stop())),
      );
      await first?.run([{ kind: 'exec', argv: ['ip', 'link', 'set', 'eth0', 'mtu', '1400'] }]);
      const [mtu] = (await second?.run([{ kind: 'read', path: '/sys/class/net/eth0/mtu' }])) ?? [];
      expect(text(mtu)).to.equal('1500');
    } finally {
      await Promise.all([one.stop(), other.stop()]);
    }
  });

  it('is none of a machine with another QEMU, another image, or other files of the kit', async () => {
    expect(await keptBoot({ ...setup, qemu: { ...setup.qemu, version: '9.9.9' } }, cache)).to.equal(
      undefined,
    );
    expect(await keptBoot({ ...setup, image: { ...setup.image, identity: '' } }, cache)).to.equal(undefined);
    expect(await keptBoot({ ...setup, image: { ...setup.image, modules: [] } }, cache)).to.equal(undefined);
  });

  it('is thrown away, with the reason, when it cannot be resumed', async () => {
    await makeFolder(join(cache, 'booted'), machineIdentity(setup, 'tcg'), async (folder) => {
      await writeFile(join(folder, 'state'), 'no state of any machine');
      return { bootSeconds: 1 };
    });
    expect(await resumeKept(setup, log, cache)).to.equal(undefined);
    expect(told[0]).to.match(
      /^The boot that was kept cannot be resumed \(QEMU ended with 1: .*\); the machine boots\.$/s,
    );
    expect(await keptBoot(setup, cache)).to.equal(undefined);
  });

  it('is no mistake where it cannot be kept', async () => {
    const file = join(cache, 'a-file');
    writeFileSync(file, '');
    expect(await keepBoot(setup, log, join(file, 'below'))).to.equal(undefined);
    expect(told[1]).to.match(/^Its boot could not be kept \(.*\); machines will boot each time\.$/);
  });
});
