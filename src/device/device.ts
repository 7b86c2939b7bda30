import type { Facet } from '../terms/domain';
import type { FunctionId, VfId } from '../terms/function-id';
import type { MacAddress } from '../terms/mac-address';
import type { Observation } from '../terms/observation';
import type { OidAnswer, OidRequest } from '../terms/oid';
import type { RoutingId } from '../terms/routing-id';
import type { FilterId, VPortId } from '../terms/switch-ids';
import type { Table } from '../terms/table';
import type { Frame } from '../wire/frame';
import type { DropReason, Hop, OutOfBand } from '../wire/trace';
import type { AdapterProfile } from './adapter-profile';

/**
 * The boundary at which a virtualization stack drives an adapter and its PF miniport driver. Synchronous and pure: a
 * request goes in with a state, the next state, the outcome and the effects come out. What lies below is the subject;
 * everything above (NDIS, virtualization stack, switch, guests, IOMMU, memory) is the kit.
 */
export interface Device {
  readonly profile: AdapterProfile;
  /** After power-on: driver not loaded, link up. */
  readonly initial: DeviceState;
  apply(state: DeviceState, request: DeviceRequest): DeviceResult;
  /** Every cell that some domain can observe. */
  observe(state: DeviceState): Observation;
  /** The same state in words, for the host and for configuration readers. */
  view(state: DeviceState): AdapterView;
}

/** Opaque above the seam; an immutable root below it. */
export type DeviceState = { readonly deviceState: unique symbol } | object;

export interface DeviceResult {
  readonly state: DeviceState;
  readonly outcome: DeviceOutcome;
  readonly effects: readonly DeviceEffect[];
}

// ---------------------------------------------------------------- requests

export type DeviceRequest =
  | DriverRequest
  | { readonly kind: 'oid'; readonly request: OidRequest }
  /** Raw configuration access by Routing ID, width 1, 2 or 4 bytes, naturally aligned. */
  | {
      readonly kind: 'config-read';
      readonly routingId: RoutingId;
      readonly offset: number;
      readonly width: 1 | 2 | 4;
    }
  | {
      readonly kind: 'config-write';
      readonly routingId: RoutingId;
      readonly offset: number;
      readonly width: 1 | 2 | 4;
      readonly value: number;
    }
  /** Memory access to a BAR by bus address, as the processor or a guest mapping issues it. 32-bit registers. */
  | { readonly kind: 'memory-read'; readonly address: number }
  | { readonly kind: 'memory-write'; readonly address: number; readonly value: number }
  /** The host's memory answers an earlier `dma-read` effect. `bytes` absent: the IOMMU blocked it. */
  | { readonly kind: 'dma-completion'; readonly tag: number; readonly bytes?: Uint8Array }
  /** Outcome of an earlier `dma-write` effect; only needed when the IOMMU blocked it. */
  | { readonly kind: 'dma-fault'; readonly routingId: RoutingId; readonly address: number }
  /** The PF miniport's own send path: NetBufferLists with a VPort in their out-of-band data (VPORT-FLOW-04). */
  | { readonly kind: 'pf-send'; readonly vport: number; readonly frame: Frame; readonly token: string }
  /** NDIS returns an indicated packet (VPORT-DELETE-10). */
  | { readonly kind: 'pf-return'; readonly indication: number }
  /** A frame arrives at the physical port. */
  | { readonly kind: 'wire-frame'; readonly frame: Frame; readonly token: string }
  | { readonly kind: 'link'; readonly up: boolean }
  /** The PF driver tells one VF that blocks have changed (NdisMInvalidateConfigBlock). */
  | { readonly kind: 'invalidate-blocks'; readonly vf: VfId; readonly mask: bigint }
  /** The PF driver changes content of a VF's block on its own account. */
  | { readonly kind: 'pf-write-block'; readonly vf: VfId; readonly block: number; readonly bytes: Uint8Array }
  /** Test aid of the seam: the next allocation or enabling call of this name fails (VF-ALLOC-13, SWITCH-DYNAMIC-04). */
  | { readonly kind: 'fail-next'; readonly what: InjectedFailure };

export type InjectedFailure =
  | 'vf-software-resources'
  | 'vf-initialization'
  | 'enable-virtualization'
  | 'vport-resources'
  | 'filter-resources';

/** Entry points of the PF miniport driver, and what can happen to its device. Keywords are standardized registry keywords. */
export type DriverRequest =
  | { readonly kind: 'initialize'; readonly keywords: Keywords }
  | { readonly kind: 'halt' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'shutdown' }
  | { readonly kind: 'surprise-removal' }
  | { readonly kind: 'miniport-reset' }
  | { readonly kind: 'set-pf-power'; readonly state: 'D0' | 'D3' }
  | { readonly kind: 'conventional-reset' };

/** For example `*SRIOV`, `*SriovPreferred`, `*NumVFs`, `*NumVPorts`, `*VMQVlanFiltering`. */
export type Keywords = Readonly<Record<string, number | string>>;

export type DeviceOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'answer'; readonly answer: OidAnswer }
  /** Result of a read. An Unsupported Request reads all ones and says so. */
  | { readonly kind: 'value'; readonly value: number; readonly unsupportedRequest: boolean }
  | { readonly kind: 'refused'; readonly status: string; readonly reason: string; readonly rule?: string };

// ---------------------------------------------------------------- effects

export type DeviceEffect =
  /** The function wants to read memory (a transmit descriptor's buffer); answered by `dma-completion` with the same tag. */
  | {
      readonly kind: 'dma-read';
      readonly routingId: RoutingId;
      readonly address: number;
      readonly length: number;
      readonly tag: number;
    }
  /** The function writes memory: a received frame into a posted buffer. */
  | {
      readonly kind: 'dma-write';
      readonly routingId: RoutingId;
      readonly address: number;
      readonly bytes: Uint8Array;
      /** What the write carries, for evidence. */
      readonly received?: Received;
    }
  /** Message-signalled interrupt. */
  | {
      readonly kind: 'interrupt';
      readonly routingId: RoutingId;
      readonly vector: number;
      readonly address: number;
      readonly data: number;
    }
  /** The PF miniport indicates a received packet to NDIS. Must be given back by `pf-return` when `held` is wanted. */
  | { readonly kind: 'pf-indication'; readonly indication: number; readonly received: Received }
  /** A frame leaves by the physical port. */
  | {
      readonly kind: 'wire-frame';
      readonly frame: Frame;
      readonly token: string;
      readonly hops: readonly Hop[];
    }
  | {
      readonly kind: 'dropped';
      readonly token: string;
      readonly hops: readonly Hop[];
      readonly reason: DropReason;
      readonly rule?: string;
    }
  /** Link state as one function's driver learns it. */
  | { readonly kind: 'link-indication'; readonly function: FunctionId; readonly up: boolean }
  /** Accumulated mask for a VF driver (BLOCK-INVAL-05); the host passes it on when the guest has a request outstanding. */
  | { readonly kind: 'block-notice'; readonly vf: VfId; readonly mask: bigint }
  /** NdisMEnableVirtualization was called. */
  | { readonly kind: 'virtualization'; readonly enabled: boolean; readonly numVfs: number }
  /** The PF driver takes or gives back the memory that a nondefault VPort of the PF receives into (VPORT-DELETE-12). */
  | {
      readonly kind: 'shared-memory';
      readonly call: 'NdisAllocateSharedMemory' | 'NdisFreeSharedMemory';
      readonly vport: VPortId;
    }
  /** A request that returned NDIS_STATUS_PENDING has completed. */
  | { readonly kind: 'oid-complete'; readonly request: OidRequest; readonly answer: OidAnswer };

export interface Received {
  readonly token: string;
  readonly function: FunctionId;
  readonly vport: VPortId;
  /** As handed over: tag removed where the filter asks for it. */
  readonly frame: Frame;
  readonly outOfBand: OutOfBand;
  /** Hops up to and including the function. */
  readonly hops: readonly Hop[];
}

// ---------------------------------------------------------------- view

export interface AdapterView {
  readonly driver: 'not-loaded' | 'running' | 'paused' | 'halted' | 'removed';
  readonly sriovEnabledByKeyword: boolean;
  readonly capability: CapabilityView;
  readonly pf: FunctionView;
  /** By VfId; holds the VFs that exist (VF Enable set, index below NumVFs). */
  readonly vfs: Table<FunctionView>;
  readonly nicSwitch: NicSwitchView | undefined;
  readonly link: 'up' | 'down';
  readonly portCounters: Counters;
}

export interface CapabilityView {
  readonly vfEnable: boolean;
  readonly vfMemorySpaceEnable: boolean;
  readonly ariCapableHierarchy: boolean;
  readonly initialVfs: number;
  readonly totalVfs: number;
  readonly numVfs: number;
  readonly firstVfOffset: number;
  readonly vfStride: number;
  readonly systemPageSize: number;
}

export interface FunctionView {
  readonly id: FunctionId;
  readonly routingId: RoutingId;
  readonly busMasterEnable: boolean;
  readonly power: 'D0' | 'D1' | 'D2' | 'D3';
  readonly allocated: VfAllocation | undefined;
  readonly counters: Counters;
  /** Bus addresses of this function's BAR slices; base undefined where not decoded. */
  readonly bars: readonly {
    readonly index: number;
    readonly base: number | undefined;
    readonly size: number;
  }[];
  /** Receive and transmit enables in the function's registers, set by its driver. */
  readonly receiveEnabled: boolean;
  readonly transmitEnabled: boolean;
  readonly receiveMode: ReceiveMode;
  /** Longest frame in bytes that its driver has set it to send and take; absent: the adapter's. */
  readonly maxFrameSize?: number;
}

/** What the function's driver asked for: packet filter and joined groups. */
export interface ReceiveMode {
  readonly broadcast: boolean;
  readonly allMulticast: boolean;
  readonly promiscuous: boolean;
  readonly groups: readonly MacAddress[];
}

export interface VfAllocation {
  readonly vmName: string;
  readonly vmFriendlyName: string;
  readonly nicName: string;
  readonly permanentMac: MacAddress;
  readonly currentMac: MacAddress;
}

export interface NicSwitchView {
  readonly usable: boolean;
  readonly numVfs: number;
  readonly numVPorts: number;
  readonly vports: Table<VPortView>;
  readonly filters: Table<FilterView>;
  readonly freeQueuePairs: number;
  readonly freeVPorts: number;
  readonly freeFilters: number;
  /** Sum of the counters of all VPorts since the switch was created, deleted ones included (ISO-LAW-15). */
  readonly vportTotals: Counters;
}

export interface VPortView {
  readonly id: VPortId;
  readonly function: FunctionId;
  readonly active: boolean;
  readonly queuePairs: number;
  /** First of the `queuePairs` consecutive hardware queue pairs. */
  readonly firstQueuePair: number;
  readonly allowMacSpoofing: boolean;
  readonly counters: Counters;
}

export interface FilterView {
  readonly id: FilterId;
  readonly vport: VPortId;
  readonly mac: MacAddress;
  /** How the VLAN of a frame is tested. */
  readonly vlan:
    | { readonly kind: 'id'; readonly id: number }
    | { readonly kind: 'untagged-or-zero' }
    | { readonly kind: 'any' };
}

export interface Counters {
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly broadcastIn: number;
  readonly multicastIn: number;
  readonly dropped: number;
}

/** Facets that a device's cells may carry; the host adds its own. */
export type DeviceFacet = Exclude<Facet, 'memory'>;
