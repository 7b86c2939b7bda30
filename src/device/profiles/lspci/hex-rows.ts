import { failed, ok, type Result } from '../../../terms/result';
import type { LspciProblem, Shown } from './lspci-dump';
import type { TextLine } from './sriov-text';

const ROW = /^([0-9a-f]{2,3}):((?: [0-9a-f]{2})+)$/i;
const ROW_START = /^[0-9a-f]{2,3}:/i;
const ROW_BYTES = 16;
/** What `-x`, CardBus, `-xxx` and `-xxxx` print. */
const SIZES = [64, 128, 256, 4096];

/** Rows stand at the left margin; so do addresses, which are tried first. */
export const isHexRow = (text: string): boolean => ROW_START.test(text);

const hex = (value: number): string => `0x${value.toString(16)}`;

/** Bytes of a block's rows; every row must be whole, in order, and the last one must end a known size. */
export function parseHexRows(rows: readonly TextLine[]): Result<Shown<Uint8Array> | undefined, LspciProblem> {
  const first = rows[0];
  if (first === undefined) return ok(undefined);
  const bytes: number[] = [];
  for (const row of rows) {
    const problem = takeRow(row, bytes);
    if (problem !== undefined) return failed(problem);
  }
  return SIZES.includes(bytes.length)
    ? ok({ value: Uint8Array.from(bytes), line: first.line })
    : failed(cutOff(rows.at(-1) ?? first, bytes.length));
}

function takeRow({ line, text }: TextLine, bytes: number[]): LspciProblem | undefined {
  const [, offset, digits] = ROW.exec(text) ?? [];
  if (offset === undefined || digits === undefined)
    return {
      line,
      sentence: `"${text}" is no row of a hex dump; expected an offset and 16 pairs of hexadecimal digits`,
    };
  if (parseInt(offset, 16) !== bytes.length)
    return {
      line,
      sentence: `the hex dump has row 0x${offset} here; expected row ${hex(bytes.length)}, which is missing`,
    };
  const values = digits
    .trim()
    .split(' ')
    .map((pair) => parseInt(pair, 16));
  if (values.length !== ROW_BYTES)
    return {
      line,
      sentence: `the hex dump's row 0x${offset} has ${values.length} bytes; expected ${ROW_BYTES}`,
    };
  bytes.push(...values);
  return undefined;
}

const cutOff = ({ line }: TextLine, size: number): LspciProblem => ({
  line,
  sentence: `the hex dump ends after ${hex(size)} bytes; expected ${SIZES.map(hex).join(', ')}: it is cut off`,
});
