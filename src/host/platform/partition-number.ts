/**
 * What the hypervisor calls a partition: a small whole number, given by the virtualization stack and never reused while
 * anything of the partition is left. The management OS (parent partition) is number 0.
 */
export type PartitionNumber = number & { readonly term: 'PartitionNumber' };

export const partitionNumber = (value: number): PartitionNumber => value as PartitionNumber;
export const PARENT_PARTITION = partitionNumber(0);
