import type { SliceReading } from './reading';

const BARS = 6;

/** The kernel's `resource` file of a function: start, end and flags of each BAR, one a line; unused ones are zero. */
export const parseSlices = (text: string): readonly SliceReading[] =>
  text
    .trim()
    .split('\n')
    .slice(0, BARS)
    .flatMap((line, index) => {
      const [start = 0, end = 0] = line.trim().split(/\s+/).map(Number);
      return end > start ? [{ index, base: start, size: end - start + 1 }] : [];
    });
