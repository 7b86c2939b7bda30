import { PATH_SEPARATOR } from './render-path';

export interface PathComparison {
  readonly same: boolean;
  /** Zero-based index of the first hop that differs; undefined when the paths are the same. */
  readonly firstDifference: number | undefined;
  /** Expected and actual drawn one under the other with the first differing hop marked. */
  readonly text: string;
}

/** @param ending how the frame ended, for example `dropped: spoofed-source`; drawn after the actual path. */
export function comparePaths(
  expected: readonly string[],
  actual: readonly string[],
  ending?: string,
): PathComparison {
  const at = firstDifference(expected, actual);
  const lines = [
    `expected  ${row(expected, actual)}`,
    `actual    ${row(actual, expected)}${ending === undefined ? '' : ` (${ending})`}`,
    ...(at === undefined ? [] : [marker(expected, actual, at)]),
  ];
  return {
    same: at === undefined,
    firstDifference: at,
    text: lines.map((line) => line.trimEnd()).join('\n'),
  };
}

function firstDifference(expected: readonly string[], actual: readonly string[]): number | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let index = 0; index < length; index++) if (expected[index] !== actual[index]) return index;
  return undefined;
}

const width = (a: readonly string[], b: readonly string[], index: number): number =>
  Math.max(a[index]?.length ?? 0, b[index]?.length ?? 0);

const row = (hops: readonly string[], other: readonly string[]): string =>
  hops.map((hop, index) => hop.padEnd(width(hops, other, index))).join(PATH_SEPARATOR);

function marker(expected: readonly string[], actual: readonly string[], at: number): string {
  let column = 'expected  '.length;
  for (let index = 0; index < at; index++) column += width(expected, actual, index) + PATH_SEPARATOR.length;
  return `${' '.repeat(column)}^ hop ${at + 1}: ${difference(expected[at], actual[at])}`;
}

function difference(expected: string | undefined, actual: string | undefined): string {
  if (expected === undefined) return `the path was due to end before "${actual ?? ''}"`;
  if (actual === undefined) return `"${expected}" was due, the path ended before it`;
  return `"${expected}" was due, the frame went to "${actual}"`;
}
