import type { Received } from '../device/device';
import type { FunctionId, VfId } from '../terms/function-id';
import type { Issuer, OidAnswer, OidRequest } from '../terms/oid';
import type { Frame } from '../wire/frame';
import type { DropReason, Hop, OutOfBand } from '../wire/trace';
import type { PartitionNumber } from './platform/partition-number';

/** What leaves the device loop upwards or outwards, for the virtualization stack, the extensible switch, NetVSC and the wire. */
export type DeviceUpcall = { readonly adapter: string } & (
  | { readonly kind: 'pf-indication'; readonly indication: number; readonly received: Received }
  | {
      readonly kind: 'wire-frame';
      readonly frame: Frame;
      readonly token: string;
      readonly hops: readonly Hop[];
    }
  | {
      readonly kind: 'dropped';
      readonly token: string;
      readonly hops: readonly Hop[];
      readonly reason: DropReason;
      readonly rule?: string;
    }
  /** The VF miniport took a frame out of its ring, as the bytes in guest memory say, and indicates it to what is bound to it. */
  | {
      readonly kind: 'guest-received';
      readonly partition: PartitionNumber;
      readonly vf: VfId;
      readonly frame: Frame;
      readonly token: string;
      readonly hops: readonly Hop[];
      readonly outOfBand: OutOfBand;
    }
  | { readonly kind: 'link-indication'; readonly function: FunctionId; readonly up: boolean }
  | { readonly kind: 'virtualization'; readonly enabled: boolean; readonly numVfs: number }
  /** A request that was answered with NDIS_STATUS_PENDING has got its final answer. */
  | {
      readonly kind: 'oid-completed';
      readonly issuer: Issuer;
      readonly request: OidRequest;
      readonly answer: OidAnswer;
    }
);
