import { expect } from 'chai';
import type { Action } from '../../isolation/action';
import { MACS, OUTSIDE_PARTY, partition, threePartitions } from './reference-testbed.fixture';

const PF = { kind: 'pf' } as const;
/** SR-IOV Control of the reference adapter; VF Enable and VF MSE cleared, ARI kept. */
const CLEAR_VF_ENABLE: Action = {
  kind: 'config-write',
  function: PF,
  by: 'bus',
  offset: 0x168,
  width: 2,
  value: 0x10,
};
const atMiniport = (operation: 'pause' | 'halt' | 'surprise-removal'): Action => ({
  kind: 'drive-pf',
  operation,
  boundary: 'miniport',
});

describe('VFs that leave the bus past the virtualization stack', () => {
  const ways: readonly (readonly [string, readonly Action[]])[] = [
    ['a function level reset of the PF', [{ kind: 'function-level-reset', function: PF }]],
    ['VF Enable cleared on the bus', [CLEAR_VF_ENABLE]],
    ['a conventional reset', [{ kind: 'conventional-reset' }]],
    ['a halt at the miniport', [atMiniport('pause'), atMiniport('halt')]],
    ['a surprise removal at the miniport', [atMiniport('surprise-removal')]],
  ];
  for (const [what, actions] of ways)
    it(`by ${what}: their guests have lost them, and are on the synthetic path`, async () => {
      const bench = await threePartitions();
      for (const action of actions) await bench.does(action);
      const { partitions, log } = await bench.view();
      expect(partitions.map((each) => each.path)).to.deep.equal(['synthetic', 'synthetic', 'synthetic']);
      const removals = log.filter((event) => event.what === 'pnp-surprise-removal');
      expect(removals.map((event) => event.where)).to.deep.equal(['web', 'db']);
      expect(await bench.sends(partition('web'), MACS.db, MACS.web)).to.deep.equal(['web > External > db']);
    });

  it('leave a NIC switch that steers their addresses to the default VPort', async () => {
    const bench = await threePartitions();
    await bench.does(CLEAR_VF_ENABLE);
    expect(await bench.sends(OUTSIDE_PARTY, MACS.web, MACS.outside, 10)).to.deep.equal([
      'outside > physical port > NIC switch > default VPort > PF > External > web',
    ]);
    const { adapters } = await bench.view();
    const filters = adapters[0]?.filters.map((each) => each.vport);
    expect(filters).to.deep.equal([0, 0, 0, 0]);
  });

  it('come back with the PF driver: after a reset of the PF each partition gets its VF again', async () => {
    const bench = await threePartitions();
    await bench.does({ kind: 'function-level-reset', function: PF });
    await bench.does({ kind: 'drive-pf', operation: 'halt', boundary: 'ndis' });
    await bench.does({ kind: 'drive-pf', operation: 'initialize', boundary: 'ndis' });
    const { partitions } = await bench.view();
    expect(partitions.map((each) => each.path)).to.deep.equal(['VF', 'VF', 'synthetic']);
    expect(await bench.sends(partition('web'), MACS.db, MACS.web)).to.deep.equal([
      'web > VF 1 > NIC switch > VF 2 > db',
    ]);
  });

  it('can be given anew where they were enabled again: nothing holds the lost ones', async () => {
    const bench = await threePartitions();
    await bench.does(CLEAR_VF_ENABLE);
    await bench.does({ ...CLEAR_VF_ENABLE, value: 0x19 });
    await bench.does({ kind: 'attach-vf', partition: 'db' });
    expect(await bench.sends(partition('db'), MACS.outside, MACS.db)).to.deep.equal([
      'db > VF 1 > NIC switch > physical port',
    ]);
  });
});
