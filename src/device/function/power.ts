import type { FunctionState, PowerState } from './function-state';
import { abandoned } from './ring';

export const isPowered = (state: FunctionState): boolean => state.power === 'D0';

/**
 * Leaving D0 stops DMA: reads in flight are forgotten. Registers are kept over D3 (as with No_Soft_Reset = 1, which most
 * of the adapters in the list show), so that a driver needs nothing but D0 to go on.
 */
export function setPower(state: FunctionState, power: PowerState): FunctionState {
  if (power === state.power) return state;
  if (power === 'D0') return { ...state, power };
  return { ...state, power, queuePairs: withoutReads(state) };
}

function withoutReads({ queuePairs }: FunctionState): FunctionState['queuePairs'] {
  if (queuePairs.every((pair) => pair.transmit.inFlight.length === 0)) return queuePairs;
  return queuePairs.map((pair) => {
    const transmit = abandoned(pair.transmit);
    return transmit === pair.transmit ? pair : { ...pair, transmit };
  });
}
