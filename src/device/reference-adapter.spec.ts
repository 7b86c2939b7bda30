import { expect } from 'chai';
import { BROADCAST, macAddress } from '../terms/mac-address';
import type { TestFrame } from '../wire/well-known-frames';
import { Bench } from './adapter-bench.fixture';

const WEB = macAddress('00-15-5D-00-00-01');
const DB = macAddress('00-15-5D-00-00-02');
const LEGACY = macAddress('00-15-5D-00-00-03');
const OUTSIDE = macAddress('00-15-5D-00-00-99');

const frame = (source: string, destination: string, token = 't1'): TestFrame => ({
  source: macAddress(source),
  destination: macAddress(destination),
  token,
});

const twoVfs = (): Bench => {
  const bench = new Bench().running();
  bench.attach(WEB);
  bench.attach(DB);
  bench.filter(9, 0, LEGACY);
  bench.start(0);
  bench.start(1);
  return bench;
};

describe('the reference adapter', () => {
  it('carries a frame from the wire to the VF whose VPort has the filter, by its own Routing ID', () => {
    const bench = twoVfs();
    bench.fromWire(frame(OUTSIDE, DB));
    expect(bench.outcomes).to.deep.equal(['VF 1']);
    const write = bench.effects.find((effect) => effect.kind === 'dma-write');
    expect(write).to.include({ routingId: bench.rid({ kind: 'vf', vf: 1 as never }), address: 0x10000 });
    expect(write?.kind === 'dma-write' ? write.received?.hops.map((hop) => hop.kind) : []).to.deep.equal([
      'physical-port',
      'nic-switch',
      'function',
    ]);
  });

  for (const [destination, ends] of [
    [DB, ['VF 1']],
    [LEGACY, ['PF on VPort 0']],
    [OUTSIDE, ['wire']],
    [BROADCAST, ['PF on VPort 0', 'VF 1', 'wire']],
  ] as const)
    it(`carries a frame from a VF to ${destination}: ${ends.join(', ')}`, () => {
      const bench = twoVfs();
      bench.send(0, frame(WEB, destination));
      expect(bench.outcomes).to.deep.equal(ends);
    });

  it('drops a forged source at the sender and counts it there', () => {
    const bench = twoVfs();
    bench.send(0, frame(LEGACY, DB));
    expect(bench.outcomes).to.deep.equal(['dropped: spoofed-source']);
    expect(bench.device.view(bench.state).vfs.get(0)?.counters.dropped).to.equal(1);
    expect(bench.device.view(bench.state).vfs.get(1)?.counters.dropped).to.equal(0);
  });

  it('sends from the PF by the VPort in the out-of-band data', () => {
    const bench = twoVfs();
    const sent = { source: LEGACY, destination: WEB, etherType: 0x88b5, payload: new Uint8Array(46) };
    bench.apply({ kind: 'pf-send', vport: 77, frame: sent, token: 'p' });
    expect(bench.outcomes).to.deep.equal(['VF 0']);
  });
});
