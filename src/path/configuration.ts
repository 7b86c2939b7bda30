import type { FunctionId } from '../terms/function-id';
import type { MacAddress } from '../terms/mac-address';

/**
 * What the path oracle needs to know to say where a frame is due: configuration only, never the outcome of a forwarding.
 * A target fills it from what it can read back. Plain lists: the oracle is deliberately naive.
 */
export interface PathConfiguration {
  readonly adapters: readonly AdapterPaths[];
  readonly switches: readonly SwitchPaths[];
  readonly partitions: readonly PartitionPaths[];
  readonly stations: readonly {
    readonly station: string;
    readonly mac: MacAddress;
    readonly vlan: number | undefined;
  }[];
  /** Every external network is one medium: adapters with a link share it. */
}

export interface AdapterPaths {
  readonly adapter: string;
  readonly linkUp: boolean;
  readonly driverRunning: boolean;
  readonly nicSwitchUsable: boolean;
  readonly localForwardingWithLinkDown: boolean;
  readonly maxFrameSize: number;
  readonly vports: readonly {
    readonly vport: number;
    readonly function: FunctionId;
    readonly active: boolean;
    readonly allowMacSpoofing: boolean;
  }[];
  readonly filters: readonly {
    readonly vport: number;
    readonly mac: MacAddress;
    readonly vlan:
      | { readonly kind: 'id'; readonly id: number }
      | { readonly kind: 'untagged-or-zero' }
      | { readonly kind: 'any' };
  }[];
  /** Functions that exist, with what gates their traffic. */
  readonly functions: readonly {
    readonly function: FunctionId;
    readonly busMasterEnable: boolean;
    readonly powered: boolean;
    readonly receiveEnabled: boolean;
    readonly transmitEnabled: boolean;
    readonly receiveBuffers: number;
    /** Its buffers lie where the IOMMU lets it not write: whatever is due to it ends there (PCIE-IOMMU-02). */
    readonly buffersAstray?: boolean;
    /** Longest frame that its driver has set the function to send and take, in bytes; absent: the adapter's. */
    readonly maxFrameSize?: number;
    readonly broadcast: boolean;
    readonly allMulticast: boolean;
    readonly promiscuous: boolean;
    readonly groups: readonly MacAddress[];
    /** Whose guest receives what this function receives; undefined: nobody. */
    readonly partition: string | undefined;
  }[];
}

export interface SwitchPaths {
  readonly switch: string;
  readonly type: 'external' | 'internal' | 'private';
  readonly adapter: string | undefined;
  readonly ports: readonly PortPaths[];
  /** Extensions that may change forwarding; with one of them the oracle follows its declared rules. */
  readonly extensions: readonly {
    readonly type: 'capture' | 'filtering' | 'forwarding';
    readonly enabled: boolean;
    readonly rules: readonly { readonly kind: string }[];
  }[];
}

export interface PortPaths {
  readonly port: number;
  readonly owner:
    | { readonly kind: 'partition'; readonly partition: string; readonly adapter?: string }
    | { readonly kind: 'management-os' }
    | { readonly kind: 'external' };
  readonly connected: boolean;
  readonly permanentMac: MacAddress | undefined;
  readonly currentMac: MacAddress | undefined;
  readonly allowMacSpoofing: boolean;
  readonly allowTeaming: boolean;
  readonly dhcpGuard: boolean;
  readonly routerGuard: boolean;
  readonly allowPriorityTag: boolean;
  readonly stormLimit: number;
  readonly mirrorTo: number | undefined;
  readonly vlan:
    | { readonly kind: 'untagged' }
    | { readonly kind: 'access'; readonly vlan: number }
    | {
        readonly kind: 'trunk';
        readonly allowed: readonly number[];
        readonly native: number;
        readonly pruned?: readonly number[];
      }
    | { readonly kind: 'isolated'; readonly primary: number; readonly secondary: number }
    | { readonly kind: 'community'; readonly primary: number; readonly secondary: number }
    | { readonly kind: 'promiscuous'; readonly primary: number; readonly secondaries: readonly number[] };
  readonly acl: readonly {
    readonly action: 'allow' | 'deny' | 'meter';
    readonly direction: 'in' | 'out';
    readonly remoteMac?: MacAddress;
    readonly etherType?: number;
  }[];
}

export interface PartitionPaths {
  readonly partition: string;
  readonly running: boolean;
  /** The path its guest's stack uses now. */
  readonly path: 'VF' | 'synthetic' | 'none';
  readonly adapter: string | undefined;
  readonly vf: number | undefined;
  readonly mac: MacAddress;
}
