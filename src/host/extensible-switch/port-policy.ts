import type { MacAddress } from '../../terms/mac-address';

/**
 * One setting of a port. Structurally the `PortPolicy` of an action, so that a target passes it straight through; this
 * folder may not import it.
 */
export type PortPolicy =
  | { readonly kind: 'mac-spoofing'; readonly allowed: boolean }
  | { readonly kind: 'teaming'; readonly allowed: boolean }
  /** The permanent address of the port's adapter. */
  | { readonly kind: 'mac-address'; readonly mac: MacAddress }
  | { readonly kind: 'dhcp-guard'; readonly on: boolean }
  | { readonly kind: 'router-guard'; readonly on: boolean }
  | { readonly kind: 'priority-tag'; readonly allowed: boolean }
  /** Broadcast, multicast and unknown unicast frames a second; 0: no limit. */
  | { readonly kind: 'storm-limit'; readonly framesPerSecond: number }
  /** IOVOffloadWeight, 0 to 100. */
  | { readonly kind: 'iov-weight'; readonly weight: number }
  | { readonly kind: 'iov-queue-pairs'; readonly count: number }
  /** The partition of this switch that receives copies; undefined: none. */
  | { readonly kind: 'mirror-to'; readonly partition: string | undefined }
  /** VirtualSubnetId: 0, or 4096 to 16777215. */
  | { readonly kind: 'virtual-subnet'; readonly id: number }
  | { readonly kind: 'acl'; readonly rules: readonly AclRule[] }
  | { readonly kind: 'vlan'; readonly mode: VlanMode };

/** `in` is towards the port's owner, and its remote address the source; `out` the other way round (XSW-ACL-03). */
export interface AclRule {
  readonly action: 'allow' | 'deny' | 'meter';
  readonly direction: 'in' | 'out';
  readonly remoteMac?: MacAddress;
  readonly etherType?: number;
}

export type VlanMode =
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

/** All settings in force on a port. */
export interface PortPolicies {
  readonly allowMacSpoofing: boolean;
  readonly allowTeaming: boolean;
  readonly dhcpGuard: boolean;
  readonly routerGuard: boolean;
  readonly allowPriorityTag: boolean;
  readonly stormLimit: number;
  readonly iovWeight: number;
  readonly iovQueuePairs: number;
  readonly mirrorTo: string | undefined;
  readonly virtualSubnet: number;
  readonly acl: readonly AclRule[];
  readonly vlan: VlanMode;
  /** Standard properties that were added, so that the next setting is an UPDATE and ENUM can tell none (XSW-POLICY-18). */
  readonly provisioned: readonly StandardProperty[];
}

/** Properties that extensions are told about. All others are built in: the switch alone knows them (XSW-POLICY-03). */
export type StandardProperty = 'security' | 'vlan';

export const DEFAULT_POLICIES: PortPolicies = {
  allowMacSpoofing: false,
  allowTeaming: false,
  dhcpGuard: false,
  routerGuard: false,
  allowPriorityTag: false,
  stormLimit: 0,
  iovWeight: 0,
  iovQueuePairs: 1,
  mirrorTo: undefined,
  virtualSubnet: 0,
  acl: [],
  vlan: { kind: 'untagged' },
  provisioned: [],
};
