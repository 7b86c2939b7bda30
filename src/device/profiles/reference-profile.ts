import type { Result } from '../../terms/result';
import type { AdapterProfile } from '../adapter-profile';
import { overrideProfile, type ProfileOverrides } from './profile-overrides';
import {
  DEFAULT_CHOICES,
  DEFAULT_CONFIG_BLOCKS,
  DEFAULT_MAX_FRAME_SIZE,
  defaultSwitch,
} from './switch-defaults';

const KIB = 1024;
const TOTAL_VFS = 64;

/**
 * The adapter that is used when nobody names one: every feature on, numbers as on common 10-gigabit adapters. Vendor
 * 1209h is the public test range of pid.codes. The VFs are numbered as on 82599 and igb: offset 80h, stride 2 with ARI,
 * 180h without, so that they then lie on the next bus.
 */
export const REFERENCE_PROFILE: AdapterProfile = {
  id: 'reference',
  name: 'Bulkhead reference adapter',
  vendorId: 0x1209,
  deviceId: 0x0001,
  vfDeviceId: 0x0002,
  subsystemVendorId: 0x1209,
  subsystemId: 0x0003,
  revisionId: 0x01,
  classCode: 0x020000,
  pfRoutingId: 0x0100,
  subordinateBus: 0x02,
  ari: true,
  sriov: {
    capabilityOffset: 0x160,
    capabilities: 0x2,
    initialVfs: TOTAL_VFS,
    totalVfs: TOTAL_VFS,
    functionDependencyLink: 0,
    routing: {
      ari: { firstVfOffset: 0x80, vfStride: 2 },
      noAri: { firstVfOffset: 0x180, vfStride: 2 },
    },
    supportedPageSizes: 0x553,
    systemPageSize: 0x1,
    vfBars: [
      { index: 0, kind: 'memory64', prefetchable: false, size: 16 * KIB },
      { index: 3, kind: 'memory64', prefetchable: false, size: 16 * KIB },
    ],
  },
  pfBars: [
    { index: 0, kind: 'memory64', prefetchable: false, size: 128 * KIB },
    { index: 3, kind: 'memory64', prefetchable: false, size: 16 * KIB },
  ],
  pfMsixVectors: 64,
  vfMsixVectors: 3,
  nicSwitch: defaultSwitch(TOTAL_VFS),
  configBlocks: DEFAULT_CONFIG_BLOCKS,
  maxFrameSize: DEFAULT_MAX_FRAME_SIZE,
  choices: DEFAULT_CHOICES,
};

/** The reference adapter with some members changed, up to 65,535 VFs. Errors as in `overrideProfile`. */
export const referenceProfile = (overrides: ProfileOverrides = {}): Result<AdapterProfile> =>
  overrideProfile(REFERENCE_PROFILE, overrides);
