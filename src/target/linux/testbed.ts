import type { VfStage } from '../../isolation/action';
import type { MacAddress } from '../../terms/mac-address';

/**
 * What the kit's own virtualization stack has set up on the machine: its intentions and names, never what the machine
 * answers. What is observed, and the configuration that the path oracle reads, are read back (`readings.ts`).
 */
export interface LinuxTestbed {
  readonly adapter: InstalledAdapter | undefined;
  readonly switches: readonly LinuxSwitch[];
  readonly partitions: readonly LinuxPartition[];
  readonly stations: readonly LinuxStation[];
}

export interface InstalledAdapter {
  readonly adapter: string;
  /** VFs that are enabled, or that an attachment will enable. */
  readonly numVfs: number;
  /** The wire's end outside is plugged in. */
  readonly wire: 'up' | 'down';
}

export interface LinuxSwitch {
  readonly switch: string;
  readonly type: 'external' | 'internal' | 'private';
  readonly adapter: string | undefined;
  /** Network device of the bridge, for example `bksw0`. */
  readonly bridge: string;
  /** Partitions on it may get VFs. */
  readonly sriov: boolean;
}

export interface LinuxPartition {
  readonly partition: string;
  /** From 1, unique in a testbed; namespaces and devices are named after it. */
  readonly number: number;
  readonly namespace: string;
  /** The end of the veth pair on the host; its other end is `SYNTHETIC` in the namespace. */
  readonly hostPort: string;
  readonly mac: MacAddress;
  /** That its guest has set and its port has followed (XSW-SEC-06); absent: `mac`. */
  readonly currentMac?: MacAddress;
  readonly vlan: number | undefined;
  readonly switch: string | undefined;
  readonly iovWeight: number;
  readonly running: boolean;
  readonly macSpoofing: boolean;
  readonly vf: HeldVf | undefined;
}

export interface HeldVf {
  /** As sysfs counts, from 0. */
  readonly vf: number;
  readonly stage: VfStage;
  /** Its netdev is up in the namespace and its guest uses it. False after a halt or crash of the VF driver. */
  readonly inUse: boolean;
}

export interface LinuxStation {
  readonly station: string;
  readonly mac: MacAddress;
  readonly vlan: number | undefined;
}

export const EMPTY_TESTBED: LinuxTestbed = {
  adapter: undefined,
  switches: [],
  partitions: [],
  stations: [],
};

/** The guest's two network devices, in each namespace. */
export const SYNTHETIC = 'syn0';
export const VF_DEVICE = 'vf0';

/** Untagged frames travel the bridge under this number, so that VLAN 1 is an ordinary VLAN. */
export const UNTAGGED_VLAN = 4094;

/** Where the stack sends what is for a partition. */
export const addressOf = ({ mac, currentMac }: LinuxPartition): MacAddress => currentMac ?? mac;

/** It has a port on a bridge: that of a partition that does not run is gone. */
export const hasPort = ({ running, switch: on }: LinuxPartition): boolean => running && on !== undefined;

/** The path that a guest's traffic takes now. */
export const pathOf = ({ running, vf, switch: on }: LinuxPartition): 'VF' | 'synthetic' | 'none' =>
  !running ? 'none' : vf?.stage === 'ACTIVE' && vf.inUse ? 'VF' : on === undefined ? 'none' : 'synthetic';

/** With a partition as it is now, in order of their numbers. */
export function withPartition(testbed: LinuxTestbed, partition: LinuxPartition): LinuxTestbed {
  const others = testbed.partitions.filter((each) => each.number !== partition.number);
  const partitions = [...others, partition].sort((a, b) => a.number - b.number);
  return { ...testbed, partitions };
}
