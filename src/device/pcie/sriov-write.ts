import type { AdapterProfile } from '../adapter-profile';
import { addressMask, typeBits } from './bar-registers';
import { sliceSize } from './bars';
import { dwordAt, readField, withDword, withField, writeDword, type ConfigSpace } from './config-space';
import { violation, type PcieEvent } from './pcie-event';
import type { PcieState } from './pcie-state';
import {
  numberedByAri,
  numVfs,
  sriovControl,
  totalVfs,
  vfEnable,
  vfMemorySpaceEnable,
} from './sriov-capability';
import { ARI_CAPABLE_HIERARCHY, SRIOV, SRIOV_LENGTH, VF_ENABLE } from './sriov-registers';
import { enableRefusal, withFreshVfs, withoutVfs } from './virtualization';

/** The bytes in `lanes` of the dword at `index` of a function's configuration space. */
export interface DwordWrite {
  readonly index: number;
  readonly value: number;
  readonly lanes: number;
}

export interface Changed {
  readonly state: PcieState;
  readonly events: readonly PcieEvent[];
}

const capabilityBase = (state: PcieState): number => state.blueprint.profile.sriov.capabilityOffset;

export const isSriovWrite = (state: PcieState, { index }: DwordWrite): boolean =>
  index * 4 >= capabilityBase(state) && index * 4 < capabilityBase(state) + SRIOV_LENGTH;

const ignored = (state: PcieState, rule: string, reason: string): Changed => ({
  state,
  events: [violation(rule, `${reason}; the write is ignored`)],
});

const withConfig = (state: PcieState, config: ConfigSpace): PcieState =>
  config === state.pf.config ? state : { ...state, pf: { ...state.pf, config } };

const written = (state: PcieState, write: DwordWrite): ConfigSpace =>
  writeDword(state.pf.config, write.index, write.value, write.lanes);

/** A write to the PF's SR-IOV capability, with what the specification leaves undefined answered by name. */
export function writeSriov(state: PcieState, write: DwordWrite): Changed {
  const register = write.index * 4 - capabilityBase(state);
  if (register === SRIOV.control) return writeControl(state, write);
  if (register === SRIOV.numVfs) return writeNumVfs(state, write);
  if (register === SRIOV.systemPageSize) return writePageSize(state, write);
  if (register >= SRIOV.vfBar && register < SRIOV.migrationStateArray) return writeVfBar(state, write);
  return { state: withConfig(state, written(state, write)), events: [] };
}

/** Ruling 23. A count above TotalVFs is kept as written, and refused when VF Enable is set. */
function writeNumVfs(state: PcieState, write: DwordWrite): Changed {
  if ((write.lanes & 0xffff) === 0) return { state, events: [] };
  if (vfEnable(state)) return ignored(state, 'PCIE-NUMVFS-03', 'NumVFs written while VF Enable is set');
  const next = withConfig(state, written(state, write));
  if (numVfs(next) <= totalVfs(next)) return { state: next, events: [] };
  const reason = `NumVFs ${numVfs(next)} is above TotalVFs ${totalVfs(next)}`;
  return { state: next, events: [violation('PCIE-NUMVFS-04', reason)] };
}

/** Slices may not change size under live VFs, and only one supported size is a size. */
function writePageSize(state: PcieState, write: DwordWrite): Changed {
  if (vfEnable(state)) {
    return ignored(state, 'PCIE-VFBAR-02', 'System Page Size written while VF Enable is set');
  }
  const config = written(state, write);
  const size = dwordAt(config, write.index);
  const supported = state.blueprint.profile.sriov.supportedPageSizes;
  if (size === 0 || (size & (size - 1)) !== 0 || (size & supported) === 0) {
    return ignored(state, 'PCIE-VFBAR-02', `System Page Size ${size} is not one supported size`);
  }
  return { state: withConfig(state, alignedVfBars(config, state.blueprint.profile)), events: [] };
}

function writeVfBar(state: PcieState, write: DwordWrite): Changed {
  if (vfEnable(state) && vfMemorySpaceEnable(state)) {
    return ignored(state, 'PCIE-VFBAR-06', 'VF BAR written while VF Enable and VF MSE are set');
  }
  const config = alignedVfBars(written(state, write), state.blueprint.profile);
  return { state: withConfig(state, config), events: [] };
}

/** Address bits below the slice size, which follows the page size, read zero. */
function alignedVfBars(config: ConfigSpace, { sriov }: AdapterProfile): ConfigSpace {
  const pageSize = readField(config, sriov.capabilityOffset + SRIOV.systemPageSize, 4) * 4096;
  let aligned = config;
  for (const bar of sriov.vfBars) {
    const mask = addressMask(bar, sliceSize(bar, pageSize));
    const at = ((sriov.capabilityOffset + SRIOV.vfBar) >> 2) + bar.index;
    aligned = withDword(aligned, at, (dwordAt(aligned, at) & mask.low) | typeBits(bar));
    if (bar.kind === 'memory64') {
      aligned = withDword(aligned, at + 1, dwordAt(aligned, at + 1) & mask.high);
    }
  }
  return aligned;
}

function writeControl(state: PcieState, write: DwordWrite): Changed {
  const moves = movesLiveVfs(state, write);
  const allowed = moves ? { ...write, lanes: write.lanes & ~ARI_CAPABLE_HIERARCHY } : write;
  const events = moves ? [ARI_MOVED] : [];
  const next = withConfig(state, numberedByAri(state, written(state, allowed)));
  if (vfEnable(next) === vfEnable(state)) return { state: next, events };
  if (!vfEnable(next)) {
    return { state: withoutVfs(next), events: [...events, { kind: 'vfs-disabled' }] };
  }
  const enabled = enable(next);
  return { state: enabled.state, events: [...events, ...enabled.events] };
}

const ARI_MOVED = violation(
  'PCIE-RID-07',
  'ARI Capable Hierarchy changed while VF Enable is set; the bit is left as it was',
);

/** ARI Capable Hierarchy under live VFs would change their Routing IDs; what happens then is undefined. */
const movesLiveVfs = (state: PcieState, { value, lanes }: DwordWrite): boolean =>
  vfEnable(state) && ((sriovControl(state) ^ value) & lanes & ARI_CAPABLE_HIERARCHY) !== 0;

/** @param state with VF Enable just written as one, and no VFs yet. */
function enable(state: PcieState): Changed {
  const refused = enableRefusal(state);
  if (refused === undefined) {
    return {
      state: withFreshVfs(state),
      events: [{ kind: 'vfs-enabled', count: numVfs(state) }],
    };
  }
  const at = capabilityBase(state) + SRIOV.control;
  const cleared = withField(state.pf.config, at, 2, readField(state.pf.config, at, 2) & ~VF_ENABLE);
  return {
    state: withConfig(state, cleared),
    events: [violation(refused.rule, `${refused.reason}; VF Enable stays clear`)],
  };
}
