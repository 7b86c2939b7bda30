import { readFileSync } from 'node:fs';
import type { TargetName } from '../targets/target-names';

/**
 * The order in which features run. On a real machine those whose adapter has the same number of VFs follow one another,
 * for it takes drivers seconds to change that number; the most first, which take longest. On the reference features run as
 * they are named.
 * @param paths files, perhaps with lines.
 */
export function runOrder(paths: readonly string[], target: TargetName): readonly string[] {
  if (target === 'reference') return paths;
  const numVfs = new Map(paths.map((path) => [path, numVfsIn(path)]));
  return [...paths].sort((a, b) => (numVfs.get(b) ?? 0) - (numVfs.get(a) ?? 0));
}

/** As its first adapter has them; 0 where nothing is said of VFs. */
const numVfsIn = (path: string): number =>
  Number(/\bwith (\d+) VFs?\b/.exec(readFileSync(path.replace(/(:\d+)+$/, ''), 'utf8'))?.[1] ?? 0);
