import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Compromised, type Machine } from '../machine';
import { MARKS, isOfAnotherKit, nextMark, untilAlone } from './agent-marks';
import { agentProcess } from './agent-process';
import { NO_PYTHON, NOT_ROOT, framedAgent, startAgent } from './bootstrap';
import { whyNoAgent } from './local-machine';
import { sshMachine, whyNoLogin } from './ssh-machine';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const isRoot = process.getuid?.() === 0;

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    expect(error).to.be.instanceOf(Compromised);
    return (error as Error).message;
  }
  return expect.fail('it was expected to fail');
}

describe('transports to a machine', () => {
  it('sends the agent behind its length', () => {
    expect(framedAgent(Buffer.from('print(1)')).toString()).to.equal('00000008print(1)');
  });

  it('starts the agent from standard input, carries out steps, and runs what was left when the channel closes', async function () {
    if (!hasPython || !isRoot) return this.skip();
    const folder = mkdtempSync('/tmp/bulkhead-transport-');
    writeFileSync(`${folder}/state`, 'changed');
    const machine = await agentProcess({
      program: '/bin/sh',
      args: (mark) => ['-c', startAgent(mark)],
      name: 'this machine',
      explain: () => undefined,
    });
    const results = await machine.run([{ kind: 'exec', argv: ['echo', 'hello'] }]);
    expect(results).to.deep.equal([{ ok: true, out: 'hello\n' }]);
    await machine.leaveForTheEnd([{ kind: 'write', path: `${folder}/state`, text: 'as it was' }]);
    await machine.close();
    expect(readFileSync(`${folder}/state`, 'utf8')).to.equal('as it was');
    rmSync(folder, { recursive: true });
  });

  describe('whose kit is lost', () => {
    const local = (goneAfter?: number): Promise<Machine> =>
      agentProcess({
        program: '/bin/sh',
        args: (mark) => ['-c', startAgent(mark, goneAfter)],
        name: 'this machine',
        explain: () => undefined,
      });
    let folder = '';

    before(function () {
      if (!hasPython || !isRoot) return this.skip();
      folder = mkdtempSync('/tmp/bulkhead-transport-');
    });
    after(() => folder !== '' && rmSync(folder, { recursive: true }));

    it('puts back when nothing is heard any more, though the channel stands', async function () {
      this.timeout(10_000);
      const file = `${folder}/unheard`;
      writeFileSync(file, 'changed');
      const machine = await local(1);
      await machine.leaveForTheEnd([{ kind: 'write', path: file, text: 'as it was' }]);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      expect(readFileSync(file, 'utf8')).to.equal('as it was');
      expect(await reasonOf(machine.run([{ kind: 'sleep', ms: 1 }]))).to.match(
        /^this machine (ended|closed)/,
      );
      await machine.close();
    });

    it('is waited for by the next agent of the same kit', async function () {
      this.timeout(10_000);
      const file = `${folder}/waited`;
      writeFileSync(file, 'changed');
      const first = await local();
      await first.leaveForTheEnd([
        { kind: 'sleep', ms: 1500 },
        { kind: 'write', path: file, text: 'as it was' },
      ]);
      const closed = first.close();
      const second = await local();
      expect(readFileSync(file, 'utf8')).to.equal('as it was');
      await Promise.all([closed, second.close()]);
    });

    it('is ended by the next agent where it does not notice', async function () {
      this.timeout(10_000);
      const first = await local();
      for (const step of untilAlone(nextMark(), 0))
        if (step.kind === 'exec') spawnSync('python3', step.argv.slice(1), { input: step.input });
      expect(await reasonOf(first.run([{ kind: 'sleep', ms: 5000 }]))).to.match(
        /^this machine (ended|closed|is gone)/,
      );
      await first.close();
    });

    it('is told from agents of other kits', async () => {
      const machine = await local();
      const [own] = await machine.run([MARKS]);
      const marks = own?.ok === true ? own.out : '';
      expect(marks).to.match(/^bulkhead-agent-[0-9a-f]{8}-[0-9]+\n/);
      expect(isOfAnotherKit(marks.split('\n')[0] ?? '')).to.equal(false);
      expect(isOfAnotherKit(`${marks}bulkhead-agent-00000000-1\n`)).to.equal(true);
      expect(isOfAnotherKit('')).to.equal(false);
      await machine.close();
    });
  });

  it('says why there is no agent', async () => {
    const asked = agentProcess({
      program: '/bin/sh',
      args: () => ['-c', `echo "${NO_PYTHON}" >&2; exit 1`],
      name: 'this machine',
      explain: (words) => whyNoAgent('this machine', words),
    });
    expect(await reasonOf(asked)).to.match(/^this machine has no python3/);
    expect(whyNoAgent('host qa7', NOT_ROOT)).to.match(/needs root on host qa7/);
    expect(whyNoAgent('host qa7', 'anything else')).to.equal(undefined);
  });

  it('repeats the last words of a program that it does not know', async () => {
    const asked = agentProcess({
      program: '/bin/sh',
      args: () => ['-c', 'echo "out of sorts" >&2; exit 9'],
      name: 'host qa7',
      explain: () => undefined,
    });
    expect(await reasonOf(asked)).to.match(/^host qa7 .*out of sorts/);
  });

  it('tells the reasons of a login that fails apart', () => {
    expect(whyNoLogin('qa7', 'spawn ssh ENOENT', undefined)).to.match(/no program "ssh"/);
    expect(whyNoLogin('qa7', 'ssh: Could not resolve hostname qa7: …', 255)).to.match(/"qa7" is not known/);
    expect(whyNoLogin('qa7', 'root@qa7: Permission denied (publickey).', 255)).to.match(/any key/);
    expect(whyNoLogin('qa7', 'connect to host qa7 port 22: Connection refused', 255)).to.match(/refused/);
    expect(whyNoLogin('qa7', 'something new', 255)).to.equal(undefined);
  });

  it('does not know a host that has no name', async function () {
    if (spawnSync('ssh', ['-V']).status !== 0) return this.skip();
    expect(await reasonOf(sshMachine('no-such-host.invalid'))).to.match(
      /no-such-host\.invalid" is not known|does not answer/,
    );
  });
});
