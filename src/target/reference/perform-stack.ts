import type { StackAction, VfRef } from '../../isolation/action';
import { adapterOf } from '../../host/host-machine';
import { ask, refusalIn, stackRefuses } from '../../host/stack/ask';
import { attachWithRank } from '../../host/stack/choose-path';
import { attachVf } from '../../host/stack/attach-vf';
import { choosePath } from '../../host/stack/choose-path';
import { connectVmAdapter } from '../../host/stack/connect-vm-adapter';
import { detachVf } from '../../host/stack/detach-vf';
import { exposeVf } from '../../host/stack/expose-vf';
import { migratePartition } from '../../host/stack/migrate-partition';
import {
  restorePartition,
  resumePartition,
  savePartition,
  stopPartition,
  suspendPartition,
} from '../../host/stack/partition-life';
import { policiesForConnection } from '../../host/stack/port-policies';
import { addVmAdapter, startPartition } from '../../host/stack/start-partition';
import { leave } from '../../host/stack/switch-life';
import type { AttachStage } from '../../host/stack/vf-stage';
import { firstOf, vmAdapter } from '../../host/stack/vm-adapter-ref';
import { FIRST_HOST, type Testbed } from '../../host/testbed';
import type { Course } from '../../host/testbed-course';
import type { VfStage } from '../../isolation/action';
import type { OidName, OidMembers } from '../../terms/oid';
import { unreachable } from '../../terms/result';
import { FeatureMistake } from '../target';
import { heldVf } from './held-vf';
import { knownHost, knownPartition, knownSwitch } from './known-names';
import { outcomeOf, type Performance } from './performed';

export function* performStack(course: Course, action: StackAction): Performance {
  return outcomeOf(yield* steps(course, action));
}

type Of<K extends StackAction['kind']> = Extract<StackAction, { kind: K }>;

function steps(course: Course, action: StackAction): ReturnType<typeof stopPartition> {
  if (action.kind === 'start-partition') return start(course, action);
  if (action.kind === 'reset-vf') return onVf(course, action.vf, 'OID_SRIOV_RESET_VF', {});
  if (action.kind === 'set-vf-power')
    return onVf(course, action.vf, 'OID_SRIOV_SET_VF_POWER_STATE', {
      PowerState: `NdisDeviceState${action.state}`,
      WakeEnable: action.wake ?? false,
    });
  const { partition } = knownPartition(course.testbed, action.partition);
  const ref = firstOf(partition);
  switch (action.kind) {
    case 'stop-partition':
      return stopPartition(course, partition);
    case 'save-partition':
      return savePartition(course, partition);
    case 'restore-partition':
      return restorePartition(course, partition);
    case 'suspend-partition':
      return suspendPartition(course, partition);
    case 'resume-partition':
      return resumePartition(course, partition);
    case 'migrate-partition':
      return migratePartition(course, partition, knownHost(course.testbed, action.host));
    case 'attach-vf':
      return attach(course, action);
    case 'detach-vf':
      return detachVf(course, ref, {
        manner: action.manner ?? 'graceful',
        downTo: stageOf(action.downTo ?? 'RESERVED'),
      });
    case 'expose-vf':
      return expose(course, action);
    case 'connect-adapter':
      return connect(course, action);
    case 'disconnect-adapter':
      return leave(course, ref);
    case 'add-adapter':
      return addAdapter(course, action);
    default:
      return unreachable(action);
  }
}

/** A VF that is not present is one of nobody: the same as reserved, for the adapter that it served. */
const stageOf = (stage: VfStage): AttachStage => (stage === 'NOT_PRESENT' ? 'RESERVED' : stage);

function start(course: Course, { spec }: Of<'start-partition'>): ReturnType<typeof startPartition> {
  const known = course.testbed.partitions.get(spec.partition);
  if (known !== undefined && known.state !== 'stopped')
    throw new FeatureMistake(`partition "${spec.partition}" exists already and is ${known.state}`);
  const host = hostOf(course.testbed, spec.host, spec.switch);
  return startPartition(course, {
    partition: spec.partition,
    host,
    mac: spec.mac,
    vlan: spec.vlan,
    switch: switchFor(course.testbed, host, spec.switch),
    iovWeight: spec.iovWeight,
    queuePairs: spec.queuePairs ?? 1,
    kind: spec.adapterKind ?? 'synthetic',
    guest: spec.guest ?? 'cooperative',
  });
}

function hostOf(testbed: Testbed, host: string | undefined, onSwitch: string | undefined): string {
  if (host !== undefined) return knownHost(testbed, host);
  return onSwitch === undefined ? (testbed.hosts[0] ?? FIRST_HOST) : knownSwitch(testbed, onSwitch).host;
}

/** The switch named, or the first of the host. */
function switchFor(testbed: Testbed, host: string, name: string | undefined): string | undefined {
  if (name === undefined)
    return Array.from(testbed.switches.values()).find((each) => each.host === host)?.switch;
  const named = knownSwitch(testbed, name);
  if (named.host !== host)
    throw new FeatureMistake(`the extensible switch "${name}" is on "${named.host}", not on "${host}"`);
  return named.switch;
}

function attach(course: Course, { partition, upTo }: Of<'attach-vf'>): ReturnType<typeof attachVf> {
  const ref = firstOf(partition);
  return upTo === undefined && vmAdapter(course.testbed, ref).attachment === undefined
    ? attachWithRank(course, ref)
    : attachVf(course, ref, stageOf(upTo ?? 'ACTIVE'));
}

/** The stack must not expose what has no VPort or filters, whatever the scenario asks (VF-ATTACH-04, VF-ATTACH-05). */
function* expose(course: Course, { partition }: Of<'expose-vf'>): ReturnType<typeof exposeVf> {
  const ref = firstOf(partition);
  const { attachment } = vmAdapter(course.testbed, ref);
  if (attachment === undefined) return stackRefuses(`"${partition}" has no VF`, 'VF-ATTACH-02');
  return yield* exposeVf(course, ref);
}

function* connect(
  course: Course,
  { partition, switch: name }: Of<'connect-adapter'>,
): ReturnType<typeof leave> {
  const ref = firstOf(partition);
  const { host } = knownPartition(course.testbed, partition);
  const to = switchFor(course.testbed, host, name);
  if (to === undefined) throw new FeatureMistake(`there is no extensible switch on "${host}"`);
  const policies = policiesForConnection(course, ref);
  const refusal = yield* leave(course, ref);
  if (refusal !== undefined) return refusal;
  const failure = yield* connectVmAdapter(course, ref, to, policies);
  if (failure !== undefined) return failure;
  yield* choosePath(course, ref);
  return undefined;
}

function* addAdapter(course: Course, action: Of<'add-adapter'>): ReturnType<typeof leave> {
  const { partition, adapter, mac, vlan } = action;
  const holder = knownPartition(course.testbed, partition);
  if (holder.adapters.some((each) => each.adapter === adapter))
    throw new FeatureMistake(`network adapter "${adapter}" of "${partition}" exists already`);
  const spec = { mac, vlan, iovWeight: action.iovWeight ?? 0, queuePairs: 1, kind: 'synthetic' } as const;
  const name = switchFor(course.testbed, holder.host, action.switch);
  return yield* addVmAdapter(course, { partition, adapter }, spec, name);
}

function* onVf(course: Course, ref: VfRef, oid: OidName, members: OidMembers): ReturnType<typeof leave> {
  const { adapter, vf } = heldVf(course.testbed, ref);
  if (adapterOf(course.testbed.machine, adapter).ndis.state === 'halted')
    return stackRefuses(`the PF miniport of "${adapter}" is not running`, 'ARCH-COMP-18');
  return refusalIn(ask(course, adapter, oid, { VFId: vf, ...members }));
}
