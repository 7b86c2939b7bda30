import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { ExtensionCall, ExtensionRule } from '../src/isolation/action';
import { example } from './support/example';
import { countersGained } from './support/changes';
import type { CounterName } from './support/references';
import type { IndicationMistake } from './support/listed-words';
import { oneOf } from './support/one-of';
import { portOf, switchOf } from './support/ports';
import { cell, read, type Row, type SentenceTable } from './support/tables';
import type { BulkheadWorld } from './support/world';
import { needs } from './support/needs';

// ---------------------------------------------------------------- ports

Then(
  'the port of {partition} has a VF assigned',
  example('Then the port of "web" has a VF assigned'),
  async function (this: BulkheadWorld, name: string) {
    expect(portOf(await this.view(), name).vfAssigned, `VFAssigned of "${name}"`).to.equal(true);
  },
);

Then(
  'the port of {partition} has no VF assigned',
  example('Then the port of "web" has no VF assigned'),
  async function (this: BulkheadWorld, name: string) {
    expect(portOf(await this.view(), name).vfAssigned, `VFAssigned of "${name}"`).to.equal(false);
  },
);

/** What a target must be able to tell for a counter of a switch port. */
const COUNTED_BY = {
  framesIn: 'counters',
  framesOut: 'counters',
  dropped: 'drop-reasons',
  filtered: 'port-policies',
} as const;

Then(
  'the switch port of {partition} counts {int} more {counter}',
  example('Then the switch port of "web" counts 1 more frame in'),
  async function (this: BulkheadWorld, name: string, count: number, counter: CounterName) {
    needs(this, COUNTED_BY[counter]);
    expect(
      await countersGained(this, (view) => portOf(view, name).counters, counter),
      `${counter} at the switch port of "${name}"`,
    ).to.equal(count);
  },
);

Then(
  'the port of {partition} uses the address {mac}',
  example('Then the port of "web" uses the address 00-15-5D-00-00-01'),
  async function (this: BulkheadWorld, name: string, mac: string) {
    expect(portOf(await this.view(), name).currentMac, `the current MAC address of "${name}"`).to.equal(mac);
  },
);

/** `teardown` is a port's whose adapter is gone. */
Then(
  'the network adapter of {partition} is in state {network-adapter-state}',
  example('Then the network adapter of "web" is in state "connected"'),
  async function (this: BulkheadWorld, name: string, state: string) {
    expect(portOf(await this.view(), name).state, `the state of the network adapter of "${name}"`).to.equal(
      state,
    );
  },
);

const ADAPTER_KINDS = ['external', 'internal', 'synthetic', 'emulated'] as const;

Then(
  'the extensible switch {switch} has {int} {word} adapter(s)',
  example('Then the extensible switch "External" has 1 external adapter'),
  async function (this: BulkheadWorld, name: string, count: number, kind: string) {
    const wanted = oneOf('a kind of adapter', ADAPTER_KINDS, kind);
    const found = switchOf(await this.view(), name).ports.filter((each) => each.kind === wanted);
    expect(found.length, `${kind} adapters of "${name}"`).to.equal(count);
  },
);

Then(
  'the extensible switch {switch} has {int} port(s)',
  example('Then the extensible switch "Private" has 0 ports'),
  async function (this: BulkheadWorld, name: string, count: number) {
    expect(switchOf(await this.view(), name).ports.length, `ports of "${name}"`).to.equal(count);
  },
);

// ---------------------------------------------------------------- extensions

const TYPES = ['capture', 'filtering', 'forwarding'] as const;

const PLAIN: Readonly<Record<string, (partition: string) => ExtensionRule>> = {
  'drops frames from': (partition) => ({ kind: 'drop-from', partition }),
  'excludes the destination': (partition) => ({ kind: 'exclude-destination', partition }),
  'clears exclusions': () => ({ kind: 'clear-exclusions' }),
  'adds a destination on ingress': (partition) => ({ kind: 'add-destination', partition, on: 'ingress' }),
  'adds a destination on egress': (partition) => ({ kind: 'add-destination', partition, on: 'egress' }),
  'preserves the VLAN for': (partition) => ({ kind: 'preserve', partition, vlan: true, priority: false }),
  'preserves the priority for': (partition) => ({ kind: 'preserve', partition, vlan: false, priority: true }),
  'changes a committed destination': (partition) => ({ kind: 'change-after-commit', partition }),
  'revokes VFs when enabled': () => ({ kind: 'revoke-vfs-when-enabled' }),
  'finds no room for destinations': () => ({ kind: 'grow-fails' }),
};

function extensionRule(row: Row): ExtensionRule {
  const text = row['rule'] ?? '';
  if (text === 'vetoes') return { kind: 'veto', request: cell(row, 'detail') ?? '' };
  const known = ['vetoes', ...Object.keys(PLAIN)];
  const make = PLAIN[oneOf('a rule of an extension', known, text)] as (partition: string) => ExtensionRule;
  return make(cell(row, 'partition') ?? '');
}

const RULES: SentenceTable<ExtensionRule> = { columns: ['rule*', 'partition', 'detail'], row: extensionRule };

Given(
  'the {word} extension {extension} is installed on {switch}',
  example('Given the capture extension "Sniffer" is installed on "External"'),
  async function (this: BulkheadWorld, type: string, extension: string, name: string) {
    await this.attempt({
      kind: 'install-extension',
      switch: name,
      extension,
      type: oneOf('a type of extension', TYPES, type),
    });
  },
);

Given(
  'the {word} extension {extension} is installed on {switch}, which:',
  example('Given the forwarding extension "Policy" is installed on "External", which:', RULES),
  async function (this: BulkheadWorld, type: string, extension: string, name: string, table: DataTable) {
    const behaviour = read(table, RULES);
    await this.attempt({
      kind: 'install-extension',
      switch: name,
      extension,
      type: oneOf('a type of extension', TYPES, type),
      behaviour,
    });
  },
);

When(
  'the extension {extension} is turned {on-or-off}',
  example('When the extension "Policy" is turned off'),
  async function (this: BulkheadWorld, extension: string, enabled: boolean) {
    await this.attempt({ kind: 'enable-extension', extension, enabled });
  },
);

const extensionCall = (world: BulkheadWorld, extension: string, call: ExtensionCall): Promise<unknown> =>
  world.attempt({ kind: 'extension-call', extension, call });

When(
  'the extension {extension} asks for the removal of the VF of {partition}',
  example('When the extension "Policy" asks for the removal of the VF of "web"'),
  async function (this: BulkheadWorld, extension: string, partition: string) {
    await extensionCall(this, extension, { kind: 'remove-vf', partition });
  },
);

When(
  'the extension {extension} asks for the removal of the VF of {partition} with {indication-mistake}',
  example('When the extension "Policy" asks for the removal of the VF of "web" with "a wrong destination"'),
  async function (this: BulkheadWorld, extension: string, partition: string, malformed: IndicationMistake) {
    await extensionCall(this, extension, { kind: 'remove-vf', partition, malformed });
  },
);

When(
  'the extension {extension} asks for the removal of the VF of {partition} without a reference',
  example('When the extension "Policy" asks for the removal of the VF of "web" without a reference'),
  async function (this: BulkheadWorld, extension: string, partition: string) {
    await extensionCall(this, extension, { kind: 'remove-vf', partition, withoutReference: true });
  },
);

When(
  'the extension {extension} queries {word}',
  example('When the extension "Sniffer" queries OID_SWITCH_NIC_ARRAY'),
  async function (this: BulkheadWorld, extension: string, oid: string) {
    await extensionCall(this, extension, { kind: 'query', oid });
  },
);

When(
  'the extension {extension} queries {word} with a buffer of {int} bytes',
  example('When the extension "Sniffer" queries OID_SWITCH_NIC_ARRAY with a buffer of 4 bytes'),
  async function (this: BulkheadWorld, extension: string, oid: string, bufferLength: number) {
    await extensionCall(this, extension, { kind: 'query', oid, bufferLength });
  },
);

When(
  'the extension {extension} references the network adapter of {partition}',
  example('When the extension "Policy" references the network adapter of "web"'),
  async function (this: BulkheadWorld, extension: string, partition: string) {
    await extensionCall(this, extension, { kind: 'reference-nic', partition });
  },
);

When(
  'the extension {extension} releases the network adapter of {partition}',
  example('When the extension "Policy" releases the network adapter of "web"'),
  async function (this: BulkheadWorld, extension: string, partition: string) {
    await extensionCall(this, extension, { kind: 'dereference-nic', partition });
  },
);
