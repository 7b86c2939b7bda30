import type { AdapterProfile, RoutingProfile } from '../adapter-profile';
import { baseAddressRegisters } from './bar-registers';
import type { Register } from './config-layout';
import type { ExtendedCapability } from './extended-capabilities';

/** Offsets from the start of the SR-IOV extended capability. */
export const SRIOV = {
  capabilities: 0x04,
  control: 0x08,
  status: 0x0a,
  initialVfs: 0x0c,
  totalVfs: 0x0e,
  numVfs: 0x10,
  functionDependencyLink: 0x12,
  firstVfOffset: 0x14,
  vfStride: 0x16,
  vfDeviceId: 0x1a,
  supportedPageSizes: 0x1c,
  systemPageSize: 0x20,
  vfBar: 0x24,
  migrationStateArray: 0x3c,
} as const;
export const SRIOV_LENGTH = 0x40;

export const VF_ENABLE = 0x0001;
export const VF_MEMORY_SPACE_ENABLE = 0x0008;
export const ARI_CAPABLE_HIERARCHY = 0x0010;
const TEN_BIT_TAG = 0x0020;
const TEN_BIT_TAG_SUPPORTED = 0x0004;
/** VF Migration Capable and its interrupt number: no multi-root manager exists here, so the bits are not offered. */
const MIGRATION = 0xffe00001;

const isLowestPf = (profile: AdapterProfile): boolean => (profile.pfRoutingId & 7) === 0;

/** ARI Capable Hierarchy is writable in the lowest-numbered PF alone. */
const controlMask = (profile: AdapterProfile): number =>
  VF_ENABLE |
  VF_MEMORY_SPACE_ENABLE |
  (profile.ari && isLowestPf(profile) ? ARI_CAPABLE_HIERARCHY : 0) |
  ((profile.sriov.capabilities & TEN_BIT_TAG_SUPPORTED) === 0 ? 0 : TEN_BIT_TAG);

/** A PF above the lowest cannot see the bit; it goes by what the adapter was read with. */
export const routingFor = (profile: AdapterProfile, ariCapableHierarchy: boolean): RoutingProfile => {
  const ari = isLowestPf(profile) ? ariCapableHierarchy : profile.ari;
  return ari ? profile.sriov.routing.ari : profile.sriov.routing.noAri;
};

/** PF FLR leaves ARI Capable Hierarchy, and with it the numbering that follows from it (PCIE-FLR-06, ruling 23). */
const keptByFlr = (profile: AdapterProfile, mask: number): number =>
  profile.choices.pfFlrKeepsAri ? mask : 0;

/** The structure of pcie-registers.yaml; everything not writable here is read-only (PCIE-CAP-01). */
export const sriovCapability = (profile: AdapterProfile): ExtendedCapability => ({
  id: 0x0010,
  version: 1,
  name: 'SR-IOV',
  length: SRIOV_LENGTH,
  registers: (base) =>
    [...controls(profile), ...numbering(profile), ...memory(profile)].map((register) => ({
      facet: 'capability' as const,
      ...register,
      offset: base + register.offset,
    })),
});

function controls(profile: AdapterProfile): Register[] {
  const { sriov } = profile;
  return [
    {
      offset: SRIOV.capabilities,
      size: 4,
      name: 'SR-IOV Capabilities',
      value: (sriov.capabilities & ~MIGRATION) >>> 0,
    },
    {
      offset: SRIOV.control,
      size: 2,
      name: 'SR-IOV Control',
      writable: controlMask(profile),
      survivesFlr: keptByFlr(profile, ARI_CAPABLE_HIERARCHY),
    },
    { offset: SRIOV.status, size: 2, name: 'SR-IOV Status' },
    { offset: SRIOV.initialVfs, size: 2, name: 'InitialVFs', value: sriov.initialVfs },
    { offset: SRIOV.totalVfs, size: 2, name: 'TotalVFs', value: sriov.totalVfs },
    { offset: SRIOV.numVfs, size: 2, name: 'NumVFs', writable: 0xffff },
  ];
}

function numbering(profile: AdapterProfile): Register[] {
  const { sriov } = profile;
  const routing = routingFor(profile, false);
  return [
    {
      offset: SRIOV.functionDependencyLink,
      size: 1,
      name: 'Function Dependency Link',
      value: sriov.functionDependencyLink,
    },
    {
      offset: SRIOV.firstVfOffset,
      size: 2,
      name: 'First VF Offset',
      value: routing.firstVfOffset,
      survivesFlr: keptByFlr(profile, 0xffff),
    },
    {
      offset: SRIOV.vfStride,
      size: 2,
      name: 'VF Stride',
      value: routing.vfStride,
      survivesFlr: keptByFlr(profile, 0xffff),
    },
    { offset: SRIOV.vfDeviceId, size: 2, name: 'VF Device ID', value: profile.vfDeviceId },
  ];
}

const memory = ({ sriov }: AdapterProfile): Register[] => [
  {
    offset: SRIOV.supportedPageSizes,
    size: 4,
    name: 'Supported Page Sizes',
    value: sriov.supportedPageSizes,
  },
  {
    offset: SRIOV.systemPageSize,
    size: 4,
    name: 'System Page Size',
    value: 0x00000001,
    writable: 0xffffffff,
  },
  ...baseAddressRegisters(sriov.vfBars, SRIOV.vfBar, 'VF BAR'),
  { offset: SRIOV.migrationStateArray, size: 4, name: 'VF Migration State Array Offset' },
];
