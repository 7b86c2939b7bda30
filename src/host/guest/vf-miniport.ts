import type { MacAddress } from '../../terms/mac-address';
import type { PartitionNumber } from '../platform/partition-number';

/** Driver of one VF in a guest. `not-present`: the guest has no such device, or nothing that drives it. */
export type VfMiniportState = 'not-present' | 'initializing' | 'running' | 'paused' | 'halted' | 'crashed';

/** All that the VF miniport of one VF remembers. Kept apart from the device's own state: a reset of the VF forgets none of it. */
export interface VfMiniport {
  readonly partition: PartitionNumber;
  readonly state: VfMiniportState;
  /** As the PF driver has given them to the VF at allocation (VF-ALLOC-33). */
  readonly permanentMac: MacAddress;
  readonly currentMac: MacAddress;
  readonly registerBar: number;
  /** Guest-physical address of the 8 MiB that the driver keeps its rings in. */
  readonly ringArea: number;
  /** Receive buffers that the driver posts on each queue pair, if they fit. */
  readonly buffersPerQueue: number;
  readonly queuePairs: number;
  readonly vectors: number;
  readonly slotSize: number;
  readonly receiveRings: readonly Ring[];
  readonly transmitRings: readonly Ring[];
  /** A hostile guest has pointed its receive rings at memory that is not its own. */
  readonly buffersAstray: boolean;
  /** False once a guest was told to hand back no buffer by itself. */
  readonly handsBuffersBack: boolean;
  readonly receiveMode: VfReceiveMode;
  /** Protocol drivers of the guest that are bound to it. */
  readonly bindings: readonly string[];
  /** Masks that reached the driver by OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK, oldest first. */
  readonly notices: readonly bigint[];
  /** Interrupts that reached the driver. */
  readonly interrupts: number;
  /** Where the MSI-X table lies; undefined before the driver has found it. */
  readonly messageTable: { readonly bar: number; readonly offset: number } | undefined;
}

export interface VfReceiveMode {
  readonly broadcast: boolean;
  readonly allMulticast: boolean;
  readonly promiscuous: boolean;
  readonly groups: readonly MacAddress[];
}

/** A ring in guest memory as its driver knows it. */
export interface Ring {
  /** Guest-physical address of slot 0. */
  readonly base: number;
  /** Slots. */
  readonly length: number;
  /** Receive: the next slot to take. Transmit: the next slot to fill. */
  readonly next: number;
  /** What the driver last wrote to TAIL. */
  readonly tail: number;
}

/** Bytes of guest memory for the rings of one VF. */
export const RING_AREA_SIZE = 8 << 20;

export const DIRECTED_ONLY: VfReceiveMode = {
  broadcast: false,
  allMulticast: false,
  promiscuous: false,
  groups: [],
};

/** A driver that is on the guest's disk, before its device was started. */
export const loadedMiniport = (
  about: Pick<
    VfMiniport,
    'partition' | 'permanentMac' | 'currentMac' | 'registerBar' | 'ringArea' | 'buffersPerQueue'
  >,
): VfMiniport => ({
  ...about,
  state: 'not-present',
  ...WITHOUT_RINGS,
  handsBuffersBack: true,
  receiveMode: DIRECTED_ONLY,
  bindings: [],
  notices: [],
  interrupts: 0,
  messageTable: undefined,
});

export const WITHOUT_RINGS = {
  queuePairs: 0,
  vectors: 0,
  slotSize: 0,
  receiveRings: [],
  transmitRings: [],
  buffersAstray: false,
} satisfies Partial<VfMiniport>;
