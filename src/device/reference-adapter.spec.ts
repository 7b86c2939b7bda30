import { expect } from 'chai';
import { PF, vfFunction, vfId } from '../terms/function-id';
import { BROADCAST, macAddress } from '../terms/mac-address';
import type { TestFrame } from '../wire/well-known-frames';
import { Bench } from './adapter-bench.fixture';
import { CONTROL } from './function/registers';
import { succeeded } from './pf-driver/oid-reply';
import { referenceParts } from './reference-parts';

const WEB = macAddress('00-15-5D-00-00-01');
const DB = macAddress('00-15-5D-00-00-02');
const LEGACY = macAddress('00-15-5D-00-00-03');
const OUTSIDE = macAddress('00-15-5D-00-00-99');
const VF1 = vfFunction(vfId(1));

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

describe('functions of the reference adapter', () => {
  const MSIX_BAR = 1;
  const armed = (bench: Bench, vf: number): void => {
    const table = bench.device.view(bench.state).vfs.get(vf)?.bars[MSIX_BAR]?.base ?? 0;
    for (const [offset, value] of [
      [0x10, 0xfee00000],
      [0x18, 0x41],
      [0x1c, 0],
    ] as const)
      bench.apply({ kind: 'memory-write', address: table + offset, value });
    bench.configWrite(vfFunction(vfId(vf)), 0x72, 2, 0x8000);
  };
  const arrive = (bench: Bench): readonly unknown[] => {
    bench.fromWire(frame(OUTSIDE, DB));
    return bench.effects.filter((effect) => effect.kind === 'interrupt');
  };

  it('interrupt by their own MSI-X table and Routing ID', () => {
    const bench = twoVfs();
    armed(bench, 1);
    expect(arrive(bench)).to.deep.equal([
      { kind: 'interrupt', routingId: bench.rid(VF1), vector: 1, address: 0xfee00000, data: 0x41 },
    ]);
  });

  it('neither write memory nor interrupt without their own Bus Master Enable, whatever others have', () => {
    const bench = twoVfs();
    armed(bench, 1);
    bench.configWrite({ kind: 'pf' }, 4, 2, 0x2);
    expect(arrive(bench)).to.have.length(1);
    bench.configWrite(VF1, 4, 2, 0);
    expect(arrive(bench)).to.deep.equal([]);
    expect(bench.outcomes).to.deep.equal(['dropped: bus-master-disabled']);
  });

  it('count an access that the IOMMU blocked at the function that issued it', () => {
    const bench = twoVfs();
    bench.apply({ kind: 'dma-fault', routingId: bench.rid(VF1) as never, address: 0 });
    const { vfs } = bench.device.view(bench.state);
    expect([vfs.get(0)?.counters.dropped, vfs.get(1)?.counters.dropped]).to.deep.equal([0, 1]);
  });

  it('forget a fetch that was under way when they were reset', () => {
    const bench = twoVfs();
    bench.write(0, 0x830, 1);
    const fetch = bench.effects.find((effect) => effect.kind === 'dma-read');
    bench.ask('OID_SRIOV_RESET_VF', { VFId: 0 });
    const before = bench.state;
    bench.apply({ kind: 'dma-completion', tag: fetch?.kind === 'dma-read' ? fetch.tag : 0 });
    expect(bench.state).to.equal(before);
    expect(bench.effects).to.deep.equal([]);
  });

  it('show the same in a view that followed the changes and in one made anew', () => {
    const followed = twoVfs();
    followed.device.view(followed.state);
    followed.ask('OID_SRIOV_RESET_VF', { VFId: 0 });
    followed.configWrite({ kind: 'pf' }, 4, 2, 0x6);
    const anew = new Bench();
    expect(JSON.stringify([...followed.device.view(followed.state).vfs.entries()])).to.equal(
      JSON.stringify([...anew.device.view(followed.state).vfs.entries()]),
    );
  });

  it('are no more, and nothing answers, after surprise removal', () => {
    const bench = twoVfs();
    const rid = bench.rid(PF);
    bench.apply({ kind: 'surprise-removal' });
    const read = { kind: 'config-read', routingId: rid as never, offset: 0, width: 4 } as const;
    expect(bench.apply(read)).to.deep.equal({ kind: 'value', value: 0xffffffff, unsupportedRequest: true });
    bench.apply({ kind: 'halt' });
    expect(bench.apply({ kind: 'initialize', keywords: {} }).kind).to.equal('refused');
    bench.apply({ kind: 'conventional-reset' });
    expect(bench.apply({ kind: 'initialize', keywords: {} }).kind).to.equal('done');
  });

  it('are the PF alone without SR-IOV, which then is an ordinary adapter', () => {
    const bench = new Bench().initialize({});
    bench.apply({ kind: 'restart' });
    bench.fromWire(frame(OUTSIDE, DB));
    expect(bench.outcomes).to.deep.equal(['PF on VPort 0']);
    const sent = { source: LEGACY, destination: WEB, etherType: 0x88b5, payload: new Uint8Array(46) };
    bench.apply({ kind: 'pf-send', vport: 0, frame: sent, token: 'p' });
    expect(bench.outcomes).to.deep.equal(['wire']);
  });
});

describe('a planted fault', () => {
  it('is the replacement of one part', () => {
    const bench = new Bench(undefined, {
      ...referenceParts,
      requests: { ...referenceParts.requests, 'OID_SRIOV_RESET_VF:set': ({ state }) => succeeded(state) },
    }).running();
    bench.attach(WEB);
    bench.start(0);
    bench.ask('OID_SRIOV_RESET_VF', { VFId: 0 });
    expect(bench.read(0, CONTROL)).not.to.equal(0);
  });
});
