import type { LspciRegion } from './lspci-dump';

const REGION = /^Region (\d): (Memory|I\/O ports) at (\S+)(.*)$/;
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/**
 * `Region 0: Memory at fe400000 (32-bit, non-prefetchable) [size=128K]`. An address in angle brackets (`<unassigned>`,
 * `<ignored>`) is none. Undefined for a line that does not read so.
 */
export function parseRegion(text: string, line: number): LspciRegion | undefined {
  const [, index, type, address = '', rest = ''] = REGION.exec(text) ?? [];
  if (index === undefined) return undefined;
  const width = /\(([^,)]+), (non-)?prefetchable\)/.exec(rest);
  if (type === 'Memory' && width === null) return undefined;
  const assigned = /^[0-9a-f]+$/i.test(address) ? parseInt(address, 16) : 0;
  const size = sizeIn(rest);
  return {
    line,
    index: Number(index),
    kind: type !== 'Memory' ? 'io' : width?.[1] === '64-bit' ? 'memory64' : 'memory32',
    prefetchable: width !== null && width[2] === undefined,
    virtual: rest.includes('[virtual]'),
    ...(assigned !== 0 && { address: assigned }),
    ...(size !== undefined && { size }),
  };
}

function sizeIn(rest: string): number | undefined {
  const [, digits, unit = ''] = /\[size=(\d+)([KMGT]?)\]/.exec(rest) ?? [];
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit] ?? 1);
}
