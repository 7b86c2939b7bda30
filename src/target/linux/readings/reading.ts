import type { MacAddress } from '../../../terms/mac-address';
import type { Table } from '../../../terms/table';

/**
 * What the machine shows of the adapter and of what hangs on it, without what changes by itself (`left-out.ts`). Values
 * are plain, so that one that reads the same as before can stay the same object.
 */
export interface Reading {
  readonly pf: PfReading | undefined;
  /** What the administrator has set for each VF at the PF, by VFId: always read as a whole, with the PF. */
  readonly settings: Table<VfSettings>;
  /** VFs as their last sweep found them, by VFId. */
  readonly vfs: Table<VfReading>;
  /** By the number of the partition. */
  readonly partitions: Table<PartitionReading>;
  /** By the position of the extensible switch in the testbed. */
  readonly bridges: Table<BridgeReading>;
}

export interface PfReading {
  readonly netdev: LinkReading | undefined;
  readonly config: ConfigReading | undefined;
  readonly driver: string | undefined;
  readonly numVfs: number;
  readonly slices: readonly SliceReading[];
  /** Addresses that the PF takes besides its own, from the bridge's entries that are its `self`. */
  readonly unicast: readonly MacAddress[];
}

/** `ip link set … vf n`. */
export interface VfSettings {
  readonly mac: MacAddress | undefined;
  readonly vlan: number | undefined;
  readonly qos: number;
  readonly spoofCheck: boolean;
  readonly trusted: boolean;
  readonly linkState: 'auto' | 'enable' | 'disable';
  /** Mbit/s; 0: without limit. */
  readonly minRate: number;
  readonly maxRate: number;
}

export interface VfReading {
  readonly routingId: string | undefined;
  readonly driver: string | undefined;
  readonly config: ConfigReading | undefined;
  readonly slices: readonly SliceReading[];
  /** Its network device, in its holder's namespace or on the host; undefined without a driver. */
  readonly netdev: LinkReading | undefined;
}

/** Where a BAR of a function lies, and how many bytes it decodes. */
export interface SliceReading {
  readonly index: number;
  readonly base: number;
  readonly size: number;
}

export interface PartitionReading {
  /** The namespace is there. */
  readonly present: boolean;
  readonly synthetic: LinkReading | undefined;
  readonly hostPort: LinkReading | undefined;
  readonly port: BridgePortReading | undefined;
}

export interface LinkReading {
  readonly mac: MacAddress;
  readonly mtu: number;
  readonly up: boolean;
  readonly carrier: boolean;
  readonly promiscuous: boolean;
  readonly allMulticast: boolean;
  /** Group addresses that it takes besides broadcast. */
  readonly groups: readonly MacAddress[];
  /** The bridge that it is a port of. */
  readonly master: string | undefined;
  readonly counters: LinkCounters;
}

export interface LinkCounters {
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly dropped: number;
  readonly errors: number;
}

export interface BridgePortReading {
  readonly state: string;
  readonly learning: boolean;
  readonly flood: boolean;
  readonly multicastFlood: boolean;
  readonly broadcastFlood: boolean;
  readonly isolated: boolean;
  readonly hairpin: boolean;
  readonly locked: boolean;
  readonly vlans: readonly PortVlan[];
  /** Static entries that lead to this port. */
  readonly addresses: readonly { readonly mac: MacAddress; readonly vlan: number | undefined }[];
}

export interface PortVlan {
  readonly vlan: number;
  readonly pvid: boolean;
  readonly untagged: boolean;
}

export interface BridgeReading {
  readonly netdev: LinkReading | undefined;
  /** The port that is the adapter's PF. */
  readonly uplink: BridgePortReading | undefined;
  /** The bridge as a port of itself: what the management operating system takes. */
  readonly own: BridgePortReading | undefined;
}

/** Fields of a configuration space that stay as they are until somebody writes them. */
export interface ConfigReading {
  readonly vendorId: number;
  readonly deviceId: number;
  readonly command: {
    readonly memorySpace: boolean;
    readonly busMaster: boolean;
    readonly interruptDisable: boolean;
  };
  /** Undefined without a power management capability: then the function is in D0 as far as it shows. */
  readonly power: 'D0' | 'D1' | 'D2' | 'D3' | undefined;
  readonly bars: readonly number[];
  readonly msi: { readonly enabled: boolean } | undefined;
  readonly msix:
    { readonly enabled: boolean; readonly masked: boolean; readonly vectors: number } | undefined;
  readonly express: { readonly control: number; readonly control2: number } | undefined;
  readonly sriov: SriovReading | undefined;
}

export interface SriovReading {
  readonly vfEnable: boolean;
  readonly memorySpaceEnable: boolean;
  readonly ariCapableHierarchy: boolean;
  readonly totalVfs: number;
  readonly numVfs: number;
  readonly firstVfOffset: number;
  readonly vfStride: number;
  readonly vfDeviceId: number;
  readonly systemPageSize: number;
  readonly bars: readonly number[];
}
