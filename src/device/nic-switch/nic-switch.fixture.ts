import { vfFunction, vfId } from '../../terms/function-id';
import { macFromBytes, type MacAddress } from '../../terms/mac-address';
import { vportId } from '../../terms/switch-ids';
import type { AdapterProfile } from '../adapter-profile';
import { createNicSwitch } from './create-nic-switch';
import { createVPort } from './create-vport';
import type { NicSwitch } from './nic-switch';
import type { SwitchResult } from './switch-refusal';

/** Only what the NIC switch reads of a profile; the rest is of an adapter without BARs. */
export function nicSwitchProfile(
  size: {
    readonly vfs: number;
    readonly vports?: number;
    readonly queuePairs?: number;
    readonly filters?: number;
  },
  changes: {
    readonly nicSwitch?: Partial<AdapterProfile['nicSwitch']>;
    readonly choices?: Partial<AdapterProfile['choices']>;
    readonly maxFrameSize?: number;
  } = {},
): AdapterProfile {
  const maxVPorts = size.vports ?? size.vfs + 1;
  return {
    ...IDENTITY,
    sriov: { ...IDENTITY.sriov, initialVfs: size.vfs, totalVfs: size.vfs },
    nicSwitch: {
      creation: 'dynamic',
      maxVPorts,
      maxQueuePairs: size.queuePairs ?? maxVPorts,
      maxQueuePairsPerNondefaultVPort: 8,
      asymmetricQueuePairs: true,
      maxMacFilters: size.filters ?? 64,
      vlanFiltering: true,
      receiveBuffersPerQueue: 64,
      ...changes.nicSwitch,
    },
    maxFrameSize: changes.maxFrameSize ?? 1518,
    choices: { ...IDENTITY.choices, ...changes.choices },
  };
}

const IDENTITY = {
  id: 'nic-switch',
  name: 'NIC switch alone',
  vendorId: 0x8086,
  deviceId: 1,
  vfDeviceId: 2,
  subsystemVendorId: 0,
  subsystemId: 0,
  revisionId: 0,
  classCode: 0x020000,
  pfRoutingId: 0x0100,
  subordinateBus: 0xff,
  ari: true,
  sriov: {
    capabilityOffset: 0x160,
    capabilities: 0,
    functionDependencyLink: 0,
    routing: { ari: { firstVfOffset: 1, vfStride: 1 }, noAri: { firstVfOffset: 8, vfStride: 1 } },
    supportedPageSizes: 1,
    systemPageSize: 1,
    vfBars: [],
  },
  pfBars: [],
  pfMsixVectors: 1,
  vfMsixVectors: 1,
  configBlocks: [],
  choices: {
    macOnlyFilter: 'match-any-vlan',
    localForwardingWithLinkDown: true,
    framesBeforeVfDriver: 'declared-loss',
    pfFlrKeepsAri: true,
    unenforceablePolicy: 'not-eligible',
  },
} as const;

/** The state of a verb that must have succeeded. */
export function done(result: SwitchResult): NicSwitch {
  if (!result.ok) throw new Error(`refused: ${result.error.reason} (${result.error.rule})`);
  return result.value;
}

/** VPort n on VF n (VFId n - 1), n = 1 to `vfs`, without filters. */
export function switchWithVfs(vfs: number, profile: AdapterProfile): NicSwitch {
  let state = done(
    createNicSwitch({ numVfs: profile.sriov.totalVfs, numVPorts: profile.nicSwitch.maxVPorts }, profile),
  );
  for (let n = 1; n <= vfs; n++)
    state = done(createVPort(state, { vport: vportId(n), function: vfFunction(vfId(n - 1)), queuePairs: 1 }));
  return state;
}

/** The MAC address that specs give to VPort n, or another of the same VPort. */
export const macOf = (n: number, nth = 0): MacAddress =>
  macFromBytes(Uint8Array.of(0x02, 0, n >> 8, n & 0xff, 0, nth));
