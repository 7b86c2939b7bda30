import { expect } from 'chai';
import { BROADCAST } from '../../terms/mac-address';
import { MACS, OUTSIDE_PARTY, partition, threePartitions } from './reference-testbed.fixture';

describe('the reference target', () => {
  it('attaches VFs in the documented order', async () => {
    const bench = await threePartitions();
    const { partitions, log } = await bench.view();
    expect(partitions.map((each) => each.path)).to.deep.equal(['VF', 'VF', 'synthetic']);
    const web = log.filter((event) => event.where === 'web' || event.details['oid'] !== undefined);
    expect(web.slice(0, 60).map((event) => event.details['oid'] ?? event.what)).to.include(
      'OID_NIC_SWITCH_ALLOCATE_VF',
    );
  });

  const paths = [
    ['web', 'db', 'web > VF 1 > NIC switch > VF 2 > db'],
    ['web', 'legacy', 'web > VF 1 > NIC switch > default VPort > PF > External > legacy'],
    ['web', 'outside', 'web > VF 1 > NIC switch > physical port'],
    ['legacy', 'web', 'legacy > External > PF > default VPort > NIC switch > VF 1 > web'],
    ['legacy', 'outside', 'legacy > External > PF > default VPort > NIC switch > physical port'],
  ] as const;
  for (const [from, to, path] of paths)
    it(`carries a frame from ${from} to ${to} by ${path}`, async () => {
      const bench = await threePartitions();
      expect(await bench.sends(partition(from), MACS[to], MACS[from])).to.deep.equal([path]);
    });

  it('carries a frame from outside to a VF', async () => {
    const bench = await threePartitions();
    expect(await bench.sends(OUTSIDE_PARTY, MACS.web, MACS.outside, 10)).to.deep.equal([
      'outside > physical port > NIC switch > VF 1 > web',
    ]);
  });

  it('carries a broadcast to everybody once', async () => {
    const bench = await threePartitions();
    const ends = await bench.sends(partition('web'), BROADCAST, MACS.web);
    expect(ends.filter((each) => !each.includes('!'))).to.have.members([
      'web > VF 1 > NIC switch > VF 2 > db',
      'web > VF 1 > NIC switch > default VPort > PF > External > legacy',
      'web > VF 1 > NIC switch > physical port',
    ]);
  });
});
