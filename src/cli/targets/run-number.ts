/**
 * Names a run's frames on a wire that earlier machines of the run, and other workers, may have used: 32 bits, the same for
 * the same seed. FNV-1a.
 */
export function runNumber(seed: number, worker: number, opening: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(Uint32Array.of(seed, worker, opening).buffer))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
