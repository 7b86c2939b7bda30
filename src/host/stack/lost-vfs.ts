import { adapterOf, changeAdapter } from '../host-machine';
import { withoutSwitch, withoutVfs } from '../ndis/record-answer';
import { setMachine, type Course, type Steps } from '../testbed-course';
import { steer } from './connect-vm-adapter';
import { switchDataPath } from './data-path';
import { changeSwitch } from './on-switch';
import { releaseHardware } from './release-vf';
import { removeFromGuest } from './remove-from-guest';
import { connectedTo } from './switch-life';
import { boundSwitch } from './switch-of-adapter';
import { holdersOn } from './vf-holder';
import { attachmentOf, changeVmAdapter, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * VFs that left the bus without the stack's doing: a reset of the PF, VF Enable cleared past its driver, an entry point
 * called past NDIS (PCIE-FLR-05, PCIE-VFE-03). The stack does what ruling 20 says of a PF that is gone: their guests lose
 * them by surprise and are back on the synthetic path; nothing is asked of hardware that has forgotten them already.
 * What survived of the NIC switch steers their addresses to the default VPort again.
 */
export function* followLostVfs(course: Course, adapter: string): Steps<void> {
  const { device, state } = adapterOf(course.testbed.machine, adapter);
  const { vfs, nicSwitch } = device.view(state);
  const lost = holdersOn(course.testbed, adapter).filter(
    (ref) => !vfs.has(attachmentOf(course.testbed, ref).vf),
  );
  for (const ref of lost) yield* loseVf(course, ref);
  if (nicSwitch === undefined) return forgetSwitch(course, adapter);
  if (lost.length > 0) changeNdis(course, adapter, withoutVfs);
  for (const ref of lost) {
    changeVmAdapter(course, ref, { filters: [] });
    yield* steer(course, ref);
  }
}

/** The guest loses its VF at once; its partition's record of it goes too. */
export function* loseVf(course: Course, ref: VmAdapterRef): Steps<void> {
  const stage = vmAdapter(course.testbed, ref).attachment?.stage;
  switchDataPath(course, ref, 'synthetic');
  if (stage === 'EXPOSED' || stage === 'ACTIVE')
    yield* removeFromGuest(course, ref, { manner: 'surprise', downTo: 'RESERVED' });
  releaseHardware(course, ref);
}

/** Filters are gone with the NIC switch that they were set in. */
export function forgetFilters(course: Course, adapter: string): void {
  const above = boundSwitch(course.testbed, adapter);
  if (above === undefined) return;
  changeSwitch(course, above.switch, { managementFilter: undefined });
  for (const ref of connectedTo(course, above.switch)) changeVmAdapter(course, ref, { filters: [] });
}

function forgetSwitch(course: Course, adapter: string): void {
  if (adapterOf(course.testbed.machine, adapter).ndis.nicSwitch === undefined) return;
  changeNdis(course, adapter, withoutSwitch);
  forgetFilters(course, adapter);
}

function changeNdis(course: Course, name: string, change: typeof withoutSwitch): void {
  const { machine } = course.testbed;
  setMachine(
    course,
    changeAdapter(machine, name, (adapter) => ({ ...adapter, ndis: change(adapter.ndis) })),
  );
}
