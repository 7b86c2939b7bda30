import { finish, type Course, type Refusal, type Steps } from '../testbed-course';
import { note, stackRefuses } from './ask';
import { choosePath } from './choose-path';
import { connectVmAdapter, disconnectVmAdapter } from './connect-vm-adapter';
import { detachAll, mustBe, savedPort } from './partition-life';
import {
  changePartition,
  firstOf,
  partitionNamed,
  refsOf,
  vmAdapter,
  type VmAdapterRef,
} from './vm-adapter-ref';

/**
 * Live migration (PATH-MIGR-01 to -03): the VF is given back before the partition leaves its host; it moves with its
 * addresses, VLAN and policies on the synthetic path; a VF of the destination is attached there if one is free. The
 * change of host itself is one step, so that at any moment one host answers for the partition's address.
 */
export function* migratePartition(course: Course, name: string, host: string): Steps {
  const refusal = mustBe(course, name, 'running') ?? whyNotTo(course, name, host);
  if (refusal !== undefined) return refusal;
  const failure = yield* detachAll(course, name);
  if (failure !== undefined) return failure;
  yield;
  const moved = move(course, name, host);
  if (moved !== undefined) return moved;
  note(course, firstOf(name), 'partition-migrated', { host });
  yield;
  for (const ref of refsOf(partitionNamed(course.testbed, name))) yield* choosePath(course, ref);
  return undefined;
}

function whyNotTo(course: Course, name: string, host: string): Refusal | undefined {
  if (partitionNamed(course.testbed, name).host === host)
    return stackRefuses(`"${name}" runs on "${host}" already`, 'PATH-MIGR-01');
  return switchOn(course, host) === undefined
    ? stackRefuses(`"${host}" has no extensible switch for "${name}"`, 'PATH-MIGR-03')
    : undefined;
}

/** The first one made there; an external one before others. */
function switchOn(course: Course, host: string): string | undefined {
  const there = Array.from(course.testbed.switches.values()).filter((each) => each.host === host);
  return (there.find((each) => each.adapter !== undefined) ?? there[0])?.switch;
}

function move(course: Course, name: string, host: string): Refusal | undefined {
  for (const ref of refsOf(partitionNamed(course.testbed, name))) {
    const refusal = finish(moveAdapter(course, ref, host));
    if (refusal !== undefined) return refusal;
  }
  changePartition(course, name, (partition) => ({ ...partition, host }));
  return undefined;
}

function* moveAdapter(course: Course, ref: VmAdapterRef, host: string): Steps {
  if (vmAdapter(course.testbed, ref).switch === undefined) return undefined;
  const { policies } = savedPort(course, ref);
  const to = switchOn(course, host);
  const refusal = yield* disconnectVmAdapter(course, ref);
  if (refusal !== undefined || to === undefined) return refusal;
  return yield* connectVmAdapter(course, ref, to, policies);
}
