/** A base address register, of the PF or (in `vfBars`) of one VF's slice. */
export interface BarProfile {
  /** 0 to 5; a 64-bit BAR takes this index and the next. */
  readonly index: number;
  readonly kind: 'memory32' | 'memory64' | 'io';
  readonly prefetchable: boolean;
  /** Bytes, a power of two; for a VF BAR the size of one VF's slice. */
  readonly size: number;
  /** What the adapter showed for the size, or why it had to be derived. */
  readonly sizeFrom?: string;
}

/** First VF Offset and VF Stride can depend on ARI (82576: 128 with ARI, 384 without). */
export interface RoutingProfile {
  readonly firstVfOffset: number;
  readonly vfStride: number;
}

/**
 * Everything that makes one adapter differ from another, as data. Read from the adapter list, from what lspci prints, or
 * the reference profile. Choices that a ruling leaves to the device are in `choices`.
 */
export interface AdapterProfile {
  readonly id: string;
  readonly name: string;
  readonly vendorId: number;
  readonly deviceId: number;
  readonly vfDeviceId: number;
  readonly subsystemVendorId: number;
  readonly subsystemId: number;
  readonly revisionId: number;
  readonly classCode: number;
  readonly pfRoutingId: number;
  /** Last bus number below the port above the adapter; VFs beyond it cannot be enabled (PCIE-RID-08). */
  readonly subordinateBus: number;
  readonly ari: boolean;
  readonly sriov: {
    /** Offset of the extended capability in the PF's configuration space, 0x100 or more. */
    readonly capabilityOffset: number;
    readonly capabilities: number;
    readonly initialVfs: number;
    readonly totalVfs: number;
    readonly functionDependencyLink: number;
    readonly routing: { readonly ari: RoutingProfile; readonly noAri: RoutingProfile };
    /** Bit n: page size 2^(n+12) is supported. */
    readonly supportedPageSizes: number;
    readonly systemPageSize: number;
    readonly vfBars: readonly BarProfile[];
  };
  readonly pfBars: readonly BarProfile[];
  readonly pfMsixVectors: number;
  readonly vfMsixVectors: number;
  readonly nicSwitch: {
    readonly creation: 'static' | 'dynamic';
    readonly maxVPorts: number;
    readonly maxQueuePairs: number;
    readonly maxQueuePairsPerNondefaultVPort: number;
    readonly asymmetricQueuePairs: boolean;
    /** NDIS_NIC_SWITCH_CAPS_SINGLE_VPORT_POOL (VPORT-POOL-01). Default true. */
    readonly singleVPortPool?: boolean;
    readonly maxMacFilters: number;
    readonly vlanFiltering: boolean;
    readonly receiveBuffersPerQueue: number;
  };
  /** Defined VF configuration block ids, each with its length in bytes (1 to 128). */
  readonly configBlocks: readonly { readonly id: number; readonly length: number }[];
  readonly maxFrameSize: number;
  readonly choices: DeclaredChoices;
  /** Members that the source did not give, each with the value taken and why; absent where all were given. */
  readonly assumptions?: readonly string[];
  /** What was chosen among several in the source, for example the function of a multi-function adapter. */
  readonly remarks?: readonly string[];
}

/** Choices that the rulings leave to a device; a report names them. */
export interface DeclaredChoices {
  /** Ruling 6: a MAC filter without VLAN test and without the untagged-or-zero flag. */
  readonly macOnlyFilter: 'match-any-vlan' | 'refuse';
  /** Ruling 11. */
  readonly localForwardingWithLinkDown: boolean;
  /** Ruling 18: frames between the filter move and the start of the VF driver. The reference adapter loses them, and has no queue to choose. */
  readonly framesBeforeVfDriver: 'queue' | 'declared-loss';
  /** Ruling 23. */
  readonly pfFlrKeepsAri: boolean;
  /** Ruling 27. */
  readonly unenforceablePolicy: 'not-eligible' | 'suspended';
}
