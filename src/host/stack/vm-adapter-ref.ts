import type { Testbed } from '../testbed';
import type { Course } from '../testbed-course';
import type { Attachment, Partition, VmAdapter, VmAdapterRef } from './partition';

export type { VmAdapterRef };

export const firstOf = (partition: string): VmAdapterRef => ({ partition, adapter: undefined });

export function partitionNamed(testbed: Testbed, name: string): Partition {
  const partition = testbed.partitions.get(name);
  if (partition === undefined) throw new Error(`cannot happen: no partition "${name}"`);
  return partition;
}

export function vmAdapter(testbed: Testbed, ref: VmAdapterRef): VmAdapter {
  const { adapters } = partitionNamed(testbed, ref.partition);
  const adapter = adapters.find((each) => each.adapter === ref.adapter);
  if (adapter === undefined) throw new Error(`cannot happen: "${ref.partition}" has no such adapter`);
  return adapter;
}

export const refsOf = (partition: Partition): readonly VmAdapterRef[] =>
  partition.adapters.map(({ adapter }) => ({ partition: partition.partition, adapter }));

export function changePartition(
  course: Course,
  name: string,
  change: (partition: Partition) => Partition,
): void {
  const partitions = course.testbed.partitions.update(name, change);
  if (partitions !== course.testbed.partitions) course.testbed = { ...course.testbed, partitions };
}

export function changeVmAdapter(course: Course, ref: VmAdapterRef, change: Partial<VmAdapter>): void {
  changePartition(course, ref.partition, (partition) => ({
    ...partition,
    adapters: partition.adapters.map((each) =>
      each.adapter === ref.adapter ? { ...each, ...change } : each,
    ),
  }));
}

/** The attachment, which must be there. */
export function attachmentOf(testbed: Testbed, ref: VmAdapterRef): Attachment {
  const { attachment } = vmAdapter(testbed, ref);
  if (attachment === undefined)
    throw new Error(`cannot happen: "${ref.partition}" is taken for the holder of a VF`);
  return attachment;
}

export function changeAttachment(course: Course, ref: VmAdapterRef, change: Partial<Attachment>): void {
  const attachment = { ...attachmentOf(course.testbed, ref), ...change };
  changeVmAdapter(course, ref, { attachment });
}
