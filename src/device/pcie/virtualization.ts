import { PF } from '../../terms/function-id';
import { failed, ok, type Result } from '../../terms/result';
import { withField } from './config-space';
import type { Refusal } from './pcie-event';
import { NO_VFS, population, withFunction, type PcieState } from './pcie-state';
import { pfPower } from './power';
import { vfRoutingSum } from './routing';
import { firstVfOffset, numVfs, sriovControl, totalVfs, vfEnable, vfStride } from './sriov-capability';
import { SRIOV, VF_ENABLE, VF_MEMORY_SPACE_ENABLE } from './sriov-registers';

const refusal = (rule: string, reason: string): Refusal => ({ rule, reason });

/**
 * Why VF Enable cannot be set as the capability stands; undefined when it can. The bus range is no knowledge of the
 * device but of the port above it. The model is both, because VFs beyond that range could never be reached.
 */
export function enableRefusal(state: PcieState): Refusal | undefined {
  return countRefusal(state) ?? numberingRefusal(state);
}

function countRefusal(state: PcieState): Refusal | undefined {
  const count = numVfs(state);
  if (pfPower(state) !== 'D0') return refusal('PCIE-VFE-07', 'VF Enable is set only while the PF is in D0');
  if (count === 0) return refusal('PCIE-NUMVFS-04', 'VF Enable with NumVFs 0');
  if (count <= totalVfs(state)) return undefined;
  return refusal('PCIE-NUMVFS-04', `NumVFs ${count} is above TotalVFs ${totalVfs(state)}`);
}

function numberingRefusal(state: PcieState): Refusal | undefined {
  const count = numVfs(state);
  if (firstVfOffset(state) === 0) return refusal('PCIE-RID-01', 'First VF Offset is 0');
  if (count > 1 && vfStride(state) === 0) return refusal('PCIE-RID-02', `VF Stride is 0 with ${count} VFs`);
  const lastBus = vfRoutingSum(state, count - 1) >> 8;
  const { subordinateBus } = state.blueprint.profile;
  if (lastBus <= subordinateBus) return undefined;
  return refusal(
    'PCIE-RID-08',
    `VF ${count} would be on bus ${lastBus}, beyond ${subordinateBus}, the last bus of the port above`,
  );
}

/** The VFs come into being; only for a state that `enableRefusal` lets pass. */
export const withFreshVfs = (state: PcieState): PcieState => ({
  ...state,
  vfs: population(state.blueprint, numVfs(state)),
});

export const withoutVfs = (state: PcieState): PcieState => ({ ...state, vfs: NO_VFS });

const withHalf = (state: PcieState, register: number, value: number): PcieState =>
  withFunction(state, PF, {
    ...state.pf,
    config: withField(state.pf.config, state.blueprint.profile.sriov.capabilityOffset + register, 2, value),
  });

/**
 * What NdisMEnableVirtualization(TRUE, count) does: NumVFs, then VF Enable and VF MSE together. VF BARs are the
 * platform's to assign before; without them VFs answer configuration requests only. A refusal changes nothing.
 */
export function enableVirtualization(state: PcieState, count: number): Result<PcieState, Refusal> {
  if (vfEnable(state)) {
    return failed(refusal('PCIE-NUMVFS-03', 'NumVFs must not be written while VF Enable is set'));
  }
  if (!Number.isInteger(count) || count < 0 || count > 0xffff) {
    return failed(refusal('PCIE-NUMVFS-04', `${count} is not a number of VFs`));
  }
  const counted = withHalf(state, SRIOV.numVfs, count);
  const refused = enableRefusal(counted);
  if (refused !== undefined) return failed(refused);
  const control = sriovControl(counted) | VF_ENABLE | VF_MEMORY_SPACE_ENABLE;
  return ok(withFreshVfs(withHalf(counted, SRIOV.control, control)));
}

/** NdisMEnableVirtualization(FALSE, 0): no VF, NumVFs 0 (SWITCH-DELETE-10); addresses and page size stay. */
export function disableVirtualization(state: PcieState): PcieState {
  const control = sriovControl(state) & ~(VF_ENABLE | VF_MEMORY_SPACE_ENABLE);
  return withoutVfs(withHalf(withHalf(state, SRIOV.control, control), SRIOV.numVfs, 0));
}
