import type { RoutingId } from '../terms/routing-id';
import type { AdapterState } from './adapter-state';
import { still, type Step } from './adapter-step';
import { functionOf, withFunctionState } from './function-events';
import { receiveFault } from './function/receive';
import { logError } from './pcie/error-log';
import { functionAt } from './pcie/routing';

/** The IOMMU blocked a write: counted and logged in the function that issued it, and in no other (PCIE-IOMMU-03). */
export function dmaFault(state: AdapterState, routingId: RoutingId): Step {
  const id = functionAt(state.pcie, routingId);
  const held = id && functionOf(state, id);
  if (id === undefined || held === undefined) return still(state);
  const counted = withFunctionState(state, id, receiveFault(held));
  return still({ ...counted, pcie: logError(counted.pcie, id, 'unsupported request') });
}
