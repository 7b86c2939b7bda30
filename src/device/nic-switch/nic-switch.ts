import type { FunctionId } from '../../terms/function-id';
import type { FilterId, VPortId } from '../../terms/switch-ids';
import type { Table } from '../../terms/table';
import type { AdapterProfile } from '../adapter-profile';
import type { Counters, FilterView } from '../device';
import type { MacAddress } from '../../terms/mac-address';
import type { QueueRange } from './queue-pool';

/**
 * The adapter's bridge (SWITCH-ARCH-01): VPorts, receive filters, queue pairs, counters. Immutable; each verb of this
 * folder takes one and returns the next one or a refusal that leaves it as it was (ISO-LAW-16). Who may ask, which
 * identifiers NDIS assigns and which VFs are allocated is not known here; the PF driver sees to it.
 */
export interface NicSwitch {
  /** Fixed from creation to deletion. The same object in every version of one switch. */
  readonly limits: SwitchLimits;
  readonly name: string;
  /** False: provisioned by static creation, not yet enabled by NDIS (SWITCH-STATIC-07). */
  readonly usable: boolean;
  /** By VPortId; 0 is the default VPort and always present (SWITCH-ARCH-03). */
  readonly vports: Table<VPort>;
  /** By FilterId. */
  readonly filters: Table<ReceiveFilter>;
  /** Queue pairs that no VPort has, ascending, never adjacent. */
  readonly freeQueues: readonly QueueRange[];
  /** By VPortId; absent while all zero, so that a new VPort changes nobody's statistics. */
  readonly statistics: Table<Counters>;
  /** The physical port: `In` from the wire, `Out` onto it. */
  readonly port: Counters;
  readonly totals: SwitchTotals;
  /** Sum of the counters of VPorts deleted since creation, kept so that sums still agree (ISO-LAW-15). */
  readonly retired: Counters;
}

/** What a switch was created with, and what its adapter allows. */
export interface SwitchLimits {
  readonly numVfs: number;
  /** VPorts in all, the default one included (SWITCH-INFO-05). */
  readonly numVPorts: number;
  /** Queue pairs in all, those of the default VPort included (SWITCH-CAPS-06). */
  readonly queuePairs: number;
  readonly queuePairsForDefaultVPort: number;
  readonly maxQueuePairsPerNondefaultVPort: number;
  readonly asymmetricQueuePairs: boolean;
  /** One pool for PF and VFs; otherwise a VPort per VF is held back from the PF (VPORT-POOL-01, VPORT-POOL-04). */
  readonly singleVPortPool: boolean;
  readonly maxFilters: number;
  readonly vlanFiltering: boolean;
  /** Bytes of a frame as `frameSize` counts them, a tag in the data included. */
  readonly maxFrameSize: number;
  readonly macOnlyFilter: AdapterProfile['choices']['macOnlyFilter'];
  readonly localForwardingWithLinkDown: boolean;
}

export interface VPort {
  readonly id: VPortId;
  readonly name: string;
  /** Never changes (VPORT-ARCH-02). */
  readonly function: FunctionId;
  readonly active: boolean;
  readonly firstQueuePair: number;
  readonly queuePairs: number;
  readonly interruptModeration: InterruptModeration;
  /** Bitmap of processors; PF VPorts only (VPORT-SET-06), 0 on a VF's. */
  readonly processorAffinity: number;
  /** Policy of the extensible switch's port: source addresses are not checked (ruling 7). */
  readonly allowMacSpoofing: boolean;
}

/** VPORT-INTMOD-01. */
export const INTERRUPT_MODERATIONS = ['undefined', 'adaptive', 'off', 'low', 'medium', 'high'] as const;
export type InterruptModeration = (typeof INTERRUPT_MODERATIONS)[number];

/** A destination MAC test and a VLAN test, both of which must pass (FILTER-MATCH-01). */
export type ReceiveFilter = FilterView;
export type VlanTest = FilterView['vlan'];

/** What a caller of `setFilter` names. */
export interface NewFilter {
  /** Assigned by NDIS, 1 and up, unique on the adapter (FILTER-SET-11). */
  readonly filter: FilterId;
  readonly vport: VPortId;
  readonly mac: MacAddress;
  readonly vlan: VlanTest;
}

/**
 * The switch's own count of what it did, kept apart from the VPorts' counters so that the two can be compared. With the
 * sums over all VPorts and `retired`:
 *
 *     Σ framesOut(VPort) + framesIn(port) = ingress
 *     Σ framesIn(VPort)                   = delivered
 *     framesOut(port)                     = egress
 *     Σ dropped(VPort) + dropped(port)    = dropped
 *     ingress + replicated                = delivered + egress + dropped
 */
export interface SwitchTotals {
  readonly ingress: number;
  readonly delivered: number;
  readonly egress: number;
  readonly dropped: number;
  /** Copies beyond the first of broadcast, multicast and promiscuously seen frames. */
  readonly replicated: number;
}
