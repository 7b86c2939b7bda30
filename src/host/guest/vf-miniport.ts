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
  readonly queuePairs: number;
  readonly vectors: number;
  readonly slotSize: number;
  readonly receiveRings: readonly Ring[];
  readonly transmitRings: readonly Ring[];
  /** False once a guest was told to hand back no buffer by itself. */
  readonly handsBuffersBack: boolean;
  readonly receiveMode: VfReceiveMode;
  /** Masks that reached the driver by OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK, oldest first. */
  readonly notices: readonly bigint[];
  readonly interrupts: number;
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
