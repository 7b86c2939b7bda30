import type { VfId } from '../../terms/function-id';
import type { RoutingId } from '../../terms/routing-id';
import { Table } from '../../terms/table';
import type { PartitionNumber } from './partition-number';

/** Messages that each Routing ID may write (PCIE-IOMMU-04). Everything else is not delivered to anybody. */
export interface InterruptRemapping {
  readonly permitted: Table<PermittedMessages>;
}

export interface PermittedMessages {
  readonly partition: PartitionNumber;
  readonly vf: VfId;
  readonly messages: readonly InterruptMessage[];
}

export interface InterruptMessage {
  readonly vector: number;
  readonly address: number;
  readonly data: number;
}

export type InterruptDelivery =
  | {
      readonly kind: 'delivered';
      readonly partition: PartitionNumber;
      readonly vf: VfId;
      readonly vector: number;
    }
  | { readonly kind: 'blocked' };

export const NO_MESSAGES: InterruptRemapping = { permitted: Table.empty() };

/** Address of the local APICs; the destination is in bits 19 to 12. */
const MESSAGE_ADDRESS = 0xfee00000;

/**
 * The message that the hypervisor gives a partition for one vector of its VF. Distinct for every Routing ID, because the
 * data carries it: two functions never share a message.
 */
export const messageFor = (rid: RoutingId, vector: number): InterruptMessage => ({
  vector,
  address: MESSAGE_ADDRESS + ((vector & 0xff) << 12),
  data: ((rid << 16) >>> 0) + 0x40 + vector,
});

export const permitMessages = (
  remapping: InterruptRemapping,
  rid: RoutingId,
  permitted: PermittedMessages,
): InterruptRemapping => ({ permitted: remapping.permitted.set(rid, permitted) });

export const forbidMessages = (remapping: InterruptRemapping, rid: RoutingId): InterruptRemapping =>
  remapping.permitted.has(rid) ? { permitted: remapping.permitted.delete(rid) } : remapping;

export function remap(
  remapping: InterruptRemapping,
  rid: RoutingId,
  address: number,
  data: number,
): InterruptDelivery {
  const permitted = remapping.permitted.get(rid);
  const message = permitted?.messages.find((each) => each.address === address && each.data === data);
  return permitted === undefined || message === undefined
    ? { kind: 'blocked' }
    : { kind: 'delivered', partition: permitted.partition, vf: permitted.vf, vector: message.vector };
}
