import type { BarFacts } from '../adapter-facts';
import { formatAddress, type LspciBlock, type LspciRegion, type SriovRegisters } from './lspci-dump';

const SMALLEST_DERIVED = 4096;
/** A wider gap says more about the bridge than about the BAR. */
const LARGEST_DERIVED = 8 * 2 ** 20;

/**
 * The size of a VF BAR is found by writing to it, which a dump cannot tell. In this order: what lspci shows at a VF, or
 * the room between the BAR's address and the next region of the same device, shared by all VFs.
 */
export function vfBarFacts(
  chosen: LspciBlock,
  registers: SriovRegisters,
  blocks: readonly LspciBlock[],
): readonly BarFacts[] {
  return registers.vfBars.map((bar) => ({
    index: bar.index,
    kind: bar.kind,
    prefetchable: bar.prefetchable,
    ...(shownAtVf(bar, chosen, registers, blocks) ?? derived(bar, chosen, registers, blocks)),
  }));
}

type Size = Pick<BarFacts, 'size' | 'sizeFrom'>;

/** VFs of this PF, and where none is shown those of a sibling on the same bus. */
export function virtualFunctions(
  chosen: LspciBlock,
  { firstVfOffset, vfStride, totalVfs }: SriovRegisters,
  blocks: readonly LspciBlock[],
): readonly LspciBlock[] {
  const pf = chosen.address;
  const own = blocks.filter(({ address }) => {
    const distance = address.routingId - pf.routingId - (firstVfOffset?.value ?? 0);
    const index = distance === 0 ? 0 : distance / (vfStride?.value ?? 1);
    return (
      address.domain === pf.domain && Number.isInteger(index) && index >= 0 && index < (totalVfs?.value ?? 0)
    );
  });
  if (own.length > 0) return own;
  return blocks.filter(
    ({ address, regions }) =>
      address.domain === pf.domain &&
      address.routingId >> 8 === pf.routingId >> 8 &&
      regions.some((region) => region.virtual),
  );
}

function shownAtVf(
  bar: LspciRegion,
  chosen: LspciBlock,
  registers: SriovRegisters,
  blocks: readonly LspciBlock[],
): Size | undefined {
  for (const vf of virtualFunctions(chosen, registers, blocks)) {
    const size = vf.regions.find(({ index }) => index === bar.index)?.size;
    if (size !== undefined) return { size, sizeFrom: `shown: at the VF ${formatAddress(vf.address)}` };
  }
  return undefined;
}

function derived(
  bar: LspciRegion,
  chosen: LspciBlock,
  registers: SriovRegisters,
  blocks: readonly LspciBlock[],
): Size | undefined {
  const totalVfs = registers.totalVfs?.value ?? 0;
  const next = nextAddress(bar, chosen, blocks);
  if (bar.address === undefined || next === undefined || totalVfs === 0) return undefined;
  const room = (next - bar.address) / totalVfs;
  const size = 2 ** Math.floor(Math.log2(room));
  if (size < SMALLEST_DERIVED || size > LARGEST_DERIVED || bar.address % size !== 0) return undefined;
  const distance = (next - bar.address) / 1024;
  return {
    size,
    sizeFrom: `derived: the next region of the device begins ${distance} KiB further, with ${totalVfs} VFs in between`,
  };
}

function nextAddress(
  bar: LspciRegion,
  chosen: LspciBlock,
  blocks: readonly LspciBlock[],
): number | undefined {
  const slot = (block: LspciBlock): number => block.address.domain * 2 ** 16 + (block.address.routingId >> 3);
  const addresses = blocks
    .filter((block) => slot(block) === slot(chosen))
    .flatMap(({ regions, sriovText, sriovHex }) => [
      ...regions.filter(({ kind }) => kind !== 'io'),
      ...(sriovText?.vfBars ?? []),
      ...(sriovHex?.vfBars ?? []),
    ])
    .flatMap(({ address }) =>
      address !== undefined && address > (bar.address ?? Infinity) ? [address] : [],
    );
  return addresses.length === 0 ? undefined : Math.min(...addresses);
}
