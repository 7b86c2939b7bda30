/** A sign beside the verdict's word, for readers and terminals without colour. */
export const VERDICT_MARKS = { held: '✔', violated: '✘', inconclusive: '?' } as const;
