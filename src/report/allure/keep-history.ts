import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const HISTORY = 'history';

/**
 * Takes what an earlier report remembers of the runs before it into the results, so that the new one shows the trend.
 * @returns whether there was an earlier report.
 */
export function keepHistory(report: string, results: string): boolean {
  const earlier = join(report, HISTORY);
  if (!existsSync(earlier)) return false;
  const kept = join(results, HISTORY);
  rmSync(kept, { recursive: true, force: true });
  cpSync(earlier, kept, { recursive: true });
  return true;
}
