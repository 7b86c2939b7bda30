import { expect } from 'chai';
import type { ArrivedFrame, GatherWish, Listener, Machine } from '../machine';
import { peerOutside } from './peer-outside';
import { streamOutside, type Wire } from './stream-outside';

const FIRST = Uint8Array.of(1, 2, 3);
const SECOND = Uint8Array.of(4, 5, 6);
const mark = (frame: Uint8Array): string => Buffer.from(frame).toString('hex');

/** A wire of which the test is the adapter's end. */
class FakeWire implements Wire {
  readonly sent: Uint8Array[] = [];
  private listener: ((frame: Uint8Array) => void) | undefined;
  send = (frame: Uint8Array): void => void this.sent.push(frame);
  onFrame(listener: (frame: Uint8Array) => void): () => void {
    this.listener = listener;
    return () => (this.listener = undefined);
  }
  bring = (frame: Uint8Array): void => this.listener?.(frame);
}

describe('the other end of the wire, held by the kit itself', () => {
  it('waits for what must come, and no longer', async () => {
    const wire = new FakeWire();
    const port = streamOutside(wire);
    let settled = false;
    const waiting = port.settle([{ marker: mark(SECOND), count: 2 }], 60_000).then(() => (settled = true));
    for (const frame of [FIRST, SECOND]) wire.bring(frame);
    await Promise.resolve();
    expect(settled).to.equal(false);
    wire.bring(SECOND);
    await waiting;
    expect(port.take().map(mark)).to.deep.equal([FIRST, SECOND, SECOND].map(mark));
    expect(port.take()).to.deep.equal([]);
  });

  it('gives up after a while, and hears nothing once closed', async () => {
    const wire = new FakeWire();
    const port = streamOutside(wire);
    await port.settle([{ marker: mark(FIRST), count: 1 }], 5);
    await port.close();
    wire.bring(FIRST);
    expect(port.take()).to.deep.equal([]);
  });

  it('sends in order', async () => {
    const wire = new FakeWire();
    await streamOutside(wire).send([FIRST, SECOND], 1);
    expect(wire.sent).to.deep.equal([FIRST, SECOND]);
  });
});

describe('the other end of the wire on a second interface', () => {
  it('listens to everything there, and takes nothing from the adapter’s own listeners', async () => {
    const listeners: Listener[] = [];
    const wishes: GatherWish[] = [];
    const sent: unknown[] = [];
    const arrivals: ArrivedFrame[] = [{ at: 'outside', bytes: FIRST }];
    const machine: Machine = {
      versions: {},
      run: async () => [],
      listen: async (wanted) => void listeners.push(...wanted),
      unlisten: async (names) => void sent.push(['closed', ...names]),
      send: async (through, frames) => {
        sent.push([through, ...frames]);
        return [];
      },
      gather: async (wish) => {
        wishes.push(wish);
        return arrivals.splice(0);
      },
      leaveForTheEnd: async () => {},
      close: async () => {},
    };
    const port = await peerOutside(machine, 'enp4s0');
    await port.send([SECOND], 1);
    await port.settle([{ marker: mark(FIRST), count: 1 }], 100);
    expect(port.take()).to.deep.equal([FIRST]);
    await port.close();
    expect(listeners).to.deep.equal([{ name: 'outside', interface: 'enp4s0', promiscuous: true }]);
    expect(wishes[0]?.at).to.deep.equal(['outside']);
    expect(wishes[0]?.awaited).to.deep.equal([{ at: ['outside'], marker: mark(FIRST), count: 1 }]);
    expect(sent).to.deep.equal([
      ['outside', SECOND],
      ['closed', 'outside'],
    ]);
  });
});
