import type { Domain } from '../terms/domain';
import type { Party } from '../terms/party';
import type { Frame } from '../wire/frame';
import type { DropReason, Hop, OutOfBand } from '../wire/trace';

/** Frames that one party sends in one go. */
export interface FramesSent {
  readonly sender: Party;
  readonly frames: readonly { readonly token: string; readonly frame: Frame }[];
  /** Force one of a guest's two adapters; absent: the path in use. */
  readonly via?: 'VF' | 'synthetic';
}

/** What must become of a copy of a frame, by the rules and the configuration alone. */
export type Due = DeliveryDue | DropDue | UndecidedDue;

interface DueBase {
  readonly token: string;
  readonly sender: Party;
  /** Domains on the copy's way, whose rings, interrupts and counters it may change. */
  readonly touches: readonly Domain[];
  /** Rulings and declared choices that this verdict rests on, for example `ruling 5`. */
  readonly rests: readonly string[];
}

export interface DeliveryDue extends DueBase {
  readonly kind: 'delivered';
  readonly receiver: Party;
  readonly frame: Frame;
  readonly outOfBand: OutOfBand;
  readonly hops: readonly Hop[];
  /**
   * How much of the content the rules decide. `exact`: addresses, type, payload, tag and out-of-band VLAN; `frame`: all
   * but the out-of-band VLAN; `payload`: not the tag either. Priority is never compared here.
   */
  readonly content: 'exact' | 'frame' | 'payload';
  /** False: the copy may arrive and need not, for the reason given. */
  readonly must: boolean;
  readonly mayFail?: string;
}

/** This copy ends here. A frame with no `delivered` among its dues reaches nobody, for this reason. */
export interface DropDue extends DueBase {
  readonly kind: 'dropped';
  readonly reason: DropReason;
  readonly rule: string;
  readonly hops: readonly Hop[];
}

/** Neither rules nor rulings say. Deliveries of this token to these parties are not judged. */
export interface UndecidedDue extends DueBase {
  readonly kind: 'undecided';
  readonly parties: 'all' | readonly string[];
  readonly why: string;
}
