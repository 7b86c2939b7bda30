import type { Frame } from '../../wire/frame';
import type { DropReason, Hop, OutOfBand } from '../../wire/trace';
import type { ExtensibleSwitch } from './extensible-switch';
import type { ExtensionEvent } from './switch-event';
import type { PortOwner, SwitchPortId } from './switch-port';

export interface ForwardOptions {
  /** Seconds; only the storm limit looks at it, by whole seconds. */
  readonly now: number;
  /** VLAN and priority that came beside an untagged frame. */
  readonly outOfBand?: OutOfBand;
}

/** One copy at the protocol edge, for one port. */
export interface SwitchDelivery {
  readonly port: SwitchPortId;
  /** 0, or the physical adapter of the external port (XSW-FWD-05). */
  readonly nicIndex: number;
  readonly owner: PortOwner;
  readonly frame: Frame;
  /** Priority that survives although the tag does not. */
  readonly outOfBand: OutOfBand;
  /** The switch itself: the sender's and the receiver's hops are the caller's to add. */
  readonly hops: readonly Hop[];
}

export interface SwitchDrop {
  readonly reason: DropReason;
  readonly rule: string;
  /** Whose policy or state dropped it. */
  readonly port: SwitchPortId;
}

export interface ForwardResult {
  readonly switch: ExtensibleSwitch;
  readonly deliveries: readonly SwitchDelivery[];
  readonly drops: readonly SwitchDrop[];
  readonly extensionEvents: readonly ExtensionEvent[];
}
