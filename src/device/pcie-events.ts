import { unreachable } from '../terms/result';
import type { FunctionId } from '../terms/function-id';
import type { AdapterContext } from './adapter-context';
import type { AdapterState } from './adapter-state';
import { forEach, still, withEffects, type Step } from './adapter-step';
import { messageEffect } from './function-events';
import type { PcieEvent } from './pcie/pcie-event';
import { withFreshFunctions, withoutFunctions } from './pf-driver/virtualization';

/** What a write of configuration space means for the rest of the adapter. */
export const afterPcieEvents = (
  context: AdapterContext,
  state: AdapterState,
  events: readonly PcieEvent[],
): Step => forEach(state, events, (current, event) => afterEvent(context, current, event));

function afterEvent(context: AdapterContext, state: AdapterState, event: PcieEvent): Step {
  switch (event.kind) {
    case 'vfs-enabled':
      return still(withFreshFunctions(context, state));
    case 'vfs-disabled':
      return still(withoutFunctions(state));
    case 'flr':
      return still(afterFlr(context, state, event.function));
    case 'power':
      return still({ ...state, pf: context.parts.function.setPower(state.pf, event.state) });
    case 'message':
      return withEffects(state, messageEffect(context, state, event));
    case 'bus-master':
    case 'violation':
      return still(state);
    default:
      return unreachable(event);
  }
}

/**
 * The configuration space is reset already. A VF's FLR goes no further than its own registers (PCIE-FLR-02, PCIE-FLR-04).
 * The PF's takes the NIC switch along, which is part of the PF, and the VFs (PCIE-FLR-05); the port keeps its link.
 */
function afterFlr(context: AdapterContext, state: AdapterState, id: FunctionId): AdapterState {
  const { resetFunction } = context.parts.function;
  if (id.kind === 'vf') return { ...state, vfs: state.vfs.update(id.vf, resetFunction) };
  const gone = withoutFunctions({ ...state, nicSwitch: undefined });
  return {
    ...gone,
    pf: resetFunction(state.pf),
    driver: { ...gone.driver, switchStage: 'absent' },
  };
}
