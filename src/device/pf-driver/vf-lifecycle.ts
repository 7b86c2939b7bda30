import { vfFunction, vfId, type VfId } from '../../terms/function-id';
import type { AdapterContext, VfParts } from '../adapter-context';
import type { AdapterState } from '../adapter-state';
import type { FunctionState } from '../function/function-state';

/** The lowest VFId that exists and is not allocated. */
function freeVfId({ driver, vfs, allocations, nicSwitch }: AdapterState): VfId | undefined {
  const end = Math.min(vfs.count, nicSwitch?.limits.numVfs ?? 0);
  for (let index = driver.lowestFreeVf; index < end; index++) if (!allocations.has(index)) return vfId(index);
  return undefined;
}

function resetHardware(
  { parts }: AdapterContext,
  state: AdapterState,
  vf: VfId,
  reset: (was: FunctionState) => FunctionState,
): AdapterState {
  return {
    ...state,
    pcie: parts.pcie.functionLevelReset(state.pcie, vfFunction(vf)),
    vfs: state.vfs.update(vf, reset),
  };
}

/** WakeEnable belongs to the power state, which is D0 again. Names, addresses, VFId and Routing ID stay (VF-RESET-12). */
function resetVf(context: AdapterContext, state: AdapterState, vf: VfId): AdapterState {
  const reset = resetHardware(context, state, vf, context.parts.function.resetFunction);
  const awake = state.allocations.get(vf)?.wakeEnabled !== true;
  if (awake) return reset;
  return {
    ...reset,
    allocations: reset.allocations.update(vf, (each) => ({ ...each, wakeEnabled: false })),
  };
}

/** Software resources go, hardware returns to its reset state, blocks included (VF-FREE-07, BLOCK-MODEL-11, PCIE-FLR-09). */
function releaseVf(context: AdapterContext, state: AdapterState, vf: VfId): AdapterState {
  const reset = resetHardware(context, state, vf, context.parts.function.freedFunction);
  return {
    ...reset,
    allocations: reset.allocations.delete(vf),
    driver: { ...reset.driver, lowestFreeVf: Math.min(reset.driver.lowestFreeVf, vf) },
  };
}

export const vfParts: VfParts = { freeVfId, resetVf, releaseVf };
