import { changePortPolicy } from '../../host/stack/port-policy-change';
import { firstOf } from '../../host/stack/vm-adapter-ref';
import type { Course } from '../../host/testbed-course';
import type { PolicyAction } from '../../isolation/action';
import { knownPartition } from './known-names';
import { outcomeOf, type Performance } from './performed';

export function* performPolicy(course: Course, { partition, policy }: PolicyAction): Performance {
  const known = knownPartition(course.testbed, partition);
  if (policy.kind === 'mirror-to' && policy.partition !== undefined)
    knownPartition(course.testbed, policy.partition);
  return outcomeOf(yield* changePortPolicy(course, firstOf(known.partition), policy));
}
