import { vportId } from '../../../terms/switch-ids';
import type { VPortChanges } from '../../nic-switch/set-vport';
import { firstRefusal, succeeded, switchIdFault, withMembers } from '../oid-reply';
import { invalidParameter } from '../refusal';
import type { Parsed } from '../structures/member-type';
import { NIC_SWITCH_VPORT_PARAMETERS_OF_ONE, VPORT_FLAGS } from '../structures/vport';
import { switchReply } from '../switch-answer';
import { createdSwitch } from '../vf-checks';
import { lookaheadFault, vportMembers } from './create-vport';
import { moderationOf } from './interrupt-moderation';

type Parameters = Parsed<typeof NIC_SWITCH_VPORT_PARAMETERS_OF_ONE>;

/** Changes the members whose CHANGED flag is set, and no other (VPORT-SET-03, VPORT-SET-04). */
export const setVPortParameters = withMembers(
  NIC_SWITCH_VPORT_PARAMETERS_OF_ONE,
  ({ context, state }, parameters) => {
    const nicSwitch = createdSwitch(state, 'VPORT-SET-02');
    if (!nicSwitch.ok) return nicSwitch.error;
    const fault = firstRefusal(
      switchIdFault(parameters.SwitchId, 'VPORT-SET-02'),
      lookaheadFault(parameters),
      stateFault(parameters),
    );
    if (fault !== undefined) return fault;
    return switchReply(
      state,
      context.parts.nicSwitch.setVPort(nicSwitch.value, vportId(parameters.VPortId), changesOf(parameters)),
    );
  },
);

const has = ({ Flags }: Parameters, flag: keyof typeof VPORT_FLAGS): boolean =>
  (Flags & VPORT_FLAGS[flag]) !== 0;

const changesState = (parameters: Parameters): boolean =>
  has(parameters, 'NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED');

const stateFault = (parameters: Parameters) =>
  changesState(parameters) &&
  (parameters.VPortState ?? 'NdisNicSwitchVPortStateUndefined') === 'NdisNicSwitchVPortStateUndefined'
    ? invalidParameter('VPortState must be Activated or Deactivated', 'VPORT-STATE-01')
    : undefined;

function changesOf(parameters: Parameters): VPortChanges {
  const { VPortState, ProcessorAffinity, AllowMacSpoofing } = parameters;
  return {
    ...(has(parameters, 'NDIS_NIC_SWITCH_VPORT_PARAMS_NAME_CHANGED') && { name: parameters.VPortName }),
    ...(has(parameters, 'NDIS_NIC_SWITCH_VPORT_PARAMS_INT_MOD_CHANGED') && {
      interruptModeration: moderationOf(parameters.InterruptModeration),
    }),
    ...(changesState(parameters) && { active: VPortState === 'NdisNicSwitchVPortStateActivated' }),
    ...(has(parameters, 'NDIS_NIC_SWITCH_VPORT_PARAMS_PROCESSOR_AFFINITY_CHANGED') && {
      processorAffinity: ProcessorAffinity ?? 0,
    }),
    ...(has(parameters, 'NDIS_NIC_SWITCH_VPORT_PARAMS_NUM_QUEUE_PAIRS_CHANGED') && {
      queuePairs: parameters.NumQueuePairs,
    }),
    ...(AllowMacSpoofing !== undefined && { allowMacSpoofing: AllowMacSpoofing }),
  };
}

/** As in force (VPORT-QUERY-03); through NDIS the answer comes from its records. */
export const queryVPortParameters = withMembers(
  NIC_SWITCH_VPORT_PARAMETERS_OF_ONE,
  ({ state }, { SwitchId, VPortId }) => {
    const nicSwitch = createdSwitch(state, 'VPORT-QUERY-02');
    if (!nicSwitch.ok) return nicSwitch.error;
    const fault = switchIdFault(SwitchId, 'VPORT-QUERY-02');
    if (fault !== undefined) return fault;
    const vport = nicSwitch.value.vports.get(VPortId);
    return vport === undefined
      ? invalidParameter(`there is no VPort ${VPortId}`, 'VPORT-QUERY-02')
      : succeeded(state, vportMembers(vport));
  },
);
