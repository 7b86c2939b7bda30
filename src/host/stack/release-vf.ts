import { changeAdapter } from '../host-machine';
import { releaseFunction } from '../platform/expose';
import { unmapFunction } from '../platform/iommu';
import { setMachine, type Course } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { releaseVf } from './vf-holder';
import { attachmentOf, changeVmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** The VF is the adapter's again: its DMA reaches no memory from now on, and nobody holds it (VF-DETACH-08). */
export function releaseHardware(course: Course, ref: VmAdapterRef): void {
  const { adapter, vf, routingId } = attachmentOf(course.testbed, ref);
  onMachine(course, (carrier) => releaseFunction(carrier, adapter, vf));
  dropMap(course, adapter, routingId);
  releaseVf(course, adapter, vf);
  changeVmAdapter(course, ref, { attachment: undefined });
}

/** A function that is gone from the bus has no view any more, but its Routing ID may come back with another owner. */
function dropMap(course: Course, adapter: string, rid: Parameters<typeof unmapFunction>[1]): void {
  setMachine(
    course,
    changeAdapter(course.testbed.machine, adapter, (host) => {
      const iommu = unmapFunction(host.iommu, rid);
      return iommu === host.iommu ? host : { ...host, iommu };
    }),
  );
}
