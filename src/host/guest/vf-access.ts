import type { InterruptMessage } from '../platform/interrupt-remapping';
import type { VfMiniport } from './vf-miniport';
import type { EventName } from '../../terms/event-name';
import type { OidAnswer } from '../../terms/oid';
import type { Json } from '../../terms/json';
import type { DeviceUpcall } from '../device-upcall';
import type { VfId } from '../../terms/function-id';
import type { DropReason } from '../../wire/trace';

/**
 * All that software in a guest can do to its VF. There is no other way: configuration space and blocks go to the PF
 * (CFG-ACCESS-01, BLOCK-MODEL-05), registers and memory are the guest's own mapping. Nothing here names a VF, so no guest
 * can name another's.
 */
export interface VfAccess {
  readonly adapter: string;
  readonly vf: VfId;
  /** The driver's own record; reading it after any access gives the latest. */
  miniport(): VfMiniport;
  change(change: (miniport: VfMiniport) => VfMiniport): void;
  /** @returns little-endian value, all ones where there is nothing. */
  readConfig(offset: number, width: 1 | 2 | 4): number;
  writeConfig(offset: number, width: 1 | 2 | 4, value: number): OidAnswer;
  /** Register `offset` of the register BAR. */
  readRegister(offset: number): number;
  writeRegister(offset: number, value: number): void;
  /** 32-bit access to any BAR of the VF. All ones, or nothing, outside of its slices. */
  readBar(bar: number, offset: number): number;
  writeBar(bar: number, offset: number, value: number): void;
  /** Guest-physical addresses. */
  readMemory(address: number, length: number): Uint8Array;
  writeMemory(address: number, bytes: Uint8Array): void;
  /** NdisMReadConfigBlock and NdisMWriteConfigBlock as they arrive at the PF: the host fills in the VF. */
  readBlock(block: number, length: number): OidAnswer;
  writeBlock(block: number, bytes: Uint8Array): OidAnswer;
  /** The guest asks the bus for a reset or a power state; the host turns it into a privileged request (ISO-PRIV-01). */
  requestReset(): OidAnswer;
  requestPower(state: 'D0' | 'D3'): OidAnswer;
  /** What the VPCI bus driver was told with the device (IDENT-SERIAL-04); undefined when the device is gone. */
  serialNumber(): number | undefined;
  /** The hypervisor gives out interrupt messages for this VF and permits them. */
  obtainMessages(count: number): readonly InterruptMessage[];
  /** NDIS in the guest sends IOCTL_VPCI_INVALIDATE_BLOCK, or takes it back. */
  awaitNotices(outstanding: boolean): void;
  holdNotices(hold: boolean): void;
  /** Counts up with every slot that a device fetched. */
  fetches(): number;
  /** A doorbell follows: what was discarded earlier does not count. */
  expectFetch(): void;
  /** Why the device discarded a slot since then without knowing the frame in it; undefined: it has not. */
  unnamedDrop(): DropReason | undefined;
  /** Why the device would not take a frame now, as its registers show. */
  whyNotSending(): DropReason;
  log(what: EventName, details?: Readonly<Record<string, Json>>): void;
  surface(upcall: DeviceUpcall): void;
}
