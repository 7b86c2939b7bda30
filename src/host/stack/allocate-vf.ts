import { vfId } from '../../terms/function-id';
import type { OidMembers } from '../../terms/oid';
import { routingId } from '../../terms/routing-id';
import { assignFunction } from '../platform/expose';
import { installed } from '../testbed';
import type { Course, Steps } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { note, refusalIn } from './ask';
import { askFor } from './ask-for';
import { currentAddress } from './current-address';
import { adapterUnder } from './switch-of-adapter';
import { changeInstalled, holdVf } from './vf-holder';
import { vmAdapterName } from './partition';
import { changeVmAdapter, partitionNamed, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** Serial number first (ORDER-INIT-03), then ALLOCATE_VF with the VM's names and addresses, then the IOMMU map (VF-ALLOC-32). */
export function* allocateVf(course: Course, ref: VmAdapterRef): Steps {
  const adapter = adapterUnder(course.testbed, vmAdapter(course.testbed, ref));
  if (adapter === undefined)
    throw new Error('cannot happen: an eligible adapter has an SR-IOV adapter below');
  const serial = installed(course.testbed, adapter).serialNumbers + 1;
  note(course, ref, 'serial-number', { adapter, serialNumber: serial });
  yield;
  const answer = askFor(course, ref, adapter, 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(course, ref));
  if (answer.kind === 'refused') return refusalIn(answer);
  changeInstalled(course, adapter, () => ({ serialNumbers: serial }));
  const vf = vfId(Number(answer.members.VFId));
  const rid = routingId(Number(answer.members.RequestorId));
  holdVf(course, adapter, vf, ref);
  changeVmAdapter(course, ref, {
    attachment: { adapter, vf, routingId: rid, serialNumber: serial, vport: undefined, stage: 'ALLOCATED' },
  });
  const { number } = partitionNamed(course.testbed, ref.partition);
  onMachine(course, (carrier) => assignFunction(carrier, adapter, vf, number));
  return undefined;
}

function allocation(course: Course, ref: VmAdapterRef): OidMembers {
  const { mac } = vmAdapter(course.testbed, ref);
  return {
    VMName: ref.partition,
    VMFriendlyName: ref.partition,
    NicName: vmAdapterName(ref.partition, ref.adapter),
    MacAddressLength: 6,
    PermanentMacAddress: mac,
    CurrentMacAddress: currentAddress(course, ref),
  };
}
