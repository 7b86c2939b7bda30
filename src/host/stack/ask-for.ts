import { offerOffloadRequest, WRAPPED_OIDS } from '../extensible-switch/offload-request';
import type { OidAnswer, OidMembers, OidName } from '../../terms/oid';
import type { Course } from '../testbed-course';
import { ask } from './ask';
import { onSwitch } from './on-switch';
import { boundSwitch } from './switch-of-adapter';
import { vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * A request for a VM adapter's hardware resources. It passes the extension stack of the switch first, where a forwarding
 * extension may refuse it (ruling 28, XSW-IOV-21), and then goes to the physical adapter.
 */
export function askFor(
  course: Course,
  ref: VmAdapterRef,
  adapter: string,
  oid: OidName,
  members: OidMembers,
): OidAnswer {
  const above = boundSwitch(course.testbed, adapter);
  if (above !== undefined && WRAPPED_OIDS.includes(oid)) {
    const { port } = vmAdapter(course.testbed, ref);
    const outcome = onSwitch(course, above.switch, (state) => offerOffloadRequest(state, oid, port));
    if (outcome.kind === 'refused') return outcome;
  }
  return ask(course, adapter, oid, members);
}
