import { formatRoutingId, routingId } from '../../../terms/routing-id';
import {
  ARI_CAPABLE_HIERARCHY,
  formatAddress,
  MEMORY_SPACE_ENABLE,
  SRIOV_FIELDS,
  VF_ENABLE,
  type LspciAddress,
  type LspciBlock,
  type LspciProblem,
  type LspciRegion,
  type Shown,
  type SriovField,
  type SriovRegisters,
} from './lspci-dump';

/** lspci's and the specification's names. */
const NAMES: Readonly<Record<SriovField, string>> = {
  capabilityOffset: 'the offset of the SR-IOV capability',
  capabilities: 'SR-IOV Capabilities',
  control: 'SR-IOV Control',
  initialVfs: 'Initial VFs',
  totalVfs: 'Total VFs',
  numVfs: 'Number of VFs',
  functionDependencyLink: 'Function Dependency Link',
  firstVfOffset: 'VF offset',
  vfStride: 'VF stride',
  vfDeviceId: 'VF Device ID',
  supportedPageSizes: 'Supported Page Size',
  systemPageSize: 'System Page Size',
};

/** Bits that lspci prints in every version. */
const CONTROL_SHOWN = VF_ENABLE | MEMORY_SPACE_ENABLE | ARI_CAPABLE_HIERARCHY;
const IN_DECIMAL: readonly SriovField[] = ['initialVfs', 'totalVfs', 'numVfs', 'firstVfOffset', 'vfStride'];

const printed = (field: SriovField, value: number): string =>
  IN_DECIMAL.includes(field) ? String(value) : `0x${value.toString(16)}`;

const hex = (value: number): string => `0x${value.toString(16)}`;

/** Text and hex dump of one block show one state, so that they must agree. */
export function disagreement({ sriovText, sriovHex }: LspciBlock): LspciProblem | undefined {
  if (sriovText === undefined || sriovHex === undefined) return undefined;
  for (const field of SRIOV_FIELDS) {
    const problem = differs(field, sriovText[field], sriovHex[field]);
    if (problem !== undefined) return problem;
  }
  return barDisagreement(sriovText, sriovHex);
}

function differs(
  field: SriovField,
  text: Shown | undefined,
  bytes: Shown | undefined,
): LspciProblem | undefined {
  if (text === undefined || bytes === undefined) return undefined;
  const mask = field === 'control' ? CONTROL_SHOWN : 0xffff_ffff;
  if ((text.value & mask) === (bytes.value & mask)) return undefined;
  const [inText, inHex] = [text.value & mask, bytes.value & mask].map((each) => printed(field, each >>> 0));
  return {
    line: text.line,
    sentence: `${NAMES[field]} is ${inText} in the text, but ${inHex} in the hex dump (line ${bytes.line}); expected one value`,
  };
}

/** Some versions print no VF BARs, and none prints those without an address. */
function barDisagreement(text: SriovRegisters, bytes: SriovRegisters): LspciProblem | undefined {
  for (const bar of text.vfBars) {
    const other = bytes.vfBars.find(({ index }) => index === bar.index);
    if (other !== undefined && other.kind === bar.kind && other.address === bar.address) continue;
    const found = other === undefined ? 'none' : regionText(other);
    return {
      line: bar.line,
      sentence: `VF BAR ${bar.index} is ${regionText(bar)} in the text, but ${found} in the hex dump (line ${other?.line ?? bytes.line}); expected one value`,
    };
  }
  return undefined;
}

const regionText = ({ kind, address }: LspciRegion): string =>
  `${kind === 'memory64' ? '64-bit' : '32-bit'} at ${hex(address ?? 0)}`;

/** Values that no adapter can have, each with its line. */
export function impossible(registers: SriovRegisters): LspciProblem | undefined {
  const { initialVfs, totalVfs, numVfs } = registers;
  if (totalVfs === undefined) return undefined;
  return (
    above(initialVfs, 'Initial VFs', totalVfs) ??
    above(numVfs, 'Number of VFs', totalVfs) ??
    zero(registers.firstVfOffset, 'VF offset', totalVfs, 'VF 1 would have the Routing ID of its PF', 1) ??
    zero(registers.vfStride, 'VF stride', totalVfs, 'all VFs would share one Routing ID', 2) ??
    pageProblem(registers)
  );
}

const above = (shown: Shown | undefined, name: string, totalVfs: Shown): LspciProblem | undefined =>
  shown === undefined || shown.value <= totalVfs.value
    ? undefined
    : {
        line: shown.line,
        sentence: `${name} is ${shown.value}; expected at most Total VFs, which is ${totalVfs.value}`,
      };

const zero = (
  shown: Shown | undefined,
  name: string,
  totalVfs: Shown,
  because: string,
  from: number,
): LspciProblem | undefined =>
  shown?.value !== 0 || totalVfs.value < from
    ? undefined
    : {
        line: shown.line,
        sentence: `${name} is 0 with Total VFs ${totalVfs.value}, so that ${because}; expected 1 or more`,
      };

function pageProblem({ supportedPageSizes, systemPageSize }: SriovRegisters): LspciProblem | undefined {
  if (supportedPageSizes === undefined || systemPageSize === undefined) return undefined;
  const { value, line } = systemPageSize;
  if (value === 0 || (value & (value - 1)) !== 0)
    return { line, sentence: `System Page Size is ${hex(value)}; expected exactly one bit set` };
  return (supportedPageSizes.value & value) === 0
    ? {
        line,
        sentence: `System Page Size ${hex(value)} is not among the Supported Page Sizes ${hex(supportedPageSizes.value)}; expected one of them`,
      }
    : undefined;
}

/** A VF may not stand where a PF of the dump stands (PCIE-RID-05). */
export function collision(
  pf: LspciAddress,
  registers: SriovRegisters,
  others: readonly LspciBlock[],
): LspciProblem | undefined {
  const { firstVfOffset, vfStride, totalVfs } = registers;
  if (firstVfOffset === undefined || vfStride === undefined || totalVfs === undefined) return undefined;
  for (const { address } of [{ address: pf }, ...others]) {
    if (address.domain !== pf.domain) continue;
    const distance = (address.routingId - pf.routingId - firstVfOffset.value) & 0xffff;
    const index = distance === 0 ? 0 : distance / vfStride.value;
    if (!Number.isInteger(index) || index >= totalVfs.value) continue;
    return {
      line: firstVfOffset.line,
      sentence:
        `VF offset ${firstVfOffset.value} and stride ${vfStride.value} give VF ${index + 1} the Routing ID ` +
        `${formatRoutingId(routingId(address.routingId))}, which is that of the PF ${formatAddress(address)}; expected one of its own`,
    };
  }
  return undefined;
}
