import type { AdapterProfile, BarProfile, RoutingProfile } from '../adapter-profile';
import { formatRoutingId, routingId } from '../../terms/routing-id';

const EXTENDED_SPACE = 0x100;
const SPACE_END = 0x1000;
const SRIOV_LENGTH = 0x40;

const hex = (value: number): string => `0x${value.toString(16)}`;

/**
 * What makes a profile impossible, in one sentence; undefined for one that the reference adapter can run. Applied to
 * whatever was read or overridden, so that no later layer needs to doubt its profile.
 */
export function profileProblem(profile: AdapterProfile): string | undefined {
  const { sriov } = profile;
  return (
    offsetProblem(sriov.capabilityOffset) ??
    countProblem(sriov) ??
    pageProblem(sriov) ??
    barsProblem(profile.pfBars, 'BAR') ??
    barsProblem(sriov.vfBars, 'VF BAR') ??
    routingProblem(profile, profile.ari ? sriov.routing.ari : sriov.routing.noAri)
  );
}

/** Below 108h nothing but the capability itself can stand at 100h, where the extended list starts. */
function offsetProblem(offset: number): string | undefined {
  const fits = offset % 4 === 0 && offset >= EXTENDED_SPACE && offset <= SPACE_END - SRIOV_LENGTH;
  return fits && offset !== EXTENDED_SPACE + 4
    ? undefined
    : `the SR-IOV capability lies at ${hex(offset)}; expected 0x100, or a multiple of 4 from 0x108 to 0xfc0`;
}

function countProblem({ initialVfs, totalVfs }: AdapterProfile['sriov']): string | undefined {
  return initialVfs > totalVfs
    ? `InitialVFs is ${initialVfs}; expected at most TotalVFs, which is ${totalVfs}`
    : undefined;
}

function pageProblem({ supportedPageSizes, systemPageSize }: AdapterProfile['sriov']): string | undefined {
  const single = systemPageSize !== 0 && (systemPageSize & (systemPageSize - 1)) === 0;
  if (!single) return `System Page Size is ${hex(systemPageSize)}; expected exactly one bit set`;
  return (supportedPageSizes & systemPageSize) === 0
    ? `System Page Size ${hex(systemPageSize)} is not among the Supported Page Sizes ${hex(supportedPageSizes)}; expected one of them`
    : undefined;
}

function barsProblem(bars: readonly BarProfile[], what: string): string | undefined {
  const taken = new Set<number>();
  for (const bar of bars) {
    if (bar.index < 0 || bar.index > 5) return `${what} ${bar.index} does not exist; expected index 0 to 5`;
    if (bar.kind === 'memory64' && bar.index === 5)
      return `${what} 5 is 64-bit, but there is no register after it for the upper half; expected index 0 to 4`;
    if (taken.has(bar.index))
      return `${what} ${bar.index} is given twice, or is the upper half of a 64-bit ${what} ${bar.index - 1}; expected one owner a register`;
    if (bar.size < 16 || !Number.isInteger(Math.log2(bar.size)))
      return `${what} ${bar.index} has a size of ${bar.size} bytes; expected a power of two, at least 16`;
    taken.add(bar.index);
    if (bar.kind === 'memory64') taken.add(bar.index + 1);
  }
  return undefined;
}

/** PCIE-RID-01, -02, -05 and -06, for as many VFs as the adapter can have. */
function routingProblem(profile: AdapterProfile, routing: RoutingProfile): string | undefined {
  const { totalVfs } = profile.sriov;
  const pf = formatRoutingId(routingId(profile.pfRoutingId));
  if (totalVfs === 0) return undefined;
  if (routing.firstVfOffset === 0)
    return `First VF Offset is 0 with TotalVFs ${totalVfs}, so that VF 1 collides with its PF at ${pf}; expected 1 or more`;
  if (routing.vfStride === 0 && totalVfs > 1)
    return `VF Stride is 0 with TotalVFs ${totalVfs}, so that all VFs share one Routing ID; expected 1 or more`;
  return wrapProblem(profile, routing, pf);
}

function wrapProblem(
  profile: AdapterProfile,
  { firstVfOffset, vfStride }: RoutingProfile,
  pf: string,
): string | undefined {
  const { totalVfs } = profile.sriov;
  const last = profile.pfRoutingId + firstVfOffset + (totalVfs - 1) * vfStride;
  if (last <= 0xffff) return undefined;
  const beyond = Math.floor((0xffff - profile.pfRoutingId - firstVfOffset) / vfStride) + 2;
  const vf = Math.max(1, beyond);
  const rid = routingId(profile.pfRoutingId + firstVfOffset + (vf - 1) * vfStride);
  return (
    `VF ${vf} of ${totalVfs} would wrap round to Routing ID ${formatRoutingId(rid)}, which collides with or precedes ` +
    `the PF at ${pf}; expected First VF Offset ${firstVfOffset} and VF Stride ${vfStride} to stay below bus 0x100`
  );
}
