import type { AdapterProfile, BarProfile, RoutingProfile } from '../adapter-profile';
import type { AdapterFacts, BarFacts } from './adapter-facts';
import {
  DEFAULT_CHOICES,
  DEFAULT_CONFIG_BLOCKS,
  DEFAULT_MAX_FRAME_SIZE,
  defaultSwitch,
} from './switch-defaults';

const KIB = 1024;
const BUS = 0x100;

const DEFAULT_VF_BARS: readonly BarFacts[] = [
  { index: 0, kind: 'memory64', prefetchable: false },
  { index: 3, kind: 'memory64', prefetchable: false },
];
const DEFAULT_PF_BARS: readonly BarFacts[] = [
  { index: 0, kind: 'memory64', prefetchable: false, size: 128 * KIB },
  { index: 3, kind: 'memory64', prefetchable: false, size: 16 * KIB },
];
const DEFAULT_SIZE = 16 * KIB;
/** ARI Capable Hierarchy Preserved. */
const ARI_PRESERVED = 0x2;

const hex = (value: number, digits = 4): string => `0x${value.toString(16).padStart(digits, '0')}`;

/** Takes what a source gave, fills in the rest, and writes down each thing that was filled in. */
class Filling {
  readonly assumptions: string[] = [];

  /** The value given, or the default, which is then named with its reason. */
  given(
    value: number | undefined,
    name: string,
    otherwise: number,
    why: string,
    shown = hex(otherwise),
  ): number {
    if (value !== undefined) return value;
    this.assumptions.push(`${name} ${shown}: ${why}`);
    return otherwise;
  }
}

/** A complete profile, not yet checked. What cannot be known from a dump (switch, blocks, choices) is the reference adapter's. */
export function profileFromFacts(facts: AdapterFacts): AdapterProfile {
  const filling = new Filling();
  const identity = identityOf(facts, filling);
  const sriov = sriovOf(facts, filling, identity.pfRoutingId);
  const rest = resourcesOf(facts, filling);
  const ari = ariInUse(facts, identity.pfRoutingId);
  const subordinateBus = subordinateOf(facts, filling, identity.pfRoutingId, sriov);
  const assumptions = [...(facts.assumptions ?? []), ...filling.assumptions];
  return {
    id: facts.id,
    name: facts.name,
    ...identity,
    subordinateBus,
    ari,
    sriov,
    ...rest,
    configBlocks: DEFAULT_CONFIG_BLOCKS,
    maxFrameSize: DEFAULT_MAX_FRAME_SIZE,
    choices: DEFAULT_CHOICES,
    assumptions: [...assumptions, SWITCH_ASSUMPTION],
    ...(facts.remarks !== undefined && { remarks: facts.remarks }),
  };
}

const SWITCH_ASSUMPTION =
  'NIC switch, configuration blocks, largest frame and declared choices: those of the reference adapter, since no register shows them';

type Identity = Pick<
  AdapterProfile,
  | 'vendorId'
  | 'deviceId'
  | 'vfDeviceId'
  | 'subsystemVendorId'
  | 'subsystemId'
  | 'revisionId'
  | 'classCode'
  | 'pfRoutingId'
>;

function identityOf(facts: AdapterFacts, filling: Filling): Identity {
  const notShown = 'not shown';
  const vendorId = filling.given(facts.vendorId, 'vendor id', 0x1209, notShown);
  return {
    vendorId,
    deviceId: filling.given(facts.deviceId, 'device id', 0x0001, notShown),
    vfDeviceId: facts.vfDeviceId,
    subsystemVendorId: filling.given(
      facts.subsystemVendorId,
      'subsystem vendor id',
      vendorId,
      'not shown; the vendor id',
    ),
    subsystemId: filling.given(facts.subsystemId, 'subsystem id', 0x0001, notShown),
    revisionId: filling.given(facts.revisionId, 'revision id', 0, notShown, '0'),
    classCode: filling.given(
      facts.classCode,
      'class code',
      0x020000,
      'not shown; Ethernet controller',
      '0x020000',
    ),
    pfRoutingId: filling.given(facts.pfRoutingId, 'PF routing id', 0x0100, notShown),
  };
}

const isLowestPf = (pfRoutingId: number): boolean => (pfRoutingId & 7) === 0;

/**
 * Whether the registers were read with ARI on. A PF above the lowest reads the bit as 0, so its First VF Offset tells: on
 * its own bus with ARI, on a further one without (the adapter list shows both: ConnectX-4 Lx PF 1 at 9, X710 PF 2 at 334).
 */
const ariInUse = (facts: AdapterFacts, pfRoutingId: number): boolean =>
  facts.ariCapableHierarchy || (!isLowestPf(pfRoutingId) && facts.firstVfOffset < BUS);

function sriovOf(facts: AdapterFacts, filling: Filling, pfRoutingId: number): AdapterProfile['sriov'] {
  const ari = ariInUse(facts, pfRoutingId);
  const why = 'not shown';
  return {
    capabilityOffset: filling.given(facts.capabilityOffset, 'SR-IOV capability offset', 0x160, why, '0x160'),
    capabilities: filling.given(
      facts.capabilities,
      'SR-IOV Capabilities',
      ari ? ARI_PRESERVED : 0,
      'lspci does not print it',
      ari ? '0x2' : '0x0',
    ),
    initialVfs: facts.initialVfs,
    totalVfs: facts.totalVfs,
    functionDependencyLink: filling.given(
      facts.functionDependencyLink,
      'Function Dependency Link',
      pfRoutingId & 7,
      'not shown; the PF itself',
    ),
    routing: routingOf(facts, filling, ari, pfRoutingId),
    supportedPageSizes: filling.given(
      facts.supportedPageSizes,
      'Supported Page Sizes',
      0x553,
      'not shown; the six that every adapter must have',
      '0x553',
    ),
    systemPageSize: filling.given(facts.systemPageSize, 'System Page Size', 0x1, why, '0x1'),
    vfBars: barsOf(facts.vfBars, DEFAULT_VF_BARS, 'VF BAR', filling),
  };
}

/**
 * Only one ARI state was read. Adapters that were seen in both (82576, 82599, X550) have the VFs of the other state 256
 * Routing IDs away, which is the same place on the next bus; where that leads nowhere, both states are alike.
 */
function routingOf(
  facts: AdapterFacts,
  filling: Filling,
  ari: boolean,
  pfRoutingId: number,
): AdapterProfile['sriov']['routing'] {
  const read: RoutingProfile = { firstVfOffset: facts.firstVfOffset, vfStride: facts.vfStride };
  if (facts.totalVfs === 0) return { ari: read, noAri: read };
  const distance = ari ? BUS : -BUS;
  const moved = { ...read, firstVfOffset: read.firstVfOffset + distance };
  const last = pfRoutingId + moved.firstVfOffset + (facts.totalVfs - 1) * moved.vfStride;
  const other = moved.firstVfOffset > 0 && last <= 0xffff ? moved : read;
  const state = ari ? 'without' : 'with';
  filling.assumptions.push(
    `First VF Offset ${other.firstVfOffset} and VF Stride ${other.vfStride} ${state} ARI: only the other state was read`,
  );
  return ari ? { ari: read, noAri: other } : { ari: other, noAri: read };
}

function subordinateOf(
  facts: AdapterFacts,
  filling: Filling,
  pfRoutingId: number,
  { routing, totalVfs }: AdapterProfile['sriov'],
): number {
  const last = (each: RoutingProfile): number =>
    pfRoutingId + each.firstVfOffset + Math.max(0, totalVfs - 1) * each.vfStride;
  const needed = Math.min(0xffff, Math.max(pfRoutingId, last(routing.ari), last(routing.noAri)));
  return filling.given(
    facts.subordinateBus,
    'subordinate bus of the port above',
    needed >> 8,
    'the port is not shown; as far as the last VF lies',
    hex(needed >> 8, 2),
  );
}

function resourcesOf(
  facts: AdapterFacts,
  filling: Filling,
): Pick<AdapterProfile, 'pfBars' | 'pfMsixVectors' | 'vfMsixVectors' | 'nicSwitch'> {
  const vectors = (value: number | undefined, of: string, otherwise: number): number =>
    filling.given(value, `MSI-X vectors of ${of}`, otherwise, 'not shown', String(otherwise));
  return {
    pfBars: barsOf(facts.pfBars, DEFAULT_PF_BARS, 'BAR', filling),
    pfMsixVectors: vectors(facts.pfMsixVectors, 'the PF', 64),
    vfMsixVectors: vectors(facts.vfMsixVectors, 'a VF', 3),
    nicSwitch: switchOf(facts),
  };
}

function switchOf({ totalVfs, queuePairsPerVf, macFilters }: AdapterFacts): AdapterProfile['nicSwitch'] {
  const base = defaultSwitch(totalVfs);
  return {
    ...base,
    ...(queuePairsPerVf !== undefined && {
      maxQueuePairsPerNondefaultVPort: queuePairsPerVf,
      maxQueuePairs: Math.max(base.maxQueuePairs, queuePairsPerVf * base.maxVPorts),
    }),
    ...(macFilters !== undefined && { maxMacFilters: macFilters }),
  };
}

/** No bar at all where some are needed means that none was shown: the register file must lie somewhere. */
function barsOf(
  shown: readonly BarFacts[] | undefined,
  otherwise: readonly BarFacts[],
  what: string,
  filling: Filling,
): readonly BarProfile[] {
  const memory = shown?.some((bar) => bar.kind !== 'io') ?? false;
  const bars = memory ? shown! : otherwise;
  if (!memory)
    filling.assumptions.push(`${what}s ${otherwise.map((bar) => bar.index).join(' and ')}: not shown`);
  return bars.map((bar) => sized(bar, what, filling));
}

function sized(bar: BarFacts, what: string, filling: Filling): BarProfile {
  const size = filling.given(bar.size, `size of ${what} ${bar.index}`, DEFAULT_SIZE, 'not shown', '16 KiB');
  const sizeFrom = bar.sizeFrom ?? (bar.size === undefined ? 'assumed: not shown' : undefined);
  return { ...bar, size, ...(sizeFrom !== undefined && { sizeFrom }) };
}
