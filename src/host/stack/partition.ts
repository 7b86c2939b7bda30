import type { PortPolicy } from '../extensible-switch/port-policy';
import type { VfId } from '../../terms/function-id';
import type { MacAddress } from '../../terms/mac-address';
import type { RoutingId } from '../../terms/routing-id';
import type { FilterId, VPortId } from '../../terms/switch-ids';
import type { PartitionNumber } from '../platform/partition-number';
import type { AttachStage } from './vf-stage';

/** A child partition (VM) as the virtualization stack keeps it. */
export interface Partition {
  readonly partition: string;
  readonly number: PartitionNumber;
  readonly host: string;
  readonly state: PartitionState;
  readonly guest: GuestManner;
  /** At least one. The first is the one that the partition was started with. */
  readonly adapters: readonly VmAdapter[];
}

export type PartitionState = 'running' | 'stopped' | 'saved' | 'suspended';

/** How the guest treats its VF. */
export type GuestManner = 'cooperative' | 'without-vf-driver' | 'blocks-removal';

/** A VM network adapter: one interface of the guest, with one or two paths (XSW-IOV-27). */
export interface VmAdapter {
  /** Undefined for the partition's first adapter, else its own name. */
  readonly adapter: string | undefined;
  readonly kind: 'synthetic' | 'emulated';
  readonly mac: MacAddress;
  /** Access VLAN as the scenario gave it; the port's policy is with the switch. */
  readonly vlan: number | undefined;
  readonly switch: string | undefined;
  readonly port: number | undefined;
  /** IOVOffloadWeight, 0 to 100; 0 keeps it synthetic (XSW-IOV-10). */
  readonly iovWeight: number;
  /** IOVQueuePairsRequested, 1 and up. */
  readonly queuePairs: number;
  /** Receive filters that steer this MAC on the adapter below the switch; on the default VPort or on that of the VF. */
  readonly filters: readonly SteeringFilter[];
  readonly attachment: Attachment | undefined;
  readonly netvsc: NetVsc;
  /** While the partition is saved: where its port was and what was set on it. */
  readonly saved?: SavedPort | undefined;
}

export interface SavedPort {
  readonly switch: string | undefined;
  readonly policies: readonly PortPolicy[];
}

export interface SteeringFilter {
  readonly filter: FilterId;
  readonly vport: VPortId;
}

/** Names a VM network adapter; both names exist, because names are checked where they are read. */
export interface VmAdapterRef {
  readonly partition: string;
  /** Undefined for the partition's first adapter. */
  readonly adapter: string | undefined;
}

/** A VF in use for a VM adapter, from its allocation to its release. */
export interface Attachment {
  readonly adapter: string;
  readonly vf: VfId;
  readonly routingId: RoutingId;
  readonly serialNumber: number;
  readonly vport: VPortId | undefined;
  readonly stage: AttachStage;
}

/** The guest's NetVSC: which of its two paths it sends on, and whether it is bound to a VF miniport. */
export interface NetVsc {
  readonly bound: boolean;
  readonly dataPath: 'VF' | 'synthetic';
}

export const SYNTHETIC_ONLY: NetVsc = { bound: false, dataPath: 'synthetic' };

/** @throws for a partition without adapters, which cannot be built. */
export function firstAdapter(partition: Partition): VmAdapter {
  const [first] = partition.adapters;
  if (first === undefined) throw new Error(`cannot happen: "${partition.partition}" has no network adapter`);
  return first;
}

/** Whether frames of this adapter go by the VF now (PATH-VF-01). */
export const usesVf = (adapter: VmAdapter): boolean => adapter.netvsc.dataPath === 'VF';

/** Names a VM adapter among all: `web`, or `web/second`. */
export const vmAdapterName = (partition: string, adapter: string | undefined): string =>
  adapter === undefined ? partition : `${partition}/${adapter}`;
