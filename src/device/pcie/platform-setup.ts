import { PF } from '../../terms/function-id';
import type { BarProfile } from '../adapter-profile';
import { sliceSize } from './bars';
import { writeConfig } from './config-access';
import type { PcieState } from './pcie-state';
import { routingIdOf } from './routing';
import { systemPageSize, totalVfs } from './sriov-capability';
import { ARI_CAPABLE_HIERARCHY, SRIOV } from './sriov-registers';
import { COMMAND, MEMORY_SPACE_ENABLE } from './standard-capabilities';

/** First free address of each kind of space. */
interface Windows {
  readonly io: number;
  readonly below4G: number;
  readonly above4G: number;
}

const FIRST: Windows = { io: 0x1000, below4G: 0xc0000000, above4G: 0x40_0000_0000 };
const END_BELOW_4G = 0xfec00000;
const END_IO = 0x10000;

/**
 * What firmware and bus driver do between power-on and the PF's driver: addresses for the PF's BARs and for the VF BARs,
 * the system page size and ARI Capable Hierarchy. VF apertures are sized for TotalVFs (ruling 24). A BAR for which a
 * window is too small stays unassigned, as on a real platform. Only to be used while VF Enable is clear.
 */
export function assignResources(state: PcieState): PcieState {
  const { sriov, ari, pfBars } = state.blueprint.profile;
  const base = sriov.capabilityOffset;
  let next = write(state, base + SRIOV.systemPageSize, 4, sriov.systemPageSize);
  if (ari) next = write(next, base + SRIOV.control, 2, ARI_CAPABLE_HIERARCHY);
  let windows = FIRST;
  for (const bar of pfBars) ({ state: next, windows } = assign(next, windows, bar, 0x10, bar.size, 1));
  for (const bar of sriov.vfBars) {
    const size = sliceSize(bar, systemPageSize(next));
    ({ state: next, windows } = assign(next, windows, bar, base + SRIOV.vfBar, size, totalVfs(next)));
  }
  const io = pfBars.some((bar) => bar.kind === 'io') ? 1 : 0;
  return write(next, COMMAND, 2, MEMORY_SPACE_ENABLE | io);
}

const write = (state: PcieState, offset: number, width: 2 | 4, value: number): PcieState =>
  writeConfig(state, routingIdOf(state, PF), offset, width, value).state;

const windowOf = (bar: BarProfile): keyof Windows =>
  bar.kind === 'io' ? 'io' : bar.kind === 'memory32' ? 'below4G' : 'above4G';

const ENDS: Windows = { io: END_IO, below4G: END_BELOW_4G, above4G: Number.MAX_SAFE_INTEGER };

/** Aligned to one slice; `count` slices follow each other. */
function assign(
  state: PcieState,
  windows: Windows,
  bar: BarProfile,
  first: number,
  slice: number,
  count: number,
): { state: PcieState; windows: Windows } {
  const window = windowOf(bar);
  const start = Math.ceil(windows[window] / slice) * slice;
  const end = start + slice * count;
  if (end > ENDS[window]) return { state, windows };
  const low = write(state, first + bar.index * 4, 4, start % 2 ** 32);
  const high = Math.floor(start / 2 ** 32);
  return {
    state: bar.kind === 'memory64' ? write(low, first + bar.index * 4 + 4, 4, high) : low,
    windows: { ...windows, [window]: end },
  };
}
