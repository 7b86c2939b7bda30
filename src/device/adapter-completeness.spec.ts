import { expect } from 'chai';
import { domainKey } from '../terms/domain';
import { Table } from '../terms/table';
import { vfId } from '../terms/function-id';
import { Bench } from './adapter-bench.fixture';
import { UNOBSERVED_ROOT } from './adapter-shelves';
import type { AdapterState } from './adapter-state';
import { UNOBSERVED as UNOBSERVED_IN_FUNCTION } from './function/function-shelves';

/**
 * Every field that can be reached from the root is changed, one at a time; some cell must show it. What no cell shows is
 * listed here by a pattern of its path, with the reason.
 */
const UNOBSERVABLE: readonly (readonly [RegExp, string])[] = [
  ...Object.entries(UNOBSERVED_ROOT).map(
    ([path, reason]) => [new RegExp(`^${path.replace('.', '\\.')}`), reason] as const,
  ),
  ...UNOBSERVED_IN_FUNCTION.map(
    (name) => [new RegExp(`^(pf|vfs\\.\\d+)\\.${name}`), 'stated by the function'] as const,
  ),
  [/^pcie\.blueprint/, 'what the functions are made from; one object for the life of the adapter'],
  [/\.config\.layout/, 'the same, as each configuration space refers to it'],
  [/^pending\.\d+\.request\.members/, 'the request as NDIS gave it; the cell names OID and VPort'],
  [/\.inFlight\.\d+\.tag$/, 'opaque to every driver; the slot it stands for is shown'],
  [/\.id(\.kind|\.vf)?$/, 'identity: repeats the key of its table'],
  [/^nicSwitch\.vports\.\d+\.function/, 'fixed at creation; shown as the owner of the cells'],
];

const isDeclared = (path: string): boolean => UNOBSERVABLE.some(([pattern]) => pattern.test(path));

interface Mutation {
  readonly path: string;
  readonly state: unknown;
}

/** One changed copy for each leaf. Tables are entered by key, tags of unions are kept (their cases have other fields). */
function* mutations(value: unknown, path: string): IterableIterator<Mutation> {
  if (isDeclared(path)) return;
  if (value instanceof Table) yield* inTable(value as Table<unknown>, path);
  else if (value instanceof Map) yield* inMap(value as Map<number, unknown>, path);
  else if (value instanceof Uint8Array) yield { path, state: value.map((byte) => byte ^ 0xff) };
  else if (Array.isArray(value)) yield* inList(value, path);
  else if (typeof value === 'object' && value !== null) yield* inObject(value, path);
  else if (value !== undefined) yield { path, state: other(value) };
}

function* inTable(table: Table<unknown>, path: string): IterableIterator<Mutation> {
  for (const [key, value] of table.entries())
    for (const inner of mutations(value, `${path}.${key}`))
      yield { path: inner.path, state: table.set(key, inner.state) };
}

function* inMap(map: Map<number, unknown>, path: string): IterableIterator<Mutation> {
  for (const [key, value] of map)
    for (const inner of mutations(value, `${path}.${key}`))
      yield { path: inner.path, state: new Map(map).set(key, inner.state) };
}

function* inList(list: readonly unknown[], path: string): IterableIterator<Mutation> {
  for (const [index, value] of list.entries())
    for (const inner of mutations(value, `${path}.${index}`))
      yield { path: inner.path, state: list.with(index, inner.state) };
}

function* inObject(object: object, path: string): IterableIterator<Mutation> {
  for (const [name, value] of Object.entries(object)) {
    if (name === 'kind') continue;
    for (const inner of mutations(value, path === '' ? name : `${path}.${name}`))
      yield { path: inner.path, state: { ...object, [name]: inner.state } };
  }
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value === 0 ? 1 : value ^ 1;
  if (typeof value === 'bigint') return value ^ 1n;
  if (typeof value === 'boolean') return !value;
  return `${String(value)}*`;
}

const picture = (bench: Bench, state: AdapterState): string =>
  JSON.stringify(
    bench.device
      .observe(state)
      .flatMap((shelf) =>
        [...shelf.table.entries()]
          .flatMap(([key, value]) => shelf.cells(key, value))
          .map((cell) => [domainKey(cell.owner), cell.facet, cell.name, cell.value]),
      ),
  );

/** As much state as an adapter can have: rings, interrupts, blocks, notices, held packets, a pending deletion. */
function full(): Bench {
  const bench = new Bench().running(3);
  bench.attach('00-15-5D-00-00-01', 5);
  bench.attach('00-15-5D-00-00-02');
  bench.start(0);
  const id = { kind: 'vf', vf: vfId(0) } as const;
  const bar = bench.device.view(bench.state).vfs.get(0)!.bars[1]!.base!;
  for (const word of [0, 4, 8, 12]) bench.apply({ kind: 'memory-write', address: bar + word, value: 0x100 });
  bench.configWrite(id, 0x72, 2, 0xc000);
  bench.ask('OID_SRIOV_WRITE_VF_CONFIG_BLOCK', {
    ...{ VFId: 0, BlockId: 1, Length: 2, Data: Uint8Array.of(1, 2) },
  });
  bench.apply({ kind: 'invalidate-blocks', vf: vfId(0), mask: 6n });
  bench.ask('OID_NIC_SWITCH_CREATE_VPORT', { VPortId: 3, AttachedFunctionId: 0xffff });
  bench.ask(
    'OID_NIC_SWITCH_VPORT_PARAMETERS',
    { VPortId: 3, Flags: 'NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED', VPortState: 1 },
    { method: 'set' },
  );
  bench.filter(9, 3, '00-15-5D-00-00-03');
  const source = '00-15-5D-00-00-99' as never;
  bench.fromWire({ source, destination: '00-15-5D-00-00-03' as never, token: 'held' });
  bench.fromWire({ source, destination: '00-15-5D-00-00-77' as never, token: 'held too' });
  bench.ask('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 9 });
  expect(bench.status('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 3 })).to.equal('NDIS_STATUS_PENDING');
  bench.write(0, 0x820 + 0x10, 1);
  return bench;
}

describe('observation of the reference adapter', () => {
  const bench = full();
  const before = picture(bench, bench.state);
  const all = [...mutations(bench.state, '')];

  it('is complete: a change of any field that is not declared shows in some cell', () => {
    const unseen = all
      .filter(({ state }) => picture(bench, state as AdapterState) === before)
      .map(({ path }) => path);
    expect(unseen).to.deep.equal([]);
  });

  it('was tried on every part of the state', () => {
    const parts = new Set(all.map(({ path }) => path.split('.')[0]));
    const declared = Object.keys(bench.state).filter((name) => isDeclared(name));
    expect([...parts, ...declared].sort()).to.deep.equal(Object.keys(bench.state).sort());
    expect(all.length).to.be.greaterThan(200);
  });

  it('lists the same shelves in the same order, whatever the state', () => {
    const names = (each: Bench): readonly string[] =>
      each.device.observe(each.state).map((shelf) => shelf.name);
    expect(names(bench)).to.deep.equal(names(new Bench()));
  });

  it('names each cell once', () => {
    const names = (JSON.parse(before) as string[][]).map(
      ([owner, facet, name]) => `${owner} ${facet} ${name}`,
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
  });
});
