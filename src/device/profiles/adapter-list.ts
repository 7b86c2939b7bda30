import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nearest } from '../../terms/nearest';
import { failed, ok, type Result } from '../../terms/result';
import type { AdapterProfile } from '../adapter-profile';
import type { AdapterFacts, BarFacts } from './adapter-facts';
import { profileProblem } from './profile-check';
import { profileFromFacts } from './profile-from-facts';

/** An entry of adapters.yaml as far as profiles use it. Numbers that begin with 0x are quoted strings there. */
interface AdapterEntry {
  readonly id: string;
  readonly name: string;
  readonly evidence: 'full-block' | 'excerpt' | 'no-capability' | 'documentation-only';
  readonly vendorId?: string;
  readonly deviceId?: string;
  readonly vfDeviceId?: string;
  readonly iovCap?: string;
  readonly sriovCapabilityOffset?: string;
  readonly totalVfs?: number;
  readonly initialVfs?: number;
  readonly firstVfOffset?: number;
  readonly vfStride?: number;
  readonly ariCapableHierarchy?: boolean;
  readonly functionDependencyLink?: number;
  readonly supportedPageSizes?: string;
  readonly systemPageSize?: string;
  readonly vfBars?: readonly {
    readonly index: number;
    readonly bits: 32 | 64;
    readonly prefetchable: boolean;
    readonly sizePerVf?: number;
    readonly sizeFrom?: string;
  }[];
  /** Of the port above, where that was seen. */
  readonly subordinateBus?: number;
  readonly vfMsixVectors?: number;
  readonly driverLimits?: {
    readonly queuePairsPerVfMax?: number;
    readonly queuesPerVfMax?: number;
    readonly queuesPerVf?: number;
    readonly receiveAddressFilters?: number;
  };
  readonly absent?: readonly string[];
  readonly blocks?: readonly {
    readonly functions?: readonly { readonly bdf: string; readonly msixVectors?: number }[];
  }[];
}

interface AdapterList {
  readonly adapters: readonly AdapterEntry[];
}

let list: readonly AdapterEntry[] | undefined;

/** Loading the YAML library and this file takes some 100 ms: only when an adapter is asked for, and once. */
const adapters = (): readonly AdapterEntry[] => (list ??= loaded());

function loaded(): readonly AdapterEntry[] {
  const { parse } = createRequire(__filename)('yaml') as typeof import('yaml');
  return (parse(readFileSync(join(__dirname, 'adapters.yaml'), 'utf8')) as AdapterList).adapters;
}

/** Ids of all entries, also of those that no profile can be made of. */
export const adapterIds = (): readonly string[] => adapters().map(({ id }) => id);

/** The profile of a real adapter as others saw its registers. */
export function profileFromAdapterList(id: string): Result<AdapterProfile> {
  const entry = adapters().find((each) => each.id === id);
  if (entry === undefined) return failed(unknownAdapter(id));
  const facts = factsOf(entry);
  if (!facts.ok) return facts;
  const profile = profileFromFacts(facts.value);
  const problem = profileProblem(profile);
  return problem === undefined ? ok(profile) : failed(`adapter "${id}" of the adapter list: ${problem}`);
}

function unknownAdapter(id: string): string {
  const ids = adapterIds();
  return `the adapter list has no "${id}"${nearest(id, ids)}; it has ${ids.join(', ')}`;
}

function factsOf(entry: AdapterEntry): Result<AdapterFacts> {
  const { vfDeviceId, totalVfs, initialVfs, firstVfOffset, vfStride } = entry;
  if (entry.evidence === 'no-capability' || entry.evidence === 'documentation-only')
    return failed(whyNoProfile(entry));
  if (
    vfDeviceId === undefined ||
    totalVfs === undefined ||
    firstVfOffset === undefined ||
    vfStride === undefined
  )
    return failed(
      `adapter "${entry.id}" of the adapter list lacks TotalVFs, First VF Offset, VF Stride or VF Device ID`,
    );
  return ok({
    ...identityOf(entry),
    ...registersOf(entry),
    ...limitsOf(entry),
    vfDeviceId: Number(vfDeviceId),
    totalVfs,
    initialVfs: initialVfs ?? totalVfs,
    firstVfOffset,
    vfStride,
  });
}

const REASONS = {
  'no-capability': 'all that lspci printed was seen, and it shows no SR-IOV capability',
  'documentation-only': 'no register of it was ever seen, only documentation',
} as const;

function whyNoProfile(entry: AdapterEntry): string {
  const reason = REASONS[entry.evidence as keyof typeof REASONS];
  const absent = entry.absent === undefined ? '' : ` (absent: ${entry.absent.join('; ')})`;
  return (
    `adapter "${entry.id}" of the adapter list cannot be used as a profile: ${reason}${absent}; ` +
    `expected an entry with SR-IOV registers, such as ${usableIds().slice(0, 3).join(', ')}`
  );
}

const usableIds = (): readonly string[] =>
  adapters()
    .filter(({ evidence }) => evidence === 'full-block' || evidence === 'excerpt')
    .map(({ id }) => id);

/** A member with its number, or no member. */
function optional<K extends string>(
  name: K,
  value: string | number | undefined,
): { readonly [name in K]?: number } {
  return (value === undefined ? {} : { [name]: Number(value) }) as { readonly [name in K]?: number };
}

function identityOf(entry: AdapterEntry): Pick<AdapterFacts, 'id' | 'name'> & Partial<AdapterFacts> {
  const first = entry.blocks?.[0]?.functions?.[0];
  return {
    id: entry.id,
    name: entry.name,
    ...optional('vendorId', entry.vendorId),
    ...optional('deviceId', entry.deviceId),
    ...optional('pfRoutingId', first && routingIdOf(first.bdf)),
    ...optional('subordinateBus', entry.subordinateBus),
    ...optional('pfMsixVectors', first?.msixVectors),
    ...optional('vfMsixVectors', entry.vfMsixVectors),
  };
}

/** `bb:dd.f` */
function routingIdOf(bdf: string): number {
  const [bus = 0, device = 0, fn = 0] = bdf.split(/[:.]/).map((digits) => parseInt(digits, 16));
  return (bus << 8) | (device << 3) | fn;
}

function registersOf(entry: AdapterEntry): Pick<AdapterFacts, 'ariCapableHierarchy'> & Partial<AdapterFacts> {
  return {
    ariCapableHierarchy: entry.ariCapableHierarchy ?? false,
    ...optional('capabilityOffset', entry.sriovCapabilityOffset),
    ...optional('capabilities', entry.iovCap),
    ...optional('functionDependencyLink', entry.functionDependencyLink),
    ...optional('supportedPageSizes', entry.supportedPageSizes),
    ...optional('systemPageSize', entry.systemPageSize),
    ...(entry.vfBars !== undefined && { vfBars: entry.vfBars.map(barOf) }),
  };
}

const barOf = (bar: NonNullable<AdapterEntry['vfBars']>[number]): BarFacts => ({
  index: bar.index,
  kind: bar.bits === 64 ? 'memory64' : 'memory32',
  prefetchable: bar.prefetchable,
  ...optional('size', bar.sizePerVf),
  ...(bar.sizeFrom !== undefined && { sizeFrom: bar.sizeFrom }),
});

function limitsOf({ driverLimits }: AdapterEntry): Partial<AdapterFacts> {
  const { queuePairsPerVfMax, queuesPerVfMax, queuesPerVf, receiveAddressFilters } = driverLimits ?? {};
  return {
    ...optional('queuePairsPerVf', queuePairsPerVfMax ?? queuesPerVfMax ?? queuesPerVf),
    ...optional('macFilters', receiveAddressFilters),
  };
}
