import { vfFunction, vfId } from '../../terms/function-id';
import { failed, ok, type Result } from '../../terms/result';
import { Table } from '../../terms/table';
import type { AdapterContext } from '../adapter-context';
import type { AdapterState } from '../adapter-state';
import type { DeviceEffect } from '../device';
import { createFunction, type FunctionState } from '../function/function-state';
import { clearFilter } from '../nic-switch/clear-filter';
import { deleteVPort } from '../nic-switch/delete-vport';
import type { NicSwitch } from '../nic-switch/nic-switch';
import type { SwitchResult } from '../nic-switch/switch-refusal';
import { refusal, type Refusal } from './refusal';

export const enabledEffect = (numVfs: number): DeviceEffect => ({
  kind: 'virtualization',
  enabled: true,
  numVfs,
});
export const DISABLED_EFFECT: DeviceEffect = { kind: 'virtualization', enabled: false, numVfs: 0 };

/**
 * NdisMEnableVirtualization(TRUE, numVfs): VFs appear on the bus if and only if it succeeds (SWITCH-DYNAMIC-04). With
 * NumVFs 0 there is nothing to enable, and the call is not made (PF-VIRT-11).
 */
export function enable(
  context: AdapterContext,
  state: AdapterState,
  numVfs: number,
): Result<AdapterState, Refusal> {
  if (numVfs === 0) return ok(state);
  const pcie = context.parts.pcie.enableVirtualization(state.pcie, numVfs);
  return pcie.ok
    ? ok(withFreshFunctions(context, { ...state, pcie: pcie.value }))
    : failed(refusal('NDIS_STATUS_FAILURE', pcie.error.reason, pcie.error.rule));
}

/** NdisMEnableVirtualization(FALSE, 0). */
export const disable = ({ parts }: AdapterContext, state: AdapterState): AdapterState =>
  withoutFunctions({ ...state, pcie: parts.pcie.disableVirtualization(state.pcie) });

/** The VFs that the SR-IOV capability has brought into being, in their reset state (PCIE-VFE-03). */
export function withFreshFunctions({ profile }: AdapterContext, state: AdapterState): AdapterState {
  let vfs = Table.empty<FunctionState>();
  for (const index of state.pcie.vfs.keys())
    vfs = vfs.set(index, createFunction(vfFunction(vfId(index)), profile, state.linkUp));
  return { ...state, vfs };
}

/**
 * The VFs are gone, and with them what was bound to them: allocations, VPorts, filters on these. A VPort cannot stay
 * attached to a function that does not exist, nor wait for one that comes later under the same number (PCIE-VFE-03).
 */
export const withoutFunctions = (state: AdapterState): AdapterState => ({
  ...state,
  vfs: Table.empty(),
  allocations: Table.empty(),
  nicSwitch: state.nicSwitch && withoutVfPorts(state.nicSwitch),
  driver: state.driver.lowestFreeVf === 0 ? state.driver : { ...state.driver, lowestFreeVf: 0 },
});

function withoutVfPorts(nicSwitch: NicSwitch): NicSwitch {
  const orphans = [...nicSwitch.vports.values()].filter((vport) => vport.function.kind === 'vf');
  const ids = new Set(orphans.map(({ id }) => id));
  const filters = [...nicSwitch.filters.values()].filter(({ vport }) => ids.has(vport));
  const cleared = filters.reduce((rest, { id }) => carriedOut(clearFilter(rest, id)), nicSwitch);
  return orphans.reduce((rest, { id }) => carriedOut(deleteVPort(rest, id)), cleared);
}

function carriedOut(result: SwitchResult): NicSwitch {
  if (!result.ok) throw new Error(`cannot happen: ${result.error.reason}`);
  return result.value;
}
