import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { firstLine, listenOnce } from './listen-once';
import { qmpOver } from './qmp';
import { connectBackToBack, wireEnd } from './wire-end';

describe('the sockets that QEMU connects to', () => {
  let folder = '';
  const open: Socket[] = [];
  const pair = async (name: string): Promise<readonly [Socket, Socket]> => {
    const door = await listenOnce(join(folder, name));
    const theirs = createConnection(join(folder, name));
    const ours = await door.connected;
    open.push(ours, theirs);
    return [ours, theirs];
  };
  const once = (socket: Socket): Promise<string> =>
    new Promise((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'bulkhead-sockets-'))));
  afterEach(() => {
    open.splice(0).forEach((socket) => socket.destroy());
    rmSync(folder, { recursive: true });
  });

  it("give the agent's first line twice: to whoever boots, and to whoever listens then", async () => {
    const [ours, theirs] = await pair('agent');
    theirs.write('{"rea');
    setTimeout(() => theirs.write('dy":true}\n{"id":1}\n'), 20);
    expect(await firstLine(ours)).to.equal('{"ready":true}');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await once(ours)).to.equal('{"ready":true}\n{"id":1}\n');
  });

  it('tell when the agent hung up before it had spoken', async () => {
    const [ours, theirs] = await pair('agent');
    theirs.end();
    expect(await firstLine(ours).catch((error: Error) => error.message)).to.match(/hung up/);
  });

  it('answer commands in their order, past greeting and events', async () => {
    const [ours, theirs] = await pair('qmp');
    const qmp = qmpOver(ours);
    const [version, link] = [qmp.execute('query-version'), qmp.execute('set_link', { name: 'no' })];
    expect(await once(theirs)).to.contain('"execute":"query-version"');
    theirs.write(
      '{"QMP":{}}\n{"return":{"major":10}}\n{"event":"RESET"}\n{"error":{"class":"x","desc":"no such"}}\n',
    );
    expect(await version).to.deep.equal({ major: 10 });
    expect(await link.catch((error: Error) => error.message)).to.equal('set_link: no such');
  });

  it('fail the commands that are open when QEMU goes, and those after', async () => {
    const [ours, theirs] = await pair('qmp');
    const qmp = qmpOver(ours);
    const words = qmp.execute('stop').catch((error: Error) => error.message);
    theirs.destroy();
    expect(await words).to.equal('stop: QEMU has ended');
    expect(await qmp.execute('cont').catch((error: Error) => error.message)).to.match(/cannot do cont/);
  });

  it('carry frames both ways, also from one wire into the other', async () => {
    const [[near, adapter], [far, peer]] = [await pair('wire'), await pair('outside')];
    const [one, other] = [wireEnd(near), wireEnd(far)];
    connectBackToBack(one, other);
    const seen: string[] = [];
    const stop = one.onFrame((frame) => seen.push(Buffer.from(frame).toString('hex')));
    adapter.write(Buffer.from('00000002abcd', 'hex'));
    const arrived = await new Promise<Buffer>((resolve) => peer.once('data', resolve));
    expect(arrived.toString('hex')).to.equal('00000002abcd');
    expect(seen).to.deep.equal(['abcd']);
    stop();
  });
});
