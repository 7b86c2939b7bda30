import type { FunctionId } from '../../terms/function-id';
import { survivingFlr } from './config-space';
import { NO_VFS, poweredOn, withFunction, type FunctionState, type PcieState } from './pcie-state';

/** The default state, with the error log and the other survivors that the registers name. */
function surviving(fresh: FunctionState, was: FunctionState): FunctionState {
  const config = survivingFlr(was.config);
  return config.changed.count === 0 ? fresh : { ...fresh, config };
}

/**
 * FLR of a VF touches that VF alone (PCIE-FLR-03, PCIE-FLR-04); FLR of the PF takes the SR-IOV capability back to its
 * reset values, so that the VFs are gone (PCIE-FLR-05). A function that does not exist has nothing to reset.
 */
export function functionLevelReset(state: PcieState, id: FunctionId): PcieState {
  const { blueprint } = state;
  if (id.kind === 'pf') {
    return { blueprint, pf: surviving(blueprint.pf, state.pf), vfs: NO_VFS };
  }
  const was = state.vfs.get(id.vf);
  return was === undefined ? state : withFunction(state, id, surviving(blueprint.vf, was));
}

/** A fundamental reset: power and everything that was sticky is lost too. */
export const conventionalReset = (state: PcieState): PcieState => poweredOn(state.blueprint);
