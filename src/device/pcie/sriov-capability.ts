import type { CapabilityView } from '../device';
import { readField, withField, type ConfigSpace } from './config-space';
import type { PcieState } from './pcie-state';
import {
  ARI_CAPABLE_HIERARCHY,
  routingFor,
  SRIOV,
  VF_ENABLE,
  VF_MEMORY_SPACE_ENABLE,
} from './sriov-registers';

/** A 16-bit register of the PF's SR-IOV capability. */
const half = (state: PcieState, register: number): number =>
  readField(state.pf.config, state.blueprint.profile.sriov.capabilityOffset + register, 2);

export const sriovControl = (state: PcieState): number => half(state, SRIOV.control);
export const vfEnable = (state: PcieState): boolean => (sriovControl(state) & VF_ENABLE) !== 0;
export const vfMemorySpaceEnable = (state: PcieState): boolean =>
  (sriovControl(state) & VF_MEMORY_SPACE_ENABLE) !== 0;
export const firstVfOffset = (state: PcieState): number => half(state, SRIOV.firstVfOffset);
export const vfStride = (state: PcieState): number => half(state, SRIOV.vfStride);
export const totalVfs = (state: PcieState): number => half(state, SRIOV.totalVfs);
export const numVfs = (state: PcieState): number => half(state, SRIOV.numVfs);

/** Bytes. The register holds exactly one bit n for 2^(n+12); writes of anything else are refused. */
export const systemPageSize = (state: PcieState): number =>
  readField(state.pf.config, state.blueprint.profile.sriov.capabilityOffset + SRIOV.systemPageSize, 4) * 4096;

/** The capability in words; `systemPageSize` is the register, as the profile's is. */
export const capabilityView = (state: PcieState): CapabilityView => ({
  vfEnable: vfEnable(state),
  vfMemorySpaceEnable: vfMemorySpaceEnable(state),
  ariCapableHierarchy: (sriovControl(state) & ARI_CAPABLE_HIERARCHY) !== 0,
  initialVfs: half(state, SRIOV.initialVfs),
  totalVfs: totalVfs(state),
  numVfs: numVfs(state),
  firstVfOffset: firstVfOffset(state),
  vfStride: vfStride(state),
  systemPageSize: systemPageSize(state) / 4096,
});

/** First VF Offset and VF Stride follow ARI Capable Hierarchy (PCIE-RID-07). */
export function numberedByAri(state: PcieState, config: ConfigSpace): ConfigSpace {
  const { profile } = state.blueprint;
  const base = profile.sriov.capabilityOffset;
  const ari = (readField(config, base + SRIOV.control, 2) & ARI_CAPABLE_HIERARCHY) !== 0;
  const routing = routingFor(profile, ari);
  const offset = withField(config, base + SRIOV.firstVfOffset, 2, routing.firstVfOffset);
  return withField(offset, base + SRIOV.vfStride, 2, routing.vfStride);
}
