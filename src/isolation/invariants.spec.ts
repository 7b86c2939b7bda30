import { expect } from 'chai';
import {
  adapter,
  configuration,
  DB,
  filter,
  functionPaths,
  partition,
  vport,
  WEB,
} from '../path/configuration.fixture';
import type { PathConfiguration } from '../path/configuration';
import type { Domain, Facet } from '../terms/domain';
import type { Json } from '../terms/json';
import type { Observation } from '../terms/observation';
import { Table } from '../terms/table';
import { PF, VF0, VF1 } from './hand-made.fixture';
import { brokenInvariants, invariantFinding } from './invariants';
import { leftoversOf } from './leftovers';
import { poolsOutOfBalance } from './pool-conservation';

type Row = readonly [owner: Domain, facet: Facet, name: string, value: Json];
const shelf = (name: string, rows: readonly Row[]): Observation => [
  {
    name,
    table: Table.of(rows.map((row, key) => [key, row] as const)),
    cells: (_key, row) => {
      const [owner, facet, cell, value] = row as Row;
      return [{ owner, facet, name: cell, value }];
    },
  },
];
const broken = (where: PathConfiguration, observation: Observation = []): readonly string[] =>
  brokenInvariants({ configuration: where, observation }).map((each) => `${each.law} ${each.invariant}`);
const nic = (changes: Parameters<typeof adapter>[0]): PathConfiguration =>
  configuration({ adapters: [adapter(changes)] });

describe('the state invariants', () => {
  it('hold in a sound configuration', () => expect(broken(configuration())).to.deep.equal([]));

  const cases: readonly (readonly [string, PathConfiguration, string])[] = [
    [
      'a key on two VPorts',
      nic({ filters: [filter(1, WEB, 10), filter(2, WEB, 10)] }),
      'ISO-LAW-11 one-holder-a-key',
    ],
    ['a filter of no VPort', nic({ filters: [filter(7, WEB, 10)] }), 'ISO-LAW-10 no-dangling-filter'],
    [
      'a VPort of no function',
      nic({ functions: [functionPaths('pf', undefined), functionPaths(0, 'web')] }),
      'ISO-LAW-10 no-vport-of-absent-function',
    ],
    [
      'two VPorts of a VF',
      nic({ vports: [vport(0, 'pf'), vport(1, 0), vport(3, 0), vport(2, 1)] }),
      'ISO-LAW-10 one-vport-a-vf',
    ],
    [
      'no default VPort',
      nic({ vports: [vport(1, 0), vport(2, 1)], filters: [] }),
      'ISO-LAW-10 default-vport-present',
    ],
    [
      'two guests of a VF',
      configuration({ partitions: [partition('web', WEB, 0), partition('db', DB, 0)] }),
      'ISO-LAW-14 one-partition-a-vf',
    ],
  ];
  for (const [what, where, due] of cases)
    it(`find ${what}`, () => expect(broken(where)).to.deep.equal([due]));

  it('allow one key in two VLANs, and the same key twice on one VPort', () => {
    expect(
      broken(nic({ filters: [filter(1, WEB, 10), filter(2, WEB, 20), filter(1, WEB, 10)] })),
    ).to.deep.equal([]);
  });

  it('find equal Routing IDs (ISO-LAW-14)', () => {
    const ids = (value: string): Observation => [
      ...shelf('PF configuration space', [[PF, 'lifecycle', 'Routing ID', '01:00.0']]),
      ...shelf('VF configuration spaces', [
        [VF0, 'lifecycle', 'Routing ID', '01:10.0'],
        [VF1, 'lifecycle', 'Routing ID', value],
      ]),
    ];
    expect(broken(configuration(), ids('01:10.2'))).to.deep.equal([]);
    expect(broken(configuration(), ids('01:10.0'))).to.deep.equal(['ISO-LAW-14 distinct-routing-ids']);
    expect(broken(configuration(), ids('01:00.0'))).to.deep.equal(['ISO-LAW-14 distinct-routing-ids']);
  });

  it('find queue ranges that overlap (ISO-LAW-09)', () => {
    const ranges = (second: string): Observation =>
      shelf('queue ranges', [
        [PF, 'pool', 'VPort 1 queue pairs', '1 to 2'],
        [PF, 'pool', 'VPort 2 queue pairs', second],
      ]);
    expect(broken(configuration(), ranges('3 to 4'))).to.deep.equal([]);
    expect(broken(configuration(), ranges('2 to 4'))).to.deep.equal(['ISO-LAW-09 disjoint-queues']);
  });

  it('read as findings', () => {
    const [first] = brokenInvariants({ configuration: cases[0]![1], observation: [] });
    const finding = invariantFinding(first!, { kind: 'set-link', up: true }, PF);
    expect(finding.sentence).to.equal(`after set-link: the key ${WEB}/10 is set on VPort 1 and on VPort 2`);
    expect(finding.identity).to.equal('invariant/ISO-LAW-11/set-link/vf/one-holder-a-key');
  });
});

describe('the balance of pools (ISO-LAW-09)', () => {
  const free = (was: number, is: number) => ({
    owner: PF,
    facet: 'pool' as const,
    cell: 'free queue pairs',
    was,
    is,
  });
  const range = (is: string | null, was: string | null = null) => ({
    owner: PF,
    facet: 'pool' as const,
    cell: 'VPort 1 queue pairs',
    was,
    is,
  });

  it('holds when an owner gains what the pool loses, and the other way round', () => {
    expect(poolsOutOfBalance([free(8, 6), range('1 to 2')])).to.deep.equal([]);
    expect(poolsOutOfBalance([free(6, 8), range(null, '1 to 2')])).to.deep.equal([]);
  });
  it('finds what is lost and what is doubled', () => {
    expect(poolsOutOfBalance([free(8, 6)])).to.have.length(1);
    expect(poolsOutOfBalance([free(8, 7), range('1 to 2')])).to.have.length(1);
    expect(poolsOutOfBalance([range('1 to 2')])).to.have.length(1);
  });
  it('starts a new account with a new switch', () => {
    const created = { owner: PF, facet: 'switch' as const, cell: 'NIC switch usable', was: false, is: true };
    expect(poolsOutOfBalance([free(0, 6), created])).to.deep.equal([]);
  });
  it('is not judged where a subject shows no pools', () => {
    const vportState = {
      owner: VF0,
      facet: 'vport' as const,
      cell: 'VPort 1 state',
      was: null,
      is: 'activated',
    };
    expect(poolsOutOfBalance([vportState])).to.deep.equal([]);
  });
});

describe('what a freed VF keeps (ISO-LAW-04)', () => {
  const vf = (facet: Facet, value: Json): Observation =>
    shelf('virtual functions', [[VF0, facet, 'x', value]]);

  it('is nothing: it looks like one never used', () => {
    expect(leftoversOf(VF0, vf('blocks', 0), vf('blocks', 0))).to.deep.equal([]);
  });
  it('is found otherwise', () => {
    for (const facet of ['config', 'registers', 'rings', 'interrupts', 'blocks', 'power'] as const)
      expect(leftoversOf(VF0, vf(facet, 0), vf(facet, 1)).map((each) => each.law)).to.deep.equal([
        'ISO-LAW-04',
      ]);
  });
  it('does not count counters and identity, nor what another owns', () => {
    expect(leftoversOf(VF0, vf('statistics', 0), vf('statistics', 1))).to.deep.equal([]);
    expect(leftoversOf(VF1, vf('blocks', 0), vf('blocks', 1))).to.deep.equal([]);
  });
});
