/** The function's side of one interrupt vector; MSI-X table and pending bits belong to `pcie`. */
export interface InterruptVector {
  /** CAUSE_* bits that happened and were not cleared. */
  readonly cause: number;
  /** CAUSE_* bits that raise nothing. */
  readonly mask: number;
  /** Microseconds; kept, not acted upon. */
  readonly moderation: number;
}

export const QUIET_VECTOR: InterruptVector = { cause: 0, mask: 0, moderation: 0 };

export const isPending = (vector: InterruptVector): boolean => (vector.cause & ~vector.mask) !== 0;

/** A message goes out on the step from nothing pending to something pending, by a new cause or by an opened mask. */
export const raises = (was: InterruptVector, is: InterruptVector): boolean =>
  !isPending(was) && isPending(is);
