import { failed, ok, type Result } from '../../../terms/result';
import { parseRegion } from './region';
import type { LspciProblem, LspciRegion, Shown, SriovField, SriovText } from './lspci-dump';

/** A line below the capability's head, trimmed. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

type Fields = { [field in SriovField]?: Shown };

interface Pattern {
  readonly begins: string;
  readonly reads: RegExp;
  readonly expected: string;
  readonly fields: readonly { readonly field: SriovField; readonly radix: 10 | 16 }[];
}

/** Lines of numbers, as pciutils 3.1 to 3.13 print them. A line that begins so must read so to its end: a cut number is a wrong number. */
const PATTERNS: readonly Pattern[] = [
  {
    begins: 'Initial VFs:',
    reads:
      /^Initial VFs: (\d+), Total VFs: (\d+), Number of VFs: (\d+), Function Dependency Link: ([0-9a-f]{2})$/i,
    expected: '"Initial VFs: n, Total VFs: n, Number of VFs: n, Function Dependency Link: hh"',
    fields: [
      { field: 'initialVfs', radix: 10 },
      { field: 'totalVfs', radix: 10 },
      { field: 'numVfs', radix: 10 },
      { field: 'functionDependencyLink', radix: 16 },
    ],
  },
  {
    begins: 'VF offset:',
    reads: /^VF offset: (\d+), stride: (\d+), Device ID: ([0-9a-f]{4})$/i,
    expected: '"VF offset: n, stride: n, Device ID: hhhh"',
    fields: [
      { field: 'firstVfOffset', radix: 10 },
      { field: 'vfStride', radix: 10 },
      { field: 'vfDeviceId', radix: 16 },
    ],
  },
  {
    begins: 'Supported Page Size:',
    reads: /^Supported Page Size: ([0-9a-f]{8}), System Page Size: ([0-9a-f]{8})$/i,
    expected: '"Supported Page Size: hhhhhhhh, System Page Size: hhhhhhhh"',
    fields: [
      { field: 'supportedPageSizes', radix: 16 },
      { field: 'systemPageSize', radix: 16 },
    ],
  },
];

const LAST = 'VF Migration:';
const STARTS = ['IOVCap:', 'IOVCtl:', 'IOVSta:', LAST, ...PATTERNS.map(({ begins }) => begins)];
const CONTROL = /^IOVCtl:\s*Enable([+-]) Migration([+-]) Interrupt([+-]) MSE([+-]) ARIHierarchy([+-])/;

/** Lines that only this capability has; an excerpt may begin with one of them. */
export const isSriovLine = (text: string): boolean => STARTS.some((start) => text.startsWith(start));

/**
 * The capability from its lines.
 * @param offset from its head, where that is shown.
 * @param isLast nothing follows in the block.
 */
export function parseSriovText(
  lines: readonly TextLine[],
  offset: Shown | undefined,
  isLast: boolean,
): Result<SriovText, LspciProblem> {
  const fields: Fields = offset === undefined ? {} : { capabilityOffset: offset };
  const vfBars: LspciRegion[] = [];
  for (const each of lines) {
    const problem = take(each, fields, vfBars);
    if (problem !== undefined) return failed(problem);
  }
  const line = offset?.line ?? lines[0]?.line ?? 1;
  const isOpen = isLast && !lines.some(({ text }) => text.startsWith(LAST));
  return ok({ line, lastLine: lines.at(-1)?.line ?? line, isOpen, ...fields, vfBars });
}

function take({ line, text }: TextLine, fields: Fields, vfBars: LspciRegion[]): LspciProblem | undefined {
  const pattern = PATTERNS.find(({ begins }) => text.startsWith(begins));
  if (pattern !== undefined) return takeNumbers(pattern, { line, text }, fields);
  if (text.startsWith('IOVCtl:')) return takeControl({ line, text }, fields);
  return text.startsWith('Region ') ? takeRegion({ line, text }, vfBars) : undefined;
}

const unreadable = ({ line, text }: TextLine, expected: string): LspciProblem => ({
  line,
  sentence: `"${text}" cannot be read; expected ${expected}`,
});

function takeNumbers(pattern: Pattern, at: TextLine, fields: Fields): LspciProblem | undefined {
  const match = pattern.reads.exec(at.text);
  if (match === null) return unreadable(at, pattern.expected);
  for (const [index, { field, radix }] of pattern.fields.entries()) {
    const value = parseInt(match[index + 1] ?? '', radix);
    if (radix === 10 && value > 0xffff)
      return { line: at.line, sentence: `"${at.text}" has a value of ${value}; expected at most 65535` };
    fields[field] = { value, line: at.line };
  }
  return undefined;
}

function takeControl(at: TextLine, fields: Fields): LspciProblem | undefined {
  const match = CONTROL.exec(at.text);
  if (match === null)
    return unreadable(at, '"IOVCtl: Enable- Migration- Interrupt- MSE- ARIHierarchy-" with signs');
  const bits = match.slice(1).map((sign, bit) => (sign === '+' ? 1 << bit : 0));
  fields.control = { value: bits.reduce((all, bit) => all | bit, 0), line: at.line };
  return undefined;
}

function takeRegion(at: TextLine, vfBars: LspciRegion[]): LspciProblem | undefined {
  const region = parseRegion(at.text, at.line);
  if (region === undefined || region.kind === 'io')
    return unreadable(at, 'a VF BAR like "Region 0: Memory at hhhhhhhh (64-bit, prefetchable)"');
  vfBars.push(region);
  return undefined;
}
