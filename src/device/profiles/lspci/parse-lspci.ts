import { failed, ok, type Result } from '../../../terms/result';
import {
  busRangeInBytes,
  extendedCapabilities,
  identityInBytes,
  msixVectorsInBytes,
  sriovInBytes,
} from './config-bytes';
import { isHexRow, parseHexRows } from './hex-rows';
import {
  formatAddress,
  parseAddress,
  type LspciAddress,
  type LspciBlock,
  type LspciDump,
  type LspciIdentity,
  type LspciProblem,
  type LspciRegion,
  type Shown,
  type SriovRegisters,
  type SriovText,
} from './lspci-dump';
import { parseRegion } from './region';
import { isSriovLine, parseSriovText, type TextLine } from './sriov-text';
import { identityInSubsystem, identityInTitle } from './title';

interface Chunk {
  readonly address: LspciAddress;
  readonly line: number;
  readonly title: string;
  readonly text: readonly TextLine[];
  readonly rows: readonly TextLine[];
}

const ARI_ID = 0x000e;

/**
 * Reads what `lspci -vvv`, `lspci -xxx`, `lspci -xxxx` or both print, for one function or a whole machine. Lines that it
 * does not know say nothing; lines that it knows must be whole.
 * @returns the first problem in the order of the text: no block at all, a broken or missing hex row, an unreadable
 * SR-IOV line, or a block that ends inside the SR-IOV capability.
 */
export function parseLspci(text: string): Result<LspciDump, LspciProblem> {
  const chunks = chunksOf(text);
  if (chunks.length === 0)
    return failed({
      line: 1,
      sentence:
        'no device is shown; expected what lspci -vvv or lspci -xxxx prints, like "01:00.0 Ethernet …"',
    });
  const blocks: LspciBlock[] = [];
  for (const chunk of chunks) {
    const block = blockOf(chunk);
    if (!block.ok) return block;
    blocks.push(block.value);
  }
  return ok({ blocks });
}

const HEADER = /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7])\s+(\S.*)$/i;

function chunksOf(text: string): readonly Chunk[] {
  const chunks: (Chunk & { text: TextLine[]; rows: TextLine[] })[] = [];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const [, slot = '', title = ''] = HEADER.exec(raw) ?? [];
    const address = parseAddress(slot);
    if (address !== undefined) chunks.push({ address, line, title: title.trim(), text: [], rows: [] });
    else place(chunks.at(-1), { line, text: raw.trimEnd() });
  }
  return chunks;
}

/** Comments of whoever kept the text, and blank lines, belong to nothing. */
function place(chunk: { text: TextLine[]; rows: TextLine[] } | undefined, { line, text }: TextLine): void {
  if (chunk === undefined || text.trim() === '' || text.startsWith('#')) return;
  if (isHexRow(text)) chunk.rows.push({ line, text });
  else chunk.text.push({ line, text: text.trim() });
}

function blockOf(chunk: Chunk): Result<LspciBlock, LspciProblem> {
  const bytes = parseHexRows(chunk.rows);
  if (!bytes.ok) return bytes;
  const extended =
    bytes.value === undefined ? ok(new Map<number, number>()) : extendedCapabilities(bytes.value);
  if (!extended.ok) return extended;
  const sriovHex = bytes.value === undefined ? ok(undefined) : sriovInBytes(bytes.value, extended.value);
  if (!sriovHex.ok) return sriovHex;
  const sriovText = sriovTextOf(chunk);
  if (!sriovText.ok) return sriovText;
  const problem = sriovText.value && incomplete(chunk, sriovText.value, sriovHex.value);
  if (problem !== undefined) return failed(problem);
  return ok(assembled(chunk, bytes.value, extended.value, sriovText.value, sriovHex.value));
}

function assembled(
  chunk: Chunk,
  bytes: Shown<Uint8Array> | undefined,
  extended: ReadonlyMap<number, number>,
  sriovText: SriovText | undefined,
  sriovHex: SriovRegisters | undefined,
): LspciBlock {
  const ari = ariOf(chunk, bytes, extended);
  const msixVectors = msixOf(chunk) ?? (bytes && msixVectorsInBytes(bytes));
  const busRange = busRangeOf(chunk) ?? (bytes && busRangeInBytes(bytes));
  const denied = chunk.text.find(({ text }) => text.startsWith('Capabilities: <access denied>'));
  return {
    address: chunk.address,
    line: chunk.line,
    title: chunk.title,
    identity: { ...identityOf(chunk), ...(bytes && identityInBytes(bytes)) },
    regions: regionsOf(chunk),
    ...(msixVectors && { msixVectors }),
    ...(ari && { ari }),
    ...(busRange && { busRange }),
    ...(denied && { accessDenied: { value: true as const, line: denied.line } }),
    ...(sriovText && { sriovText }),
    ...(sriovHex && { sriovHex }),
    ...(bytes && { bytes }),
  };
}

function identityOf({ title, text }: Chunk): LspciIdentity {
  const subsystem = text.find((line) => line.text.startsWith('Subsystem:'));
  return { ...identityInTitle(title), ...(subsystem && identityInSubsystem(subsystem.text)) };
}

const CAPABILITY = /^Capabilities: \[([0-9a-f]+)(?: v\d+)?\] (.*)$/i;
const SRIOV_NAME = 'Single Root I/O Virtualization';

/** Regions above the first capability are the function's own; those below the SR-IOV capability are VF BARs. */
function regionsOf({ text }: Chunk): readonly LspciRegion[] {
  const end = text.findIndex((line) => line.text.startsWith('Capabilities:') || isSriovLine(line.text));
  return (end < 0 ? text : text.slice(0, end)).flatMap(
    ({ line, text: each }) => parseRegion(each, line) ?? [],
  );
}

function msixOf({ text }: Chunk): Shown | undefined {
  for (const { line, text: each } of text) {
    const [, count] = /\bMSI-X: Enable[+-].*? (?:Count|TabSize)=(\d+)\b/.exec(each) ?? [];
    if (count !== undefined) return { value: Number(count), line };
  }
  return undefined;
}

function ariOf(
  { text }: Chunk,
  bytes: Shown<Uint8Array> | undefined,
  extended: ReadonlyMap<number, number>,
): Shown<true> | undefined {
  const shown = text.find((line) => line.text.includes('Alternative Routing-ID Interpretation'));
  if (shown !== undefined) return { value: true, line: shown.line };
  return extended.has(ARI_ID) && bytes !== undefined ? { value: true, line: bytes.line } : undefined;
}

function busRangeOf({ text }: Chunk): LspciBlock['busRange'] {
  for (const { text: each } of text) {
    const [, secondary, subordinate] =
      /^Bus: primary=[0-9a-f]{2}, secondary=([0-9a-f]{2}), subordinate=([0-9a-f]{2})/i.exec(each) ?? [];
    if (secondary !== undefined && subordinate !== undefined)
      return { secondary: parseInt(secondary, 16), subordinate: parseInt(subordinate, 16) };
  }
  return undefined;
}

/** From the capability's head, or in an excerpt from its first line, to the next capability or the driver's line. */
function sriovTextOf({ text }: Chunk): Result<SriovText | undefined, LspciProblem> {
  const head = text.findIndex((line) => line.text.includes(SRIOV_NAME));
  const start = head >= 0 ? head : text.findIndex((line) => isSriovLine(line.text));
  if (start < 0) return ok(undefined);
  const body = text.slice(head >= 0 ? start + 1 : start);
  const end = body.findIndex((line) => /^(Capabilities:|Kernel )/.test(line.text));
  return parseSriovText(end < 0 ? body : body.slice(0, end), headOffset(text[head]), end < 0);
}

function headOffset(head: TextLine | undefined): Shown | undefined {
  const [, offset] = CAPABILITY.exec(head?.text ?? '') ?? [];
  return head === undefined || offset === undefined
    ? undefined
    : { value: parseInt(offset, 16), line: head.line };
}

const NEEDED = [
  { field: 'control', line: 'IOVCtl: …' },
  { field: 'totalVfs', line: 'Initial VFs: …, Total VFs: …' },
  { field: 'firstVfOffset', line: 'VF offset: …, stride: …' },
] as const;

/** With the whole capability in a hex dump the text may have gaps; without it, it may not. */
function incomplete(
  { address }: Chunk,
  text: SriovText,
  hex: SriovRegisters | undefined,
): LspciProblem | undefined {
  if (hex !== undefined) return undefined;
  const missing = NEEDED.find(({ field }) => text[field] === undefined)?.line;
  const where = `the SR-IOV capability of ${formatAddress(address)}`;
  if (text.isOpen)
    return {
      line: text.lastLine,
      sentence: `the text ends inside ${where}; expected a line "${missing ?? 'VF Migration: …'}": it is cut off`,
    };
  return missing === undefined
    ? undefined
    : { line: text.line, sentence: `${where} lacks a line; expected "${missing}"` };
}
