import { nicAt } from '../extensible-switch/extensible-switch';
import type { MacAddress } from '../../terms/mac-address';
import type { Course } from '../testbed-course';
import { switchNamed } from './on-switch';
import { vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** Where the switch finds a VM adapter now (XSW-FWD-21): its own address, or one that its port lets the guest choose. */
export function currentAddress(course: Course, ref: VmAdapterRef): MacAddress {
  const { switch: name, port, mac } = vmAdapter(course.testbed, ref);
  if (name === undefined || port === undefined) return mac;
  return nicAt(switchNamed(course.testbed, name).state, port)?.currentMac ?? mac;
}
