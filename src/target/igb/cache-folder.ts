import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the guest's packages and image are kept between runs; made when absent. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const home = environment['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(home, 'bulkhead', 'igb');
  mkdirSync(folder, { recursive: true });
  return folder;
}
