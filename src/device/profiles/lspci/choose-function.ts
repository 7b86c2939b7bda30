import { failed, ok, type Result } from '../../../terms/result';
import { isVirtualFunction } from './config-bytes';
import {
  formatAddress,
  parseAddress,
  sameAddress,
  type LspciBlock,
  type LspciDump,
  type LspciProblem,
} from './lspci-dump';

export interface ChosenFunction {
  readonly block: LspciBlock;
  /** All blocks of the same address, the chosen one included. */
  readonly states: readonly LspciBlock[];
  readonly remarks: readonly string[];
}

export const hasSriov = ({ sriovText, sriovHex }: LspciBlock): boolean =>
  sriovText !== undefined || sriovHex !== undefined;

/**
 * The PF to take: the one named; or among those that show an SR-IOV capability a network controller before anything
 * else, one with VFs before one without, then the lowest. Of several states the first that shows the capability. What
 * was chosen among several is said.
 */
export function chooseFunction(dump: LspciDump, named?: string): Result<ChosenFunction, LspciProblem> {
  const candidates = named === undefined ? ok(dump.blocks) : namedBlocks(dump, named);
  if (!candidates.ok) return candidates;
  const capable = candidates.value.filter(hasSriov);
  const block = [...capable].sort(bySuitability)[0];
  if (block === undefined) return failed(noCapability(candidates.value));
  const states = dump.blocks.filter(({ address }) => sameAddress(address, block.address));
  return ok({ block, states, remarks: [...otherFunctions(capable, block), ...otherStates(states, block)] });
}

const byAddress = (a: LspciBlock, b: LspciBlock): number =>
  a.address.domain - b.address.domain || a.address.routingId - b.address.routingId || a.line - b.line;

const isNetwork = ({ identity }: LspciBlock): boolean => (identity.classCode ?? 0x020000) >> 16 === 0x02;
const hasVfs = ({ sriovText, sriovHex }: LspciBlock): boolean =>
  (sriovHex?.totalVfs?.value ?? sriovText?.totalVfs?.value ?? 0) > 0;

const bySuitability = (a: LspciBlock, b: LspciBlock): number =>
  Number(isNetwork(b)) - Number(isNetwork(a)) || Number(hasVfs(b)) - Number(hasVfs(a)) || byAddress(a, b);

const addresses = (blocks: readonly LspciBlock[]): readonly string[] => [
  ...new Set([...blocks].sort(byAddress).map(({ address }) => formatAddress(address))),
];

function namedBlocks({ blocks }: LspciDump, named: string): Result<readonly LspciBlock[], LspciProblem> {
  const address = parseAddress(named);
  const found = address === undefined ? [] : blocks.filter((block) => sameAddress(block.address, address));
  return found.length > 0
    ? ok(found)
    : failed({
        line: 1,
        sentence: `function "${named}" is not shown; expected one of ${addresses(blocks).join(', ')}`,
      });
}

function otherFunctions(capable: readonly LspciBlock[], { address }: LspciBlock): readonly string[] {
  const all = addresses(capable);
  return all.length < 2
    ? []
    : [`${all.join(', ')} have an SR-IOV capability; ${formatAddress(address)} was taken`];
}

function otherStates(states: readonly LspciBlock[], { address, line }: LspciBlock): readonly string[] {
  return states.length < 2
    ? []
    : [`${formatAddress(address)} is shown ${states.length} times; the state at line ${line} was taken`];
}

/** The likely reason comes first: not root, a VF, a short hex dump, or simply no such capability. */
function noCapability(blocks: readonly LspciBlock[]): LspciProblem {
  const denied = blocks.find(({ accessDenied }) => accessDenied !== undefined);
  const virtual = blocks.find(
    ({ bytes, regions }) =>
      (bytes !== undefined && isVirtualFunction(bytes)) || regions.some((region) => region.virtual),
  );
  const short = blocks.find(({ bytes }) => bytes !== undefined && bytes.value.length < 4096);
  if (denied?.accessDenied !== undefined)
    return sentence(
      denied.accessDenied.line,
      denied,
      'its capabilities read "access denied"',
      'lspci run by root',
    );
  if (virtual !== undefined)
    return sentence(virtual.line, virtual, 'it is a Virtual Function', 'the Physical Function it belongs to');
  if (short?.bytes !== undefined && blocks.length === 1)
    return sentence(
      short.bytes.line,
      short,
      `no text shows it, and the hex dump has ${short.bytes.value.length} of 4096 bytes`,
      'lspci -xxxx run by root',
    );
  const first = blocks[0];
  const shown = addresses(blocks).slice(0, 8).join(', ');
  return {
    line: first?.line ?? 1,
    sentence: `no SR-IOV capability at ${shown}; expected a line "Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)" or its bytes`,
  };
}

const sentence = (line: number, { address }: LspciBlock, found: string, expected: string): LspciProblem => ({
  line,
  sentence: `no SR-IOV capability at ${formatAddress(address)}: ${found}; expected ${expected}`,
});
