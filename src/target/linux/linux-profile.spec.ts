import { expect } from 'chai';
import { FakeMachine, fakeBench } from './fake-machine.fixture';
import { linuxProfile } from './linux-profile';

describe('the profile of a Linux machine', () => {
  const bench = fakeBench(new FakeMachine(), { name: 'igb', versions: { kernel: '6.1' } });

  it('names the adapter by driver and ids, with its limits and versions', () => {
    const { id, name, limits, versions } = linuxProfile(bench);
    expect({ id, name, limits, versions }).to.deep.equal({
      id: 'igb',
      name: 'igb 8086:10c9 on igb',
      limits: { vfs: 7, longestPayloadBytes: 1500 },
      versions: { kernel: '6.1' },
    });
  });

  it('has control of the link only where somebody can pull the cable', () => {
    expect(linuxProfile(bench).capabilities).not.to.include('link-control');
    const outside = { ...bench.outside, setLink: async (): Promise<void> => undefined };
    expect(linuxProfile({ ...bench, outside }).capabilities).to.include('link-control');
  });

  it('has what was tried unless that failed, and then tells why', () => {
    const tried = ['vf-path', 'vlan-policy', 'spoof-policy', 'vf-reset', 'vf-power', 'config-space'] as const;
    const { capabilities, lacks } = linuxProfile(bench);
    expect(capabilities).to.include.all.keys(...tried);
    expect(Array.from(lacks ?? [])).to.deep.equal([['link-control', 'nobody can pull this cable']]);
    for (const each of tried) {
      const without = linuxProfile({ ...bench, lacks: new Map([[each, 'why not']]) });
      expect(without.capabilities).not.to.include(each);
      expect(without.lacks?.get(each)).to.equal('why not');
    }
  });

  it('claims nothing that another operating system has', () => {
    const { capabilities } = linuxProfile(bench);
    for (const each of ['oid-boundary', 'miniport-boundary', 'blocks', 'extensions', 'registers'] as const)
      expect(capabilities).not.to.include(each);
  });
});
