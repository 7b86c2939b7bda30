import { When, type DataTable } from '@cucumber/cucumber';
import type { AclRule, PortPolicy } from '../src/isolation/action';
import { parseMacAddress, type MacAddress } from '../src/terms/mac-address';
import type { VlanId } from '../src/terms/vlan-id';
import { FeatureMistake } from '../src/target/target';
import { example } from './support/example';
import { oneOf } from './support/one-of';
import { cell, read, wholeNumber, type Row, type SentenceTable } from './support/tables';
import { vlanList, vlanNumber } from './support/values';
import type { BulkheadWorld } from './support/world';

const set = (world: BulkheadWorld, partition: string, policy: PortPolicy): Promise<unknown> =>
  world.attempt({ kind: 'set-port-policy', partition, policy });

When(
  'MAC spoofing is turned {on-or-off} for {partition}',
  example('When MAC spoofing is turned on for "web"'),
  async function (this: BulkheadWorld, allowed: boolean, partition: string) {
    await set(this, partition, { kind: 'mac-spoofing', allowed });
  },
);

When(
  'teaming is turned {on-or-off} for {partition}',
  example('When teaming is turned on for "web"'),
  async function (this: BulkheadWorld, allowed: boolean, partition: string) {
    await set(this, partition, { kind: 'teaming', allowed });
  },
);

When(
  'DHCP guard is turned {on-or-off} for {partition}',
  example('When DHCP guard is turned on for "web"'),
  async function (this: BulkheadWorld, on: boolean, partition: string) {
    await set(this, partition, { kind: 'dhcp-guard', on });
  },
);

When(
  'router guard is turned {on-or-off} for {partition}',
  example('When router guard is turned on for "web"'),
  async function (this: BulkheadWorld, on: boolean, partition: string) {
    await set(this, partition, { kind: 'router-guard', on });
  },
);

When(
  'priority tags are turned {on-or-off} for {partition}',
  example('When priority tags are turned on for "web"'),
  async function (this: BulkheadWorld, allowed: boolean, partition: string) {
    await set(this, partition, { kind: 'priority-tag', allowed });
  },
);

When(
  'the storm limit of {partition} is set to {int} frames per second',
  example('When the storm limit of "web" is set to 10 frames per second'),
  async function (this: BulkheadWorld, partition: string, framesPerSecond: number) {
    await set(this, partition, { kind: 'storm-limit', framesPerSecond });
  },
);

When(
  'the SR-IOV weight of {partition} is set to {int}',
  example('When the SR-IOV weight of "web" is set to 0'),
  async function (this: BulkheadWorld, partition: string, weight: number) {
    await set(this, partition, { kind: 'iov-weight', weight });
  },
);

When(
  'the port of {partition} is mirrored to {partition}',
  example('When the port of "web" is mirrored to "monitor"'),
  async function (this: BulkheadWorld, partition: string, to: string) {
    await set(this, partition, { kind: 'mirror-to', partition: to });
  },
);

When(
  'the virtual subnet of {partition} is set to {int}',
  example('When the virtual subnet of "web" is set to 5001'),
  async function (this: BulkheadWorld, partition: string, id: number) {
    await set(this, partition, { kind: 'virtual-subnet', id });
  },
);

When(
  'the MAC address of {partition} is changed to {mac}',
  example('When the MAC address of "web" is changed to 00-15-5D-00-00-77'),
  async function (this: BulkheadWorld, partition: string, mac: MacAddress) {
    await set(this, partition, { kind: 'mac-address', mac });
  },
);

When(
  'the guest of {partition} changes its MAC address to {mac}',
  example('When the guest of "web" changes its MAC address to 00-15-5D-00-00-77'),
  async function (this: BulkheadWorld, partition: string, mac: MacAddress) {
    await this.attempt({ kind: 'guest-mac-address', partition, mac });
  },
);

When(
  'the guest of {partition} tries the MAC address {mac}',
  example('When the guest of "web" tries the MAC address 00-15-5D-00-00-02'),
  async function (this: BulkheadWorld, partition: string, mac: MacAddress) {
    const { kind } = await this.attempt({ kind: 'guest-mac-address', partition, mac });
    // A PF driver may refuse the guest another address; frames are what the scenario is about, and both answers suit it.
    if (kind === 'refused') this.refusal();
  },
);

// ---------------------------------------------------------------- VLAN modes

When(
  'the port of {partition} is set to {vlan}',
  example('When the port of "web" is set to VLAN 20'),
  async function (this: BulkheadWorld, partition: string, vlan: VlanId) {
    await set(this, partition, { kind: 'vlan', mode: { kind: 'access', vlan } });
  },
);

When(
  'the port of {partition} is set to no VLAN',
  example('When the port of "web" is set to no VLAN'),
  async function (this: BulkheadWorld, partition: string) {
    await set(this, partition, { kind: 'vlan', mode: { kind: 'untagged' } });
  },
);

When(
  'the port of {partition} is set to a trunk of VLANs {string} with native {vlan}',
  example('When the port of "web" is set to a trunk of VLANs "1-100, 200" with native VLAN 10'),
  async function (this: BulkheadWorld, partition: string, allowed: string, native: VlanId) {
    await set(this, partition, { kind: 'vlan', mode: { kind: 'trunk', allowed: vlanList(allowed), native } });
  },
);

When(
  'the port of {partition} is set to a trunk of VLANs {string} with native {vlan}, pruned of VLANs {string}',
  example(
    'When the port of "web" is set to a trunk of VLANs "1-100" with native VLAN 10, pruned of VLANs "50"',
  ),
  async function (this: BulkheadWorld, partition: string, allowed: string, native: VlanId, pruned: string) {
    await set(this, partition, {
      kind: 'vlan',
      mode: { kind: 'trunk', allowed: vlanList(allowed), native, pruned: vlanList(pruned) },
    });
  },
);

const pair = (
  primary: number,
  secondary: number,
): { readonly primary: VlanId; readonly secondary: VlanId } => ({
  primary: vlanNumber(`${primary}`),
  secondary: vlanNumber(`${secondary}`),
});

When(
  'the port of {partition} is isolated in private VLAN {int}, {int}',
  example('When the port of "web" is isolated in private VLAN 10, 200'),
  async function (this: BulkheadWorld, partition: string, primary: number, secondary: number) {
    await set(this, partition, { kind: 'vlan', mode: { kind: 'isolated', ...pair(primary, secondary) } });
  },
);

When(
  'the port of {partition} joins the community of private VLAN {int}, {int}',
  example('When the port of "web" joins the community of private VLAN 10, 201'),
  async function (this: BulkheadWorld, partition: string, primary: number, secondary: number) {
    await set(this, partition, { kind: 'vlan', mode: { kind: 'community', ...pair(primary, secondary) } });
  },
);

When(
  'the port of {partition} is promiscuous in private VLAN {int} for VLANs {string}',
  example('When the port of "gateway" is promiscuous in private VLAN 10 for VLANs "200, 201"'),
  async function (this: BulkheadWorld, partition: string, primary: number, secondaries: string) {
    await set(this, partition, {
      kind: 'vlan',
      mode: { kind: 'promiscuous', primary: vlanNumber(`${primary}`), secondaries: vlanList(secondaries) },
    });
  },
);

// ---------------------------------------------------------------- access control lists

function aclRule(row: Row): AclRule {
  const remote = cell(row, 'remote address');
  const etherType = cell(row, 'EtherType');
  const parsed = remote === undefined ? undefined : parseMacAddress(remote);
  if (parsed?.ok === false) throw new FeatureMistake(parsed.error);
  return {
    action: oneOf('an ACL action', ['allow', 'deny', 'meter'], row['action'] ?? ''),
    direction: oneOf('a direction', ['in', 'out'], row['direction'] ?? ''),
    ...(parsed === undefined ? {} : { remoteMac: parsed.value }),
    ...(etherType === undefined ? {} : { etherType: wholeNumber(etherType, 'an EtherType') }),
  };
}

const ACL: SentenceTable<AclRule> = {
  columns: ['action*', 'direction*', 'remote address', 'EtherType'],
  row: aclRule,
};

When(
  'the port of {partition} gets these access control rules:',
  example('When the port of "web" gets these access control rules:', ACL),
  async function (this: BulkheadWorld, partition: string, table: DataTable) {
    await set(this, partition, { kind: 'acl', rules: read(table, ACL) });
  },
);

When(
  'the port of {partition} gets no access control rules',
  example('When the port of "web" gets no access control rules'),
  async function (this: BulkheadWorld, partition: string) {
    await set(this, partition, { kind: 'acl', rules: [] });
  },
);
