import { vfFunction } from '../../../terms/function-id';
import type { AdapterState } from '../../adapter-state';
import { withFunctionState } from '../../function-events';
import type { PowerState } from '../../function/function-state';
import { succeeded, withMembers } from '../oid-reply';
import { invalidParameter, type Refusal } from '../refusal';
import type { Parsed } from '../structures/member-type';
import { SRIOV_SET_VF_POWER_STATE_PARAMETERS } from '../structures/sriov';
import { allocatedVf } from '../vf-checks';

type Parameters = Parsed<typeof SRIOV_SET_VF_POWER_STATE_PARAMETERS>;

const STATES: Readonly<Partial<Record<Parameters['PowerState'], PowerState>>> = {
  NdisDeviceStateD0: 'D0',
  NdisDeviceStateD1: 'D1',
  NdisDeviceStateD2: 'D2',
  NdisDeviceStateD3: 'D3',
};

/** Any state to any state (FSM-POWER-01); WakeEnable arms the VF until the next request (VF-POWER-05). */
export const setVfPowerState = withMembers(
  SRIOV_SET_VF_POWER_STATE_PARAMETERS,
  ({ context, state }, parameters) => {
    const vf = allocatedVf(state, parameters.VFId, 'VF-POWER-02');
    if (!vf.ok) return vf.error;
    const power = STATES[parameters.PowerState];
    if (power === undefined)
      return invalidParameter(`${parameters.PowerState} is no state to go to`, 'VF-POWER-07');
    const fault = wakeFault(power, parameters.WakeEnable);
    if (fault !== undefined) return fault;
    const held = state.vfs.get(vf.value);
    if (held === undefined) throw new Error('cannot happen: an allocated VF exists');
    const set = withFunctionState(state, vfFunction(vf.value), context.parts.function.setPower(held, power));
    return succeeded(armed(set, vf.value, parameters.WakeEnable));
  },
);

const wakeFault = (power: PowerState, wake: boolean): Refusal | undefined =>
  power === 'D0' && wake
    ? invalidParameter('WakeEnable must be FALSE for NdisDeviceStateD0', 'VF-POWER-06')
    : undefined;

const armed = (state: AdapterState, vf: number, wakeEnabled: boolean): AdapterState =>
  state.allocations.get(vf)?.wakeEnabled === wakeEnabled
    ? state
    : { ...state, allocations: state.allocations.update(vf, (each) => ({ ...each, wakeEnabled })) };
