import type { AclRule, VfStage, VlanMode } from '../isolation/action';
import type { FunctionId, VfId } from '../terms/function-id';
import type { MacAddress } from '../terms/mac-address';
import type { RoutingId } from '../terms/routing-id';
import type { FilterId, VPortId } from '../terms/switch-ids';
import type { Json } from '../terms/json';

/**
 * The testbed in the words of the features. Members that a target cannot know are undefined; a step that needs one ends
 * the scenario as not applicable. Lists are in order of creation.
 */
export interface TestbedView {
  readonly hosts: readonly string[];
  readonly adapters: readonly AdapterInTestbed[];
  readonly switches: readonly SwitchInTestbed[];
  readonly partitions: readonly PartitionInTestbed[];
  readonly stations: readonly {
    readonly station: string;
    readonly mac: MacAddress;
    readonly vlan: number | undefined;
  }[];
  /** The whole log of the scenario. */
  readonly log: readonly TestbedEvent[];
}

export interface AdapterInTestbed {
  readonly adapter: string;
  readonly host: string;
  readonly profileId: string;
  readonly driver: string;
  readonly link: 'up' | 'down';
  readonly totalVfs: number;
  readonly numVfs: number;
  readonly vfEnable: boolean;
  readonly pf: FunctionInTestbed;
  readonly vfs: readonly FunctionInTestbed[];
  readonly vports: readonly VPortInTestbed[];
  readonly filters: readonly FilterInTestbed[];
  readonly nicSwitch: {
    readonly exists: boolean;
    readonly usable: boolean;
    readonly numVfs: number;
    readonly numVPorts: number;
    readonly freeQueuePairs: number;
    readonly freeVPorts: number;
    readonly freeFilters: number;
    /** Of all VPorts, deleted ones included; absent where the target does not tell (`vport-counters`). */
    readonly vportTotals?: CountersInTestbed;
  };
  readonly portCounters: CountersInTestbed;
}

export interface FunctionInTestbed {
  readonly function: FunctionId;
  readonly routingId: RoutingId;
  readonly stage: VfStage | undefined;
  readonly allocatedTo: string | undefined;
  readonly busMasterEnable: boolean;
  readonly power: string;
  readonly counters: CountersInTestbed;
  readonly bars: readonly {
    readonly index: number;
    readonly base: number | undefined;
    readonly size: number;
  }[];
}

export interface VPortInTestbed {
  readonly vport: VPortId;
  readonly function: FunctionId;
  readonly active: boolean;
  readonly queuePairs: number;
  readonly firstQueuePair: number;
  readonly counters: CountersInTestbed;
}

export interface FilterInTestbed {
  readonly filter: FilterId;
  readonly vport: VPortId;
  readonly mac: MacAddress;
  readonly vlan: 'untagged-or-zero' | 'any' | number;
}

export interface CountersInTestbed {
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly dropped: number;
}

export interface SwitchInTestbed {
  readonly switch: string;
  readonly host: string;
  readonly type: 'external' | 'internal' | 'private';
  readonly adapter: string | undefined;
  readonly ports: readonly PortInTestbed[];
  readonly extensions: readonly {
    readonly extension: string;
    readonly type: string;
    readonly enabled: boolean;
  }[];
}

export interface PortInTestbed {
  readonly portId: number;
  readonly nicIndex: number;
  readonly owner: string;
  readonly kind: 'external' | 'internal' | 'synthetic' | 'emulated';
  readonly state: string;
  readonly vfAssigned: boolean;
  readonly permanentMac: MacAddress | undefined;
  readonly currentMac: MacAddress | undefined;
  readonly vlan: VlanMode;
  readonly acl: readonly AclRule[];
  readonly iovWeight: number;
  readonly references: number;
  readonly counters: CountersInTestbed & { readonly filtered: number };
}

export interface PartitionInTestbed {
  readonly partition: string;
  readonly host: string;
  readonly state: 'running' | 'stopped' | 'saved' | 'suspended';
  readonly path: 'VF' | 'synthetic' | 'none';
  readonly vf: VfId | undefined;
  readonly adapter: string | undefined;
  readonly vfStage: VfStage | undefined;
  readonly mac: MacAddress;
  readonly vlan: number | undefined;
  readonly switch: string | undefined;
  readonly vfDriver: string;
  readonly netvscBound: boolean;
  /** Protocol drivers of the guest that are bound to its VF miniport (ISO-PRIV-02). */
  readonly vfBindings: readonly string[];
  /** Network devices that the guest sees now, for example `VM network adapter`, `VF network adapter`. */
  readonly devices: readonly string[];
  /** Masks of block notices that reached its VF driver. */
  readonly notices: readonly bigint[];
  /** Number of bytes of its memory that DMA of others has changed. Must stay 0. */
  readonly foreignWrites: number;
}

/** One line of the testbed's log: a request at a boundary, a life-cycle event, a message. Steps check order with it. */
export interface TestbedEvent {
  /** Position in the scenario's log, from 0. */
  readonly at: number;
  /** For example `oid`, `miniport-initialize`, `vmbus`, `pnp-arrival`, `netvsc-bind`, `iommu-fault`, `interrupt`, `nic-updated`. */
  readonly what: string;
  /** Who it concerns or reached. */
  readonly where: string;
  readonly details: Readonly<Record<string, Json>>;
}
