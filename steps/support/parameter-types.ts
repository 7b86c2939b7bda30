import { defineParameterType } from '@cucumber/cucumber';
import { VF_STAGES, type FunctionRef, type VfRef, type VfStage } from '../../src/isolation/action';
import { parseMacAddress, type MacAddress } from '../../src/terms/mac-address';
import { isNdisStatus, NDIS_STATUSES, type NdisStatus } from '../../src/terms/ndis-status';
import { nearest } from '../../src/terms/nearest';
import { OID_NAMES, OIDS, type Issuer, type OidName } from '../../src/terms/oid';
import { MANAGEMENT_OS, OUTSIDE, type Party } from '../../src/terms/party';
import type { Result } from '../../src/terms/result';
import { parseVlanId, type VlanId } from '../../src/terms/vlan-id';
import { DROP_REASONS, type DropReason } from '../../src/wire/trace';
import { FeatureMistake } from '../../src/target/target';
import { filterKey } from './field-tests';
import { oneOf } from './one-of';
import { vfNumber, type CounterName, type VPortRef } from './references';

/** The patterns accept more than is right, so that a wrong value is answered with a sentence and not with "undefined step". */
const QUOTED = /"([^"]*)"/;

function need<T>(parsed: Result<T>): T {
  if (!parsed.ok) throw new FeatureMistake(parsed.error);
  return parsed.value;
}

/** `a name for people` in a sentence, as itself in code. */
function quotedName(name: string): void {
  defineParameterType({ name, regexp: QUOTED, transformer: (text: string) => text, useForSnippets: false });
}

for (const noun of [
  'adapter',
  'partition',
  'switch',
  'host',
  'extension',
  'driver',
  'profile',
  'file',
  'path',
  'name',
  'member',
]) {
  quotedName(noun);
}

export function party(text: string): Party {
  if (text === MANAGEMENT_OS) return { kind: 'management-os' };
  if (text === OUTSIDE) return { kind: 'outside' };
  if (text.startsWith(`${OUTSIDE} `)) return { kind: 'outside', station: text.slice(OUTSIDE.length + 1) };
  const [partition = text, adapter] = text.split('/');
  return adapter === undefined ? { kind: 'partition', partition } : { kind: 'partition', partition, adapter };
}

defineParameterType({ name: 'party', regexp: QUOTED, transformer: party, useForSnippets: false });

defineParameterType({
  name: 'mac',
  regexp: /([0-9A-Za-z]{1,3}(?:[-:][0-9A-Za-z]{0,3}){1,7})/,
  transformer: (text: string): MacAddress => need(parseMacAddress(text)),
  useForSnippets: false,
});

defineParameterType({
  name: 'vlan',
  regexp: /VLAN (-?\d+)/,
  transformer: (text: string): VlanId => need(parseVlanId(text)),
  useForSnippets: false,
});

defineParameterType({
  name: 'filter-key',
  regexp: /([0-9A-Za-z:-]{11,20} (?:on VLAN -?\d+|untagged|on any VLAN))/,
  transformer: filterKey,
  useForSnippets: false,
});

const VF = /VF (\d+)(?: of adapter "([^"]*)")?|the VF of "([^"]*)"/;

/** Cucumber hands `null` to a transformer for a group that did not take part. */
type Group = string | null | undefined;
const absent = (group: Group): group is null | undefined => group === undefined || group === null;

function vf(number: Group, adapter: Group, partition: Group): VfRef {
  return absent(partition)
    ? vfNumber(number ?? '', adapter ?? undefined)
    : { kind: 'of-partition', partition };
}

defineParameterType({ name: 'vf', regexp: VF, transformer: vf, useForSnippets: false });

defineParameterType({
  name: 'function',
  regexp: /the PF(?: of adapter "([^"]*)")?|VF (\d+)(?: of adapter "([^"]*)")?|the VF of "([^"]*)"/,
  transformer: (pfAdapter: Group, number: Group, adapter: Group, partition: Group): FunctionRef =>
    absent(number) && absent(partition)
      ? { kind: 'pf', ...(absent(pfAdapter) ? {} : { adapter: pfAdapter }) }
      : { kind: 'vf', vf: vf(number, adapter, partition) },
  useForSnippets: false,
});

defineParameterType({
  name: 'vport',
  regexp: /VPort (\d+)|the default VPort|the VPort of (?:VF (\d+)|"([^"]*)")/,
  transformer: (number: Group, ofVf: Group, partition: Group): VPortRef => {
    if (!absent(partition)) return { kind: 'of-vf', vf: { kind: 'of-partition', partition } };
    if (!absent(ofVf)) return { kind: 'of-vf', vf: vfNumber(ofVf) };
    return { kind: 'number', vport: Number(number ?? 0) };
  },
  useForSnippets: false,
});

defineParameterType({
  name: 'oid',
  regexp: /(OID_[A-Z0-9_]+)/,
  transformer: (text: string): OidName => {
    if (text in OIDS) return text as OidName;
    throw new FeatureMistake(`${text} is not a request that Bulkhead knows${nearest(text, OID_NAMES)}`);
  },
  useForSnippets: false,
});

defineParameterType({
  name: 'ndis-status',
  regexp: /((?:NDIS_)?STATUS_[A-Z0-9_]+)/,
  transformer: (text: string): NdisStatus => {
    if (isNdisStatus(text)) return text;
    throw new FeatureMistake(`${text} is not a status that Bulkhead knows${nearest(text, NDIS_STATUSES)}`);
  },
  useForSnippets: false,
});

const DRIVER = /^the driver "([^"]*)"$/;

defineParameterType({
  name: 'issuer',
  regexp: /(the virtualization stack|NDIS|the driver "[^"]*")/,
  transformer: (text: string): Issuer => {
    const driver = DRIVER.exec(text)?.[1];
    if (driver !== undefined) return { kind: 'overlying-driver', driver };
    return { kind: text === 'NDIS' ? 'ndis' : 'virtualization-stack' };
  },
  useForSnippets: false,
});

const UNITS: Readonly<Record<string, number>> = { byte: 1, bytes: 1, KiB: 1024, MiB: 1024 * 1024 };

defineParameterType({
  name: 'size',
  regexp: /(\d+) (bytes?|KiB|MiB)/,
  transformer: (count: string, unit: string): number => Number(count) * (UNITS[unit] ?? 1),
  useForSnippets: false,
});

defineParameterType({
  name: 'hex',
  regexp: /0x([0-9A-Fa-f]+)/,
  transformer: (digits: string): number => parseInt(digits, 16),
  useForSnippets: false,
});

defineParameterType({
  name: 'stage',
  regexp: /([A-Z]+(?:_[A-Z]+)*)/,
  transformer: (text: string): VfStage => oneOf('a state of a VF', VF_STAGES, text),
  useForSnippets: false,
});

defineParameterType({
  name: 'power',
  regexp: /(D[0-9](?:hot)?)/,
  transformer: (text: string): 'D0' | 'D1' | 'D2' | 'D3' =>
    oneOf('a power state', ['D0', 'D1', 'D2', 'D3'] as const, text),
  useForSnippets: false,
});

/** `spoofed source` in a feature, `spoofed-source` in a trace. */
defineParameterType({
  name: 'reason',
  regexp: QUOTED,
  transformer: (text: string): DropReason =>
    oneOf('a reason for which a frame is dropped', DROP_REASONS, text.replaceAll(' ', '-')),
  useForSnippets: false,
});

defineParameterType({
  name: 'on-or-off',
  regexp: /(on|off)/,
  transformer: (text: string): boolean => text === 'on',
  useForSnippets: false,
});

defineParameterType({
  name: 'path-kind',
  regexp: /(VF|synthetic)/,
  transformer: (text: string): 'VF' | 'synthetic' => text as 'VF' | 'synthetic',
  useForSnippets: false,
});

const LIFE_CHANGES = {
  stopped: 'stop-partition',
  saved: 'save-partition',
  restored: 'restore-partition',
  suspended: 'suspend-partition',
  resumed: 'resume-partition',
} as const;
export type LifeChange = (typeof LIFE_CHANGES)[keyof typeof LIFE_CHANGES];

defineParameterType({
  name: 'life-change',
  regexp: /(stopped|saved|restored|suspended|resumed)/,
  transformer: (text: string): LifeChange => LIFE_CHANGES[text as keyof typeof LIFE_CHANGES],
  useForSnippets: false,
});

/** Frames that a sentence can name. */
export const NAMED_FRAMES = [
  'broadcast',
  'PAUSE frame',
  'DHCP offer',
  'DHCP discover',
  'router advertisement',
  'neighbour solicitation',
] as const;
export type NamedFrame = (typeof NAMED_FRAMES)[number];

defineParameterType({
  name: 'named-frame',
  regexp: /(broadcast|PAUSE frame|DHCP offer|DHCP discover|router advertisement|neighbour solicitation)/,
  transformer: (text: string): NamedFrame => text as NamedFrame,
  useForSnippets: false,
});

defineParameterType({
  name: 'counter',
  regexp: /(frames? in|frames? out|dropped frames?|filtered frames?)/,
  transformer: (text: string): CounterName => {
    if (text.startsWith('dropped')) return 'dropped';
    if (text.startsWith('filtered')) return 'filtered';
    return text.endsWith('in') ? 'framesIn' : 'framesOut';
  },
  useForSnippets: false,
});
