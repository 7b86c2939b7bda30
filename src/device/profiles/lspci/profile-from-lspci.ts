import { failed, ok, type Result } from '../../../terms/result';
import type { AdapterProfile } from '../../adapter-profile';
import type { AdapterFacts, BarFacts } from '../adapter-facts';
import { profileProblem } from '../profile-check';
import { profileFromFacts } from '../profile-from-facts';
import { chooseFunction, hasSriov, type ChosenFunction } from './choose-function';
import { regionsInBytes } from './config-bytes';
import {
  ARI_CAPABLE_HIERARCHY,
  formatAddress,
  sameAddress,
  type LspciBlock,
  type LspciDump,
  type LspciIdentity,
  type LspciProblem,
  type LspciRegion,
  type SriovRegisters,
} from './lspci-dump';
import { parseLspci } from './parse-lspci';
import { collision, disagreement, impossible } from './register-problem';
import { vfBarFacts, virtualFunctions } from './vf-bar-sizes';

export interface LspciOptions {
  /** Address of the PF to take, `01:00.1` or `0000:01:00.1`; absent: the lowest with an SR-IOV capability. */
  readonly function?: string;
  /** For messages; default "lspci". */
  readonly file?: string;
  /** Id of the profile; default the address. */
  readonly id?: string;
}

/**
 * The profile of a PF in what lspci printed.
 * @returns one sentence `file:line: what was found; expected what` for a text without the capability, one that is cut
 * off, and one that contradicts itself or the specification.
 */
export function profileFromLspci(text: string, options: LspciOptions = {}): Result<AdapterProfile> {
  const profile = unlocated(text, options);
  if (profile.ok) return profile;
  const { line, sentence } = profile.error;
  return failed(`${options.file ?? 'lspci'}:${line}: ${sentence}`);
}

function unlocated(text: string, options: LspciOptions): Result<AdapterProfile, LspciProblem> {
  const dump = parseLspci(text);
  if (!dump.ok) return dump;
  const chosen = chooseFunction(dump.value, options.function);
  if (!chosen.ok) return chosen;
  const registers = mergedRegisters(chosen.value.block);
  const problem = contradiction(dump.value, chosen.value, registers);
  if (problem !== undefined) return failed(problem);
  const profile = profileFromFacts(factsOf(dump.value, chosen.value, registers, options));
  const impossibility = profileProblem(profile);
  return impossibility === undefined
    ? ok(profile)
    : failed({ line: registers.line, sentence: impossibility });
}

/** The hex dump is the fuller source; where both speak they agree, or `disagreement` says so. */
function mergedRegisters({ sriovText, sriovHex, line }: LspciBlock): SriovRegisters {
  const vfBars = sriovHex?.vfBars ?? sriovText?.vfBars ?? [];
  return { ...sriovText, ...sriovHex, line: sriovText?.line ?? sriovHex?.line ?? line, vfBars };
}

function contradiction(
  { blocks }: LspciDump,
  { block }: ChosenFunction,
  registers: SriovRegisters,
): LspciProblem | undefined {
  const otherPfs = blocks.filter((each) => hasSriov(each) && !sameAddress(each.address, block.address));
  return (
    disagreement(block) ??
    impossible(registers) ??
    barProblem(registers.vfBars, 'VF BAR') ??
    barProblem(pfRegions(block), 'BAR') ??
    collision(block.address, registers, otherPfs)
  );
}

/** Six registers, in order, each for one BAR or one half of a BAR; those of VFs are for memory alone. */
function barProblem(bars: readonly LspciRegion[], what: 'BAR' | 'VF BAR'): LspciProblem | undefined {
  for (const [position, bar] of bars.entries()) {
    const { line, index, kind } = bar;
    const before = bars[position - 1];
    if (kind === 'io' && what === 'VF BAR')
      return { line, sentence: `VF BAR ${index} is for I/O; expected memory` };
    if (index > 5 || (index === 5 && kind === 'memory64'))
      return { line, sentence: `${what} ${index} is ${WIDTHS[kind]}; ${INDEX_EXPECTED}` };
    if (before !== undefined && index < before.index + (before.kind === 'memory64' ? 2 : 1))
      return {
        line,
        sentence: `${what} ${index} follows ${what} ${before.index}, which takes its register; expected a higher index`,
      };
  }
  return undefined;
}

const WIDTHS = { memory64: '64-bit', memory32: '32-bit', io: 'for I/O' } as const;
const INDEX_EXPECTED = 'expected index 0 to 5, and 0 to 4 for a 64-bit one, which takes two registers';

/** Members that come from whichever state of the function shows them first. */
function firstShown<T>(
  states: readonly LspciBlock[],
  of: (block: LspciBlock) => T | undefined,
): T | undefined {
  for (const state of states) {
    const value = of(state);
    if (value !== undefined) return value;
  }
  return undefined;
}

function factsOf(
  { blocks }: LspciDump,
  { block, states, remarks }: ChosenFunction,
  registers: SriovRegisters,
  options: LspciOptions,
): AdapterFacts {
  const ordered = [block, ...states.filter((state) => state !== block)];
  const name = block.title.replace(/^[^:]*: /, '').replace(/ \(rev [0-9a-f]{2}\).*$/i, '');
  return {
    id: options.id ?? formatAddress(block.address),
    name,
    ...identityOf(ordered),
    pfRoutingId: block.address.routingId,
    ...registerFacts(registers),
    ...offsetFacts(registers, block, blocks),
    ...resourceFacts(ordered, registers, blocks),
    remarks,
  };
}

const identityOf = (states: readonly LspciBlock[]): LspciIdentity =>
  states.reduceRight<LspciIdentity>((all, { identity }) => ({ ...all, ...identity }), {});

function registerFacts(
  registers: SriovRegisters,
): Pick<
  AdapterFacts,
  'ariCapableHierarchy' | 'initialVfs' | 'totalVfs' | 'firstVfOffset' | 'vfStride' | 'vfDeviceId'
> &
  Partial<AdapterFacts> {
  const totalVfs = registers.totalVfs?.value ?? 0;
  return {
    ariCapableHierarchy: ((registers.control?.value ?? 0) & ARI_CAPABLE_HIERARCHY) !== 0,
    initialVfs: registers.initialVfs?.value ?? totalVfs,
    totalVfs,
    firstVfOffset: registers.firstVfOffset?.value ?? 0,
    vfStride: registers.vfStride?.value ?? 0,
    vfDeviceId: registers.vfDeviceId?.value ?? 0,
    ...shown(registers, 'capabilities'),
    ...shown(registers, 'functionDependencyLink'),
    ...shown(registers, 'supportedPageSizes'),
    ...shown(registers, 'systemPageSize'),
  };
}

function shown<F extends 'capabilities' | 'functionDependencyLink' | 'supportedPageSizes' | 'systemPageSize'>(
  registers: SriovRegisters,
  field: F,
): Partial<AdapterFacts> {
  const value = registers[field]?.value;
  return value === undefined ? {} : { [field]: value };
}

/** An excerpt may begin below the capability's head. A sibling PF has it at the same place. */
function offsetFacts(
  registers: SriovRegisters,
  { address }: LspciBlock,
  blocks: readonly LspciBlock[],
): Partial<AdapterFacts> {
  if (registers.capabilityOffset !== undefined) return { capabilityOffset: registers.capabilityOffset.value };
  const sibling = blocks.find(
    (block) =>
      block.address.domain === address.domain &&
      block.address.routingId >> 3 === address.routingId >> 3 &&
      block.sriovText?.capabilityOffset !== undefined,
  );
  const offset = sibling?.sriovText?.capabilityOffset?.value;
  return sibling === undefined || offset === undefined
    ? {}
    : {
        capabilityOffset: offset,
        assumptions: [
          `SR-IOV capability offset 0x${offset.toString(16)}: shown only for ${formatAddress(sibling.address)}`,
        ],
      };
}

function resourceFacts(
  states: readonly LspciBlock[],
  registers: SriovRegisters,
  blocks: readonly LspciBlock[],
): Partial<AdapterFacts> {
  const chosen = states[0]!;
  const vfs = virtualFunctions(chosen, registers, blocks);
  const pfMsixVectors = firstShown(states, ({ msixVectors }) => msixVectors?.value);
  const vfMsixVectors = firstShown(vfs, ({ msixVectors }) => msixVectors?.value);
  const pfBars = firstShown(states, pfBarFacts);
  const subordinateBus = subordinateAbove(chosen, blocks);
  return {
    ...(registers.vfBars.length > 0 && { vfBars: vfBarFacts(chosen, registers, blocks) }),
    ...(pfBars !== undefined && { pfBars }),
    ...(pfMsixVectors !== undefined && { pfMsixVectors }),
    ...(vfMsixVectors !== undefined && { vfMsixVectors }),
    ...(subordinateBus !== undefined && { subordinateBus }),
  };
}

/** The text shows sizes, so it comes first; bytes alone give index and type. */
const pfRegions = ({ regions, bytes }: LspciBlock): readonly LspciRegion[] =>
  regions.length > 0 || bytes === undefined ? regions : regionsInBytes(bytes);

function pfBarFacts(block: LspciBlock): readonly BarFacts[] | undefined {
  const found = pfRegions(block);
  return found.length === 0 ? undefined : found.map(barFacts);
}

const barFacts = ({ index, kind, prefetchable, size }: LspciRegion): BarFacts => ({
  index,
  kind,
  prefetchable,
  ...(size !== undefined && { size }),
});

/** The innermost bridge of the dump whose bus range holds the PF. */
function subordinateAbove({ address }: LspciBlock, blocks: readonly LspciBlock[]): number | undefined {
  const bus = address.routingId >> 8;
  const above = blocks
    .flatMap((block) => (block.address.domain === address.domain && block.busRange ? [block.busRange] : []))
    .filter(({ secondary, subordinate }) => secondary <= bus && bus <= subordinate && secondary > 0)
    .sort((a, b) => b.secondary - a.secondary);
  return above[0]?.subordinate;
}
