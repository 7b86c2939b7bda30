import { withPort, type ExtensibleSwitch } from '../extensible-switch/extensible-switch';
import { vfObstacle } from '../extensible-switch/vf-assignment';
import { adapterOf } from '../host-machine';
import { installed, type Testbed } from '../testbed';
import type { Refusal } from '../testbed-course';
import { stackRefuses } from './ask';
import { refusalOf, switchNamed } from './on-switch';
import { partitionNamed, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

const NOT_SUPPORTED = 'NDIS_STATUS_NOT_SUPPORTED';

/**
 * Why a VM adapter cannot have a VF at all, whatever is free; undefined: it can. Besides what its port and switch say
 * (ruling 27 among it), the partition must run here and the adapter below must have its NIC switch.
 * @param by `demand`: a scenario attaches by name, which counts as a weight above 0 (XSW-IOV-10).
 */
export function whyNotEligible(
  testbed: Testbed,
  ref: VmAdapterRef,
  by: 'weight' | 'demand' = 'weight',
): Refusal | undefined {
  const { switch: name, port } = vmAdapter(testbed, ref);
  if (partitionNamed(testbed, ref.partition).state !== 'running')
    return stackRefuses(`"${ref.partition}" is not running`, 'VF-ATTACH-02');
  if (ref.adapter !== undefined)
    return stackRefuses("a VF goes to a partition's first adapter alone", 'VF-ATTACH-18', NOT_SUPPORTED);
  if (name === undefined || port === undefined)
    return stackRefuses(`"${ref.partition}" is not connected to a switch`, 'XSW-IOV-43');
  const { state, adapter } = switchNamed(testbed, name);
  const obstacle = vfObstacle(by === 'demand' ? withSomeWeight(state, port) : state, port);
  if (obstacle !== undefined && !rests(testbed, adapter, obstacle.rule)) return refusalOf(obstacle);
  return adapter === undefined ? noNicSwitch(name) : whyNotOn(testbed, adapter);
}

function withSomeWeight(state: ExtensibleSwitch, portId: number): ExtensibleSwitch {
  const port = state.ports.get(portId);
  return port === undefined
    ? state
    : withPort(state, { ...port, policies: { ...port.policies, iovWeight: 1 } });
}

/** Ruling 27 lets a device declare that unenforceable policies rest while a VF is attached. */
const rests = (testbed: Testbed, adapter: string | undefined, rule: string): boolean =>
  rule === 'XSW-IOV-39' &&
  adapter !== undefined &&
  adapterOf(testbed.machine, adapter).device.profile.choices.unenforceablePolicy === 'suspended';

function whyNotOn(testbed: Testbed, adapter: string): Refusal | undefined {
  const [lack] = installed(testbed, adapter).assignmentObstacles;
  if (lack !== undefined)
    return stackRefuses(`no VF of "${adapter}" can be assigned: ${lack}`, 'PCIE-IOMMU-01', NOT_SUPPORTED);
  const { ndis } = adapterOf(testbed.machine, adapter);
  return ndis.state === 'running' && ndis.nicSwitch !== undefined && ndis.sriovEnabled
    ? undefined
    : noNicSwitch(adapter);
}

const noNicSwitch = (name: string): Refusal =>
  stackRefuses(`"${name}" has no NIC switch in use`, 'XSW-IOV-07', NOT_SUPPORTED);
