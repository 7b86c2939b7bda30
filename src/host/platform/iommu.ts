import type { RoutingId } from '../../terms/routing-id';
import { Table } from '../../terms/table';
import type { PartitionNumber } from './partition-number';
import { PARTITION_SPAN, systemBase } from './system-memory';

/** Address maps by Routing ID (ISO-RID-02). A Routing ID that has none reaches no memory. */
export interface Iommu {
  readonly maps: Table<AddressMap>;
}

/** A function's device addresses are the guest-physical addresses of the one partition that holds it. */
export interface AddressMap {
  readonly partition: PartitionNumber;
}

export type Translation =
  | { readonly kind: 'allowed'; readonly partition: PartitionNumber; readonly systemAddress: number }
  | { readonly kind: 'blocked'; readonly reason: 'no-map' | 'outside-map' };

export const NO_MAPS: Iommu = { maps: Table.empty() };

/** From now on DMA of `rid` is translated by `partition`'s map (VF-ALLOC-32). */
export const mapFunction = (iommu: Iommu, rid: RoutingId, partition: PartitionNumber): Iommu => ({
  maps: iommu.maps.set(rid, { partition }),
});

export const unmapFunction = (iommu: Iommu, rid: RoutingId): Iommu =>
  iommu.maps.has(rid) ? { maps: iommu.maps.delete(rid) } : iommu;

/** The whole transfer must lie in the map: a transfer that begins inside and ends outside is blocked altogether. */
export function translate(iommu: Iommu, rid: RoutingId, address: number, length: number): Translation {
  const map = iommu.maps.get(rid);
  if (map === undefined) return { kind: 'blocked', reason: 'no-map' };
  if (address < 0 || address + length > PARTITION_SPAN) return { kind: 'blocked', reason: 'outside-map' };
  return {
    kind: 'allowed',
    partition: map.partition,
    systemAddress: systemBase(map.partition) + address,
  };
}
