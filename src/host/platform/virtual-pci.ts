import type { VfId } from '../../terms/function-id';
import type { RoutingId } from '../../terms/routing-id';
import { Table } from '../../terms/table';
import type { PartitionNumber } from './partition-number';

/**
 * VFs that the virtual PCI bus (VPCI) shows to guests, by VfId. A VF that is not in the table is not on any guest's bus.
 */
export interface VirtualPci {
  readonly devices: Table<VpciDevice>;
  /**
   * Masks of block notices that have not reached a guest yet, ORed (BLOCK-INVAL-05). Kept beside the devices because the
   * PF may announce a change before the guest has the device.
   */
  readonly undelivered: Table<bigint>;
}

/** A VF as a PCI device of one guest. */
export interface VpciDevice {
  readonly vf: VfId;
  readonly partition: PartitionNumber;
  readonly routingId: RoutingId;
  readonly stage: VpciStage;
  /** What the PF driver says the guest shall see; the VF's own registers read FFFFh (CFG-VIRT-01). */
  readonly vendorId: number;
  readonly deviceId: number;
  /** The guest's mapping of its slices: nothing of the bus outside of them can be named by the guest. */
  readonly slices: readonly Slice[];
  /** Offsets of capabilities in the VF's configuration space, 0 where it has none. */
  readonly capabilities: { readonly pciExpress: number; readonly power: number };
  /** IOCTL_VPCI_INVALIDATE_BLOCK is outstanding: NDIS in the guest sends it when the miniport is up (BLOCK-INVAL-08). */
  readonly requestOutstanding: boolean;
  /** The guest keeps the VSC from sending that request again, so that notices accumulate. */
  readonly noticesHeld: boolean;
}

/** `offered`: the VSC knows of it. `present`: PnP of the guest has it. `eject-requested`: graceful removal under way. */
export type VpciStage = 'offered' | 'present' | 'eject-requested';

/** One BAR slice. */
export interface Slice {
  /** BAR index, 0 to 5. */
  readonly bar: number;
  /** Bus address. */
  readonly base: number;
  /** Bytes. */
  readonly size: number;
}

export const NO_DEVICES: VirtualPci = { devices: Table.empty(), undelivered: Table.empty() };

/** Bus address of a guest's access to its VF, or undefined: the default is nowhere. 32-bit accesses. */
export function busAddress(device: VpciDevice, bar: number, offset: number): number | undefined {
  const slice = device.slices.find((each) => each.bar === bar);
  return slice === undefined || offset < 0 || offset + 4 > slice.size ? undefined : slice.base + offset;
}
