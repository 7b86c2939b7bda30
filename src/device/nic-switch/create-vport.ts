import type { FunctionId } from '../../terms/function-id';
import { ok } from '../../terms/result';
import { NDIS_DEFAULT_VPORT_ID, type VPortId } from '../../terms/switch-ids';
import { forwardingTable } from './forwarding-table';
import type { InterruptModeration, NicSwitch, VPort } from './nic-switch';
import { takeQueues } from './queue-pool';
import { exhausted, invalid, notUsable, type Refused, type SwitchResult } from './switch-refusal';

/** Members of NDIS_NIC_SWITCH_VPORT_PARAMETERS at creation. */
export interface NewVPort {
  /** Assigned by NDIS, 1 to NumVPorts - 1 (VPORT-CREATE-07). */
  readonly vport: VPortId;
  /** The PF, or a VF that the caller knows to be allocated (VPORT-CREATE-05). */
  readonly function: FunctionId;
  readonly queuePairs: number;
  /** VPortState of the request; if given it must be the mandated one (VPORT-STATE-04). */
  readonly active?: boolean;
  readonly name?: string;
  readonly interruptModeration?: InterruptModeration;
  /** Bitmap of processors; at least one for a PF VPort (VPORT-CREATE-14), none for a VF's (VPORT-SET-06). */
  readonly processorAffinity?: number;
  readonly allowMacSpoofing?: boolean;
}

/** A nondefault VPort with its queue pairs: all of them or nothing (VPORT-CREATE-10). A VF's is active, a PF's is not. */
export function createVPort(nicSwitch: NicSwitch, request: NewVPort): SwitchResult {
  const refusal = refusalOf(nicSwitch, request);
  if (refusal !== undefined) return refusal;
  const taken = takeQueues(nicSwitch.freeQueues, request.queuePairs);
  if (taken === undefined)
    return exhausted('VPORT-QUEUE-07', `no ${request.queuePairs} consecutive queue pairs are free`);
  const vport = newVPort(request, taken.first);
  return ok({
    ...nicSwitch,
    vports: nicSwitch.vports.set(vport.id, vport),
    freeQueues: taken.free,
  });
}

const newVPort = (request: NewVPort, firstQueuePair: number): VPort => ({
  id: request.vport,
  name: request.name ?? '',
  function: request.function,
  active: request.function.kind === 'vf',
  firstQueuePair,
  queuePairs: request.queuePairs,
  interruptModeration: request.interruptModeration ?? 'undefined',
  processorAffinity: request.processorAffinity ?? 0,
  allowMacSpoofing: request.allowMacSpoofing ?? false,
});

function refusalOf(nicSwitch: NicSwitch, request: NewVPort): Refused | undefined {
  if (!nicSwitch.usable) return notUsable();
  return (
    attachmentRefusal(nicSwitch, request) ??
    queueRefusal(nicSwitch, request) ??
    poolRefusal(nicSwitch, request)
  );
}

function attachmentRefusal(nicSwitch: NicSwitch, request: NewVPort): Refused | undefined {
  const { function: id, active, processorAffinity = 0 } = request;
  if (id.kind === 'pf') {
    if (active === true) return invalid('VPORT-STATE-04', 'a VPort of the PF is created deactivated');
    if (processorAffinity === 0)
      return invalid('VPORT-CREATE-14', 'a VPort of the PF needs a processor in ProcessorAffinity');
    return undefined;
  }
  if (active === false) return invalid('VPORT-STATE-04', 'a VPort of a VF is created activated');
  if (processorAffinity !== 0)
    return invalid('VPORT-SET-06', 'ProcessorAffinity is not valid for a VPort of a VF');
  if (id.vf < 0 || id.vf >= nicSwitch.limits.numVfs)
    return invalid('VPORT-CREATE-05', `there is no VFId ${id.vf} on this switch`);
  if (forwardingTable(nicSwitch).vportOf(id.vf) !== undefined)
    return invalid('VPORT-ARCH-04', `VFId ${id.vf} has a VPort already`);
  return undefined;
}

function queueRefusal(nicSwitch: NicSwitch, { queuePairs }: NewVPort): Refused | undefined {
  const { maxQueuePairsPerNondefaultVPort: most, asymmetricQueuePairs } = nicSwitch.limits;
  if (!Number.isInteger(queuePairs) || queuePairs < 1)
    return invalid('VPORT-ARCH-07', 'a VPort has at least one queue pair');
  if (queuePairs > most)
    return invalid('VPORT-QUEUE-07', `a nondefault VPort of this adapter has at most ${most} queue pairs`);
  const other = anyNondefault(nicSwitch);
  if (!asymmetricQueuePairs && other !== undefined && other.queuePairs !== queuePairs)
    return invalid('VPORT-QUEUE-03', 'all nondefault VPorts of this adapter have as many queue pairs');
  return undefined;
}

function poolRefusal(nicSwitch: NicSwitch, { vport, function: id }: NewVPort): Refused | undefined {
  const { vports, limits } = nicSwitch;
  if (vports.count >= limits.numVPorts)
    return exhausted('VPORT-CREATE-17', `all ${limits.numVPorts - 1} nondefault VPorts exist`);
  if (id.kind === 'pf' && vports.count >= limits.numVPorts - heldBack(nicSwitch))
    return exhausted('VPORT-POOL-04', 'the remaining VPorts are reserved for VFs');
  if (!Number.isInteger(vport) || vport <= NDIS_DEFAULT_VPORT_ID || vport >= limits.numVPorts)
    return invalid('VPORT-CREATE-07', `VPortId ${vport} is not between 1 and ${limits.numVPorts - 1}`);
  if (vports.has(vport)) return invalid('VPORT-ARCH-03', `VPort ${vport} exists already`);
  return undefined;
}

/** VPorts that the PF may not take because VFs without one have a claim on them. */
const heldBack = (nicSwitch: NicSwitch): number =>
  nicSwitch.limits.singleVPortPool
    ? 0
    : Math.max(0, nicSwitch.limits.numVfs - forwardingTable(nicSwitch).portedVfs());

function anyNondefault(nicSwitch: NicSwitch): VPort | undefined {
  for (const vport of nicSwitch.vports.values()) if (vport.id !== NDIS_DEFAULT_VPORT_ID) return vport;
  return undefined;
}
