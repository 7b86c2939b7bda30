import { Given, When, type DataTable } from '@cucumber/cucumber';
import {
  type Action,
  type AssignmentObstacle,
  type PartitionSpec,
  type ProfileSource,
} from '../src/isolation/action';
import { isGroupAddress, parseMacAddress, type MacAddress } from '../src/terms/mac-address';
import type { Party } from '../src/terms/party';
import { FeatureMistake } from '../src/target/target';
import { example } from './support/example';
import { oneOf } from './support/one-of';
import { cell, read, wholeNumber, type Row, type SentenceTable } from './support/tables';
import { vlanNumber } from './support/values';
import type { BulkheadWorld } from './support/world';

// ---------------------------------------------------------------- adapters

function install(world: BulkheadWorld, adapter: string, more: object = {}): Promise<unknown> {
  return world.act({ kind: 'install-adapter', adapter, profile: { kind: 'reference' }, ...more });
}

Given(
  'an SR-IOV adapter {adapter}',
  example('Given an SR-IOV adapter "NIC1"'),
  async function (this: BulkheadWorld, adapter: string) {
    await install(this, adapter);
  },
);

Given(
  'an SR-IOV adapter {adapter} with {int} VF(s)',
  example('Given an SR-IOV adapter "NIC1" with 8 VFs'),
  async function (this: BulkheadWorld, adapter: string, numVfs: number) {
    await install(this, adapter, { numVfs });
  },
);

Given(
  'an SR-IOV adapter {adapter} with {int} VF(s) on host {host}',
  example('Given an SR-IOV adapter "NIC2" with 8 VFs on host "Host 2"'),
  async function (this: BulkheadWorld, adapter: string, numVfs: number, host: string) {
    await install(this, adapter, { numVfs, host });
  },
);

type SettingValue = number | boolean | string;
const settingValue = (text: string): SettingValue =>
  text === 'yes'
    ? true
    : text === 'no'
      ? false
      : /^(0x[0-9A-Fa-f]+|-?\d+)$/.test(text)
        ? wholeNumber(text, 'a setting')
        : text;

interface Setting {
  readonly name: string;
  readonly value: SettingValue;
}

const SETTINGS: SentenceTable<Setting> = {
  columns: ['setting*', 'value*'],
  row: (row) => ({ name: row['setting'] ?? '', value: settingValue(row['value'] ?? '') }),
};

/** Names that begin with `*` are registry keywords; the others change the profile. `VFs` is the number of VFs wanted. */
function settings(rows: readonly Setting[]): object {
  const overrides: Record<string, SettingValue> = {};
  const keywords: Record<string, number | string> = {};
  let numVfs: number | undefined;
  for (const { name, value } of rows) {
    if (name === 'VFs') numVfs = Number(value);
    else if (name.startsWith('*')) keywords[name] = typeof value === 'boolean' ? Number(value) : value;
    else overrides[name] = value;
  }
  return { overrides, keywords, ...(numVfs === undefined ? {} : { numVfs }) };
}

Given(
  'an SR-IOV adapter {adapter} with these settings:',
  example('Given an SR-IOV adapter "NIC1" with these settings:', SETTINGS),
  async function (this: BulkheadWorld, adapter: string, table: DataTable) {
    await install(this, adapter, settings(read(table, SETTINGS)));
  },
);

Given(
  'an SR-IOV adapter {adapter} in a place with {obstacle}',
  example('Given an SR-IOV adapter "NIC1" in a place with "no IOMMU"'),
  async function (this: BulkheadWorld, adapter: string, obstacle: AssignmentObstacle) {
    await install(this, adapter, { assignmentObstacles: [obstacle] });
  },
);

Given(
  'an SR-IOV adapter {adapter} with these settings, whose PF driver is not loaded:',
  example('Given an SR-IOV adapter "NIC1" with these settings, whose PF driver is not loaded:', SETTINGS),
  async function (this: BulkheadWorld, adapter: string, table: DataTable) {
    await install(this, adapter, { ...settings(read(table, SETTINGS)), upTo: 'powered' });
  },
);

Given(
  'an SR-IOV adapter {adapter} with these settings, whose PF driver has no NIC switch yet:',
  example(
    'Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:',
    SETTINGS,
  ),
  async function (this: BulkheadWorld, adapter: string, table: DataTable) {
    await install(this, adapter, { ...settings(read(table, SETTINGS)), upTo: 'initialized' });
  },
);

Given(
  'an SR-IOV adapter {adapter} whose PF driver is not loaded',
  example('Given an SR-IOV adapter "NIC1" whose PF driver is not loaded'),
  async function (this: BulkheadWorld, adapter: string) {
    await install(this, adapter, { upTo: 'powered' });
  },
);

Given(
  'an SR-IOV adapter {adapter} whose PF driver has no NIC switch yet',
  example('Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet'),
  async function (this: BulkheadWorld, adapter: string) {
    await install(this, adapter, { upTo: 'initialized' });
  },
);

const like = (id: string): ProfileSource => ({ kind: 'adapter-list', id });

Given(
  'an SR-IOV adapter like {profile}',
  example('Given an SR-IOV adapter like "intel-82599es"'),
  async function (this: BulkheadWorld, id: string) {
    await install(this, 'NIC1', { profile: like(id) });
  },
);

Given(
  'an SR-IOV adapter {adapter} like {profile}',
  example('Given an SR-IOV adapter "NIC1" like "intel-82576"'),
  async function (this: BulkheadWorld, adapter: string, id: string) {
    await install(this, adapter, { profile: like(id) });
  },
);

Given(
  'an SR-IOV adapter {adapter} like {profile} with {int} VF(s)',
  example('Given an SR-IOV adapter "NIC1" like "intel-82576" with 4 VFs'),
  async function (this: BulkheadWorld, adapter: string, id: string, numVfs: number) {
    await install(this, adapter, { profile: like(id), numVfs });
  },
);

Given(
  'the SR-IOV adapter described by {file}',
  example('Given the SR-IOV adapter described by "nic.lspci.txt"'),
  async function (this: BulkheadWorld, file: string) {
    await install(this, 'NIC1', { profile: { kind: 'lspci', file: this.fileNearFeature(file) } });
  },
);

// ---------------------------------------------------------------- extensible switches

Given(
  'the extensible switch {switch} is bound to {adapter}',
  example('Given the extensible switch "External" is bound to "NIC1"'),
  async function (this: BulkheadWorld, name: string, adapter: string) {
    await this.act({
      kind: 'create-extensible-switch',
      switch: name,
      type: 'external',
      adapter,
      sriov: true,
    });
  },
);

Given(
  'the extensible switch {switch} is bound to {adapter} without SR-IOV',
  example('Given the extensible switch "External" is bound to "NIC1" without SR-IOV'),
  async function (this: BulkheadWorld, name: string, adapter: string) {
    await this.act({
      kind: 'create-extensible-switch',
      switch: name,
      type: 'external',
      adapter,
      sriov: false,
    });
  },
);

When(
  'another extensible switch {switch} is to be bound to {adapter}',
  example('When another extensible switch "Second" is to be bound to "NIC1"'),
  async function (this: BulkheadWorld, name: string, adapter: string) {
    await this.attempt({ kind: 'create-extensible-switch', switch: name, type: 'external', adapter });
  },
);

Given(
  'an internal extensible switch {switch}',
  example('Given an internal extensible switch "Internal"'),
  async function (this: BulkheadWorld, name: string) {
    await this.act({ kind: 'create-extensible-switch', switch: name, type: 'internal' });
  },
);

Given(
  'a private extensible switch {switch}',
  example('Given a private extensible switch "Private"'),
  async function (this: BulkheadWorld, name: string) {
    await this.act({ kind: 'create-extensible-switch', switch: name, type: 'private' });
  },
);

When(
  'the extensible switch {switch} is deleted',
  example('When the extensible switch "External" is deleted'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({ kind: 'delete-extensible-switch', switch: name });
  },
);

// ---------------------------------------------------------------- partitions

const PARTITION_COLUMNS = [
  'partition*',
  'MAC address*',
  'VLAN',
  'path',
  'switch',
  'host',
  'weight',
  'queue pairs',
  'adapter kind',
  'guest',
];

function mac(text: string): MacAddress {
  const parsed = parseMacAddress(text);
  if (!parsed.ok) throw new FeatureMistake(parsed.error);
  return parsed.value;
}

/** `VF` asks for a VF with weight 100, `synthetic` for none; a weight of its own overrules both. */
function weightOf(row: Row): number {
  const weight = cell(row, 'weight');
  if (weight !== undefined) return wholeNumber(weight, 'an SR-IOV weight');
  return oneOf('a path', ['VF', 'synthetic'], cell(row, 'path') ?? 'VF') === 'VF' ? 100 : 0;
}

function partitionSpec(row: Row): PartitionSpec {
  const vlan = cell(row, 'VLAN');
  const queuePairs = cell(row, 'queue pairs');
  const adapterKind = cell(row, 'adapter kind');
  const guest = cell(row, 'guest');
  const switchName = cell(row, 'switch');
  const host = cell(row, 'host');
  return {
    partition: row['partition'] ?? '',
    mac: mac(row['MAC address'] ?? ''),
    iovWeight: weightOf(row),
    ...(vlan === undefined ? {} : { vlan: vlanNumber(vlan) }),
    ...(switchName === undefined ? {} : { switch: switchName }),
    ...(host === undefined ? {} : { host }),
    ...(queuePairs === undefined ? {} : { queuePairs: wholeNumber(queuePairs, 'a number of queue pairs') }),
    ...(adapterKind === undefined
      ? {}
      : { adapterKind: oneOf('a kind of adapter', ['synthetic', 'emulated'], adapterKind) }),
    ...(guest === undefined
      ? {}
      : {
          guest: oneOf(
            'a guest behaviour',
            ['cooperative', 'without-vf-driver', 'blocks-removal'],
            guest.replaceAll(' ', '-'),
          ),
        }),
  };
}

/** Two of one table on one network with one address are a slip: whatever is sent to one would be due at both. */
function distinct(specs: readonly PartitionSpec[]): void {
  const places = new Map<string, string>();
  for (const { partition, mac: address, vlan, switch: on, host } of specs) {
    const place = [address, vlan, on, host].join(' ');
    const other = places.get(place);
    if (other !== undefined && other !== partition)
      throw new FeatureMistake(
        `"${other}" and "${partition}" have the same MAC address ${address} on the same network; give each its own`,
      );
    if (isGroupAddress(address))
      throw new FeatureMistake(
        `"${partition}" cannot have the MAC address ${address}: it is a group address; the first pair of digits of a station's own is even, like 00-15-5D-00-00-01`,
      );
    places.set(place, partition);
  }
}

const ONE_BY_ONE: SentenceTable<PartitionSpec> = { columns: PARTITION_COLUMNS, row: partitionSpec };
const TOGETHER: SentenceTable<PartitionSpec> = { ...ONE_BY_ONE, whole: distinct };

Given(
  'these partitions are running:',
  example('Given these partitions are running:', TOGETHER),
  async function (this: BulkheadWorld, table: DataTable) {
    for (const spec of read(table, TOGETHER)) await this.act({ kind: 'start-partition', spec });
  },
);

When(
  'the partition is started:',
  example('When the partition is started:', ONE_BY_ONE),
  async function (this: BulkheadWorld, table: DataTable) {
    for (const spec of read(table, ONE_BY_ONE)) await this.attempt({ kind: 'start-partition', spec });
  },
);

type AddedAdapter = Extract<Action, { kind: 'add-adapter' }>;

function addedAdapter(row: Row): AddedAdapter {
  const vlan = cell(row, 'VLAN');
  const name = cell(row, 'switch');
  const weight = cell(row, 'weight');
  return {
    kind: 'add-adapter',
    partition: row['partition'] ?? '',
    adapter: row['adapter'] ?? '',
    mac: mac(row['MAC address'] ?? ''),
    ...(vlan === undefined ? {} : { vlan: vlanNumber(vlan) }),
    ...(name === undefined ? {} : { switch: name }),
    ...(weight === undefined ? {} : { iovWeight: wholeNumber(weight, 'an SR-IOV weight') }),
  };
}

const FURTHER_ADAPTERS: SentenceTable<AddedAdapter> = {
  columns: ['partition*', 'adapter*', 'MAC address*', 'VLAN', 'switch', 'weight'],
  row: addedAdapter,
};

Given(
  'these further network adapters are connected:',
  example('Given these further network adapters are connected:', FURTHER_ADAPTERS),
  async function (this: BulkheadWorld, table: DataTable) {
    for (const each of read(table, FURTHER_ADAPTERS)) await this.act(each);
  },
);

type AddedStation = Extract<Action, { kind: 'add-station' }>;

function addedStation(row: Row): AddedStation {
  const vlan = cell(row, 'VLAN');
  return {
    kind: 'add-station',
    station: (row['station'] ?? '').replace(/^outside /, ''),
    mac: mac(row['MAC address'] ?? ''),
    ...(vlan === undefined ? {} : { vlan: vlanNumber(vlan) }),
  };
}

const STATIONS: SentenceTable<AddedStation> = {
  columns: ['station*', 'MAC address*', 'VLAN'],
  row: addedStation,
};

Given(
  'these stations are outside:',
  example('Given these stations are outside:', STATIONS),
  async function (this: BulkheadWorld, table: DataTable) {
    for (const each of read(table, STATIONS)) await this.act(each);
  },
);

export const partitionOf = (party: Party): string => {
  if (party.kind === 'partition') return party.partition;
  throw new FeatureMistake(
    'this sentence is about a partition, not about the management OS or a station outside',
  );
};
