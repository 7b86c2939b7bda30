import { adapterOf } from '../host-machine';
import { haltPf, startPf } from '../ndis/pf-life-cycle';
import type { Testbed } from '../testbed';
import { installed } from '../testbed';
import type { Course, Refusal } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { callRefusal } from './call-refusal';

/** NDIS has brought the PF miniport all the way up. */
export const isStarted = (testbed: Testbed, adapter: string): boolean =>
  adapterOf(testbed.machine, adapter).ndis.state === 'running';

/**
 * The offload of an adapter cannot change while it runs: on binding to, or unbinding from, a switch NDIS halts the PF
 * miniport and starts it again (XSW-IOV-03). One that a scenario holds back before that is left alone.
 */
export function restartForBinding(course: Course, adapter: string): Refusal | undefined {
  if (!isStarted(course.testbed, adapter)) return undefined;
  const { keywords } = installed(course.testbed, adapter);
  const outcome = onMachine(course, (carrier) => {
    const halted = haltPf(carrier, adapter);
    return halted.kind === 'refused' ? halted : startPf(carrier, adapter, keywords);
  });
  return callRefusal(outcome, 'PF miniport');
}
