import type { FunctionId } from '../../terms/function-id';
import type { VPortId } from '../../terms/switch-ids';
import type { Frame } from '../../wire/frame';
import type { DropReason, OutOfBand } from '../../wire/trace';
import type { ReceiveMode } from '../device';
import type { NicSwitch } from './nic-switch';

/** A door of the switch: where a frame comes in, or where a drop is counted. */
export type SwitchDoor = { readonly kind: 'vport'; readonly vport: VPortId } | { readonly kind: 'wire' };

export const WIRE_DOOR: SwitchDoor = { kind: 'wire' };
export const vportDoor = (vport: VPortId): SwitchDoor => ({ kind: 'vport', vport });

/** What lies outside the switch and decides with it. Asked anew for every frame or burst. */
export interface ForwardingGates {
  readonly linkUp: boolean;
  /**
   * What the function's driver asked for. Undefined: no driver, so neither broadcast nor multicast. The PF's
   * `promiscuous` is the default VPort's (ruling 10); a VF's is ignored.
   */
  receiveMode(id: FunctionId): ReceiveMode | undefined;
  /** Longest frame that the function sends and takes, in bytes; undefined: as long as the adapter can. */
  maxFrameSize?(id: FunctionId): number | undefined;
}

/** A copy of a frame handed to a function. */
export interface SwitchDelivery {
  readonly vport: VPortId;
  readonly function: FunctionId;
  /** Hardware queue pair, inside the VPort's range. */
  readonly queue: number;
  /** The same, counted from the VPort's first: 0 to queuePairs - 1. */
  readonly ring: number;
  /** Always without tag; the tag is out of band (FILTER-VLAN-04, FILTER-VLAN-07). */
  readonly frame: Frame;
  readonly outOfBand: OutOfBand;
}

export interface DropCause {
  readonly reason: DropReason;
  /** Rule of the catalogue, or `ruling n`. */
  readonly rule: string;
}

/** A frame, or one copy of it, that went no further. */
export interface SwitchDrop extends DropCause {
  /** Where it is counted: the sender's door, the receiver's, or the physical port. */
  readonly at: SwitchDoor;
}

export interface ForwardingResult {
  /** In ascending order of VPort. */
  readonly deliveries: readonly SwitchDelivery[];
  /** As it leaves by the physical port. */
  readonly egress: Frame | undefined;
  readonly drops: readonly SwitchDrop[];
}

export interface Forwarded {
  /** The same switch with its counters moved on; nothing else differs. */
  readonly nicSwitch: NicSwitch;
  readonly result: ForwardingResult;
}

export interface ForwardedBurst {
  readonly nicSwitch: NicSwitch;
  /** One result a frame, in the order of the frames. */
  readonly results: readonly ForwardingResult[];
}
