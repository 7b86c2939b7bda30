import { namePartition } from '../host-machine';
import { partitionNumber } from '../platform/partition-number';
import { setMachine, type Course, type Steps } from '../testbed-course';
import { note } from './ask';
import { choosePath } from './choose-path';
import { connectVmAdapter } from './connect-vm-adapter';
import { firstPolicies } from './port-policies';
import { SYNTHETIC_ONLY, type GuestManner, type VmAdapter } from './partition';
import { changePartition, firstOf, partitionNamed, type VmAdapterRef } from './vm-adapter-ref';
import type { MacAddress } from '../../terms/mac-address';

/** A partition to be started. `switch` exists on `host`; absent: its adapter is not connected. */
export interface PartitionToStart {
  readonly partition: string;
  readonly host: string;
  readonly mac: MacAddress;
  readonly vlan: number | undefined;
  readonly switch: string | undefined;
  /** 0 to 100. */
  readonly iovWeight: number;
  readonly queuePairs: number;
  readonly kind: VmAdapter['kind'];
  readonly guest: GuestManner;
}

/**
 * A guest starts on the synthetic path; then, where its port has a weight, the stack gives it a VF if it can (PATH-SYN-01,
 * XSW-IOV-09). Refused, and nothing left of it, when its port or adapter is.
 */
export function* startPartition(course: Course, spec: PartitionToStart): Steps {
  const before = course.testbed;
  addPartition(course, spec);
  const ref = firstOf(spec.partition);
  note(course, ref, 'partition-started', { host: spec.host });
  const refusal = yield* connectFirst(course, ref, spec.switch);
  if (refusal !== undefined) {
    course.testbed = before;
    return refusal;
  }
  yield* choosePath(course, ref);
  return undefined;
}

/** The name of a stopped partition may be used again; its number stays its own. */
function addPartition(course: Course, spec: PartitionToStart): void {
  const { partitions } = course.testbed;
  const number = partitionNumber(partitions.numberOf(spec.partition) ?? partitions.nextNumber);
  const { partition, host, guest } = spec;
  const adapters = [newVmAdapter(undefined, spec)];
  course.testbed = {
    ...course.testbed,
    partitions: partitions.set(partition, { partition, number, host, state: 'running', guest, adapters }),
  };
  setMachine(course, namePartition(course.testbed.machine, number, partition));
}

type AdapterToAdd = Pick<PartitionToStart, 'mac' | 'vlan' | 'iovWeight' | 'queuePairs' | 'kind'>;

export const newVmAdapter = (adapter: string | undefined, spec: AdapterToAdd): VmAdapter => ({
  adapter,
  kind: spec.kind,
  mac: spec.mac,
  vlan: spec.vlan,
  switch: undefined,
  port: undefined,
  iovWeight: spec.iovWeight,
  queuePairs: spec.queuePairs,
  filters: [],
  attachment: undefined,
  netvsc: SYNTHETIC_ONLY,
});

function* connectFirst(course: Course, ref: VmAdapterRef, name: string | undefined): Steps {
  if (name === undefined) return undefined;
  const adapter = partitionNamed(course.testbed, ref.partition).adapters.find(
    (each) => each.adapter === ref.adapter,
  );
  return adapter === undefined
    ? undefined
    : yield* connectVmAdapter(course, ref, name, firstPolicies(adapter));
}

/** A further network adapter for a running partition. */
export function* addVmAdapter(
  course: Course,
  ref: VmAdapterRef,
  spec: AdapterToAdd,
  name: string | undefined,
): Steps {
  const before = course.testbed;
  changePartition(course, ref.partition, (partition) => ({
    ...partition,
    adapters: [...partition.adapters, newVmAdapter(ref.adapter, spec)],
  }));
  const refusal = yield* connectFirst(course, ref, name);
  if (refusal !== undefined) course.testbed = before;
  return refusal;
}
