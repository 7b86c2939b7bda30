import type { FunctionId } from '../../terms/function-id';
import { readField } from './config-space';
import type { PowerState } from './pcie-event';
import { functionState, type FunctionState, type PcieState } from './pcie-state';
import { BUS_MASTER_ENABLE, COMMAND, POWER_CONTROL } from './standard-capabilities';

export const powerOf = (pf: FunctionState): PowerState =>
  (readField(pf.config, POWER_CONTROL, 2) & 3) === 0 ? 'D0' : 'D3';

/** Of the PF. VFs have no power management capability of their own: their state is the PF driver's to set. */
export const pfPower = (state: PcieState): PowerState => powerOf(state.pf);

export const busMasterBit = (target: FunctionState): boolean =>
  (readField(target.config, COMMAND, 2) & BUS_MASTER_ENABLE) !== 0;

/**
 * May the function issue memory requests, messages included? Its own bit decides, never another function's
 * (PCIE-VFCFG-04, PCIE-VFCFG-05); a PF in D3hot silences itself and its VFs (PCIE-VFCFG-14).
 */
export function busMasterEnabled(state: PcieState, id: FunctionId): boolean {
  const target = functionState(state, id);
  return target !== undefined && busMasterBit(target) && pfPower(state) === 'D0';
}
