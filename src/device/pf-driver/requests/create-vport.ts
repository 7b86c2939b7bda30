import { NDIS_PF_FUNCTION_ID, PF, vfFunction, type FunctionId } from '../../../terms/function-id';
import type { OidMembers } from '../../../terms/oid';
import { failed, ok, type Result } from '../../../terms/result';
import { vportId } from '../../../terms/switch-ids';
import type { AdapterState } from '../../adapter-state';
import type { NewVPort } from '../../nic-switch/create-vport';
import type { VPort } from '../../nic-switch/nic-switch';
import { firstRefusal, injectedFailure, succeeded, switchIdFault, withMembers } from '../oid-reply';
import { invalidParameter, type Refusal } from '../refusal';
import { allocated } from '../shared-memory';
import { fromSwitch } from '../switch-answer';
import type { Parsed } from '../structures/member-type';
import { NIC_SWITCH_VPORT_PARAMETERS, VPORT_CHANGED_FLAGS } from '../structures/vport';
import { allocatedVf, createdSwitch } from '../vf-checks';
import { moderationName, moderationOf } from './interrupt-moderation';

type Parameters = Parsed<typeof NIC_SWITCH_VPORT_PARAMETERS>;

/** A nondefault VPort under the identifier that NDIS assigned, with all its resources or none (VPORT-CREATE-10). */
export const createVPort = withMembers(NIC_SWITCH_VPORT_PARAMETERS, ({ context, state }, parameters) => {
  const nicSwitch = createdSwitch(state, 'VPORT-CREATE-01');
  if (!nicSwitch.ok) return nicSwitch.error;
  const fault = memberFault(state, parameters);
  if (fault !== undefined) return fault;
  const attached = attachedFunction(state, parameters.AttachedFunctionId);
  if (!attached.ok) return attached.error;
  const failure = injectedFailure(
    state,
    'vport-resources',
    'resources of the VPort could not be allocated',
    'VPORT-CREATE-10',
  );
  if (failure !== undefined) return failure;
  const created = context.parts.nicSwitch.createVPort(nicSwitch.value, newVPort(parameters, attached.value));
  if (!created.ok) return fromSwitch(created.error);
  const vport = created.value.vports.get(parameters.VPortId);
  return succeeded(
    { ...state, nicSwitch: created.value },
    vport && vportMembers(vport),
    allocated(vportId(parameters.VPortId), attached.value),
  );
});

function memberFault(state: AdapterState, parameters: Parameters): Refusal | undefined {
  return firstRefusal(
    switchIdFault(parameters.SwitchId, 'VPORT-CREATE-03'),
    (parameters.Flags & VPORT_CHANGED_FLAGS) === 0
      ? undefined
      : invalidParameter('CHANGED flags are valid in set requests only', 'VPORT-SET-07'),
    lookaheadFault(parameters),
    state.pending.some(({ vport }) => vport === parameters.VPortId)
      ? invalidParameter(`VPort ${parameters.VPortId} is being deleted`, 'VPORT-CREATE-12')
      : undefined,
  );
}

export const lookaheadFault = ({ LookaheadSize }: { readonly LookaheadSize: number }): Refusal | undefined =>
  LookaheadSize === 0 ? undefined : invalidParameter('LookaheadSize must be zero', 'VPORT-SET-08');

/** The PF, or a VF that was allocated before (VPORT-CREATE-05). */
function attachedFunction(state: AdapterState, id: number): Result<FunctionId, Refusal> {
  if (id === NDIS_PF_FUNCTION_ID) return ok(PF);
  const vf = allocatedVf(state, id, 'VPORT-CREATE-05');
  return vf.ok ? ok(vfFunction(vf.value)) : failed(vf.error);
}

/** A PF VPort for which no processor was named is served by the first one; an empty mask is a fault (VPORT-CREATE-14). */
function newVPort(parameters: Parameters, attached: FunctionId): NewVPort {
  const { VPortState, ProcessorAffinity, AllowMacSpoofing } = parameters;
  return {
    vport: vportId(parameters.VPortId),
    function: attached,
    queuePairs: parameters.NumQueuePairs,
    name: parameters.VPortName,
    interruptModeration: moderationOf(parameters.InterruptModeration),
    processorAffinity: ProcessorAffinity ?? (attached.kind === 'pf' ? 1 : 0),
    ...(VPortState !== undefined && { active: VPortState === 'NdisNicSwitchVPortStateActivated' }),
    ...(AllowMacSpoofing !== undefined && { allowMacSpoofing: AllowMacSpoofing }),
  };
}

/** A VPort as the documentation's structures describe it. */
export const vportMembers = (vport: VPort): OidMembers => ({
  Flags: 0,
  SwitchId: 0,
  VPortId: vport.id,
  VPortName: vport.name,
  AttachedFunctionId: vport.function.kind === 'pf' ? NDIS_PF_FUNCTION_ID : vport.function.vf,
  NumQueuePairs: vport.queuePairs,
  InterruptModeration: moderationName(vport.interruptModeration),
  VPortState: vport.active ? 'NdisNicSwitchVPortStateActivated' : 'NdisNicSwitchVPortStateDeactivated',
  ProcessorAffinity: vport.processorAffinity,
  LookaheadSize: 0,
});
