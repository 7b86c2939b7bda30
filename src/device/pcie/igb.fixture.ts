import type { AdapterProfile } from '../adapter-profile';

/** The igb emulation of pcie-registers.yaml, for specs. */
export const IGB: AdapterProfile = {
  id: 'igb-fixture',
  name: 'igb as pcie-registers.yaml has it',
  vendorId: 0x8086,
  deviceId: 0x10c9,
  vfDeviceId: 0x10ca,
  subsystemVendorId: 0x1af4,
  subsystemId: 0x1100,
  revisionId: 1,
  classCode: 0x020000,
  pfRoutingId: 0x0100,
  subordinateBus: 2,
  ari: true,
  sriov: {
    capabilityOffset: 0x160,
    capabilities: 0x2,
    initialVfs: 8,
    totalVfs: 8,
    functionDependencyLink: 0,
    routing: {
      ari: { firstVfOffset: 0x80, vfStride: 2 },
      noAri: { firstVfOffset: 0x180, vfStride: 2 },
    },
    supportedPageSizes: 0x553,
    systemPageSize: 1,
    vfBars: [
      { index: 0, kind: 'memory64', prefetchable: true, size: 0x4000 },
      { index: 3, kind: 'memory64', prefetchable: true, size: 0x4000 },
    ],
  },
  pfBars: [
    { index: 0, kind: 'memory32', prefetchable: false, size: 0x20000 },
    { index: 1, kind: 'memory32', prefetchable: false, size: 0x20000 },
    { index: 2, kind: 'io', prefetchable: false, size: 0x20 },
    { index: 3, kind: 'memory64', prefetchable: false, size: 0x4000 },
  ],
  pfMsixVectors: 10,
  vfMsixVectors: 3,
  nicSwitch: {
    creation: 'static',
    maxVPorts: 9,
    maxQueuePairs: 16,
    maxQueuePairsPerNondefaultVPort: 2,
    asymmetricQueuePairs: false,
    maxMacFilters: 24,
    vlanFiltering: true,
    receiveBuffersPerQueue: 64,
  },
  configBlocks: [],
  maxFrameSize: 1514,
  choices: {
    macOnlyFilter: 'match-any-vlan',
    localForwardingWithLinkDown: true,
    framesBeforeVfDriver: 'declared-loss',
    pfFlrKeepsAri: true,
    unenforceablePolicy: 'not-eligible',
  },
};

/** @param sriov members of `sriov` that differ. */
export const igbWith = (
  sriov: Partial<AdapterProfile['sriov']>,
  other: Partial<AdapterProfile> = {},
): AdapterProfile => ({ ...IGB, ...other, sriov: { ...IGB.sriov, ...sriov } });
