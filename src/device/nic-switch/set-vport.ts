import { sameFunction, type FunctionId } from '../../terms/function-id';
import { ok } from '../../terms/result';
import { vportName, type VPortId } from '../../terms/switch-ids';
import type { InterruptModeration, NicSwitch, VPort } from './nic-switch';
import { invalid, notUsable, type Refused, type SwitchResult } from './switch-refusal';

/** Exactly the members whose NDIS_NIC_SWITCH_VPORT_PARAMS_…_CHANGED flag is set (VPORT-SET-03), and the port policy. */
export interface VPortChanges {
  readonly active?: boolean;
  readonly name?: string;
  readonly interruptModeration?: InterruptModeration;
  readonly processorAffinity?: number;
  readonly allowMacSpoofing?: boolean;
  /** Always refused (VPORT-QUEUE-09). */
  readonly queuePairs?: number;
  /** Refused unless it is the function that the VPort has (VPORT-ARCH-02). */
  readonly function?: FunctionId;
}

/** Changes the named members and nothing else (VPORT-SET-04). The same object comes back if nothing differs. */
export function setVPort(nicSwitch: NicSwitch, vport: VPortId, changes: VPortChanges): SwitchResult {
  if (!nicSwitch.usable) return notUsable();
  const was = nicSwitch.vports.get(vport);
  if (was === undefined) return invalid('VPORT-SET-02', `there is no VPort ${vport}`);
  const refusal = refusalOf(was, changes);
  if (refusal !== undefined) return refusal;
  const is = changed(was, changes);
  return ok(is === was ? nicSwitch : { ...nicSwitch, vports: nicSwitch.vports.set(vport, is) });
}

function refusalOf(was: VPort, changes: VPortChanges): Refused | undefined {
  const name = vportName(was.id);
  if (changes.active === false && was.active)
    return invalid(
      was.function.kind === 'vf' ? 'VPORT-STATE-07' : 'VPORT-STATE-06',
      `${name} is activated and stays so until it is deleted`,
    );
  if (changes.queuePairs !== undefined)
    return invalid('VPORT-QUEUE-09', `the queue pairs of ${name} were fixed at its creation`);
  if (changes.function !== undefined && !sameFunction(changes.function, was.function))
    return invalid('VPORT-ARCH-02', `${name} stays on its function`);
  if (changes.processorAffinity === undefined) return undefined;
  if (was.function.kind === 'vf')
    return invalid('VPORT-SET-06', `ProcessorAffinity is not valid for ${name}, a VPort of a VF`);
  return changes.processorAffinity === 0
    ? invalid('VPORT-CREATE-14', `${name} needs a processor in ProcessorAffinity`)
    : undefined;
}

function changed(was: VPort, changes: VPortChanges): VPort {
  const is: VPort = {
    ...was,
    active: changes.active ?? was.active,
    name: changes.name ?? was.name,
    interruptModeration: changes.interruptModeration ?? was.interruptModeration,
    processorAffinity: changes.processorAffinity ?? was.processorAffinity,
    allowMacSpoofing: changes.allowMacSpoofing ?? was.allowMacSpoofing,
  };
  return (Object.keys(is) as (keyof VPort)[]).every((member) => is[member] === was[member]) ? was : is;
}
