import type { Frame } from './frame';
import type { FunctionId } from '../terms/function-id';
import type { Party } from '../terms/party';
import type { VPortId } from '../terms/switch-ids';

/** A station on a frame's way. `hopName` gives the words of a feature: `VF 1`, `NIC switch`, `default VPort`, `External`. */
export type Hop =
  | { readonly kind: 'party'; readonly party: Party }
  | { readonly kind: 'function'; readonly function: FunctionId }
  | { readonly kind: 'nic-switch' }
  | { readonly kind: 'vport'; readonly vport: VPortId }
  | { readonly kind: 'extensible-switch'; readonly switch: string }
  | { readonly kind: 'physical-port' };

/** Why a frame ended where it did, if not at a receiver. Every drop has exactly one of these names. */
export const DROP_REASONS = [
  'no-due-receiver',
  'spoofed-source',
  'vlan-not-allowed',
  'mac-control-from-vf',
  'link-down',
  'vport-not-active',
  'function-absent',
  'bus-master-disabled',
  'iommu-fault',
  'no-receive-buffer',
  'receive-disabled',
  'transmit-disabled',
  'frame-too-long',
  'not-powered',
  'policy-denied',
  'guard',
  'storm-limit',
  'not-connected',
  'declared-failover-loss',
  'adapter-not-running',
  'malformed',
  'own-frame',
  'excluded-by-extension',
  /** NetVSC takes group frames on the active path alone (ruling 29). */
  'inactive-path',
  /** It went round in a circle between faulty devices until the host stopped it. */
  'hop-limit',
  /** The target does not tell why: it saw the frame go in, or on a part of its way, and nowhere come out. */
  'not-told',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** Out-of-band data of a received frame (NDIS_NET_BUFFER_LIST_8021Q_INFO and filtering info). */
export interface OutOfBand {
  /** The target cannot see it: a Linux guest is not told the VLAN of its port. Then no member says anything. */
  readonly untold?: true;
  readonly vlan?: number;
  readonly priority?: number;
  /** VPort identifier that the PF miniport put in the indication (VPORT-FLOW-03); absent on a VF. */
  readonly vport?: VPortId;
  /** FilterId and QueueId beside it, both of the PF miniport's indications alone (VPORT-FLOW-09). */
  readonly filter?: number;
  readonly queue?: number;
}

export type TraceEnd =
  | {
      readonly kind: 'delivered';
      readonly receiver: Party;
      readonly frame: Frame;
      readonly outOfBand: OutOfBand;
    }
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly rule?: string };

/** One copy of one frame from sender to end. A broadcast has one trace a copy. */
export interface Trace {
  /** Names the frame; unique in a scenario and carried in the payload, so that evidence survives any target. */
  readonly token: string;
  readonly sender: Party;
  readonly hops: readonly Hop[];
  readonly end: TraceEnd;
}
