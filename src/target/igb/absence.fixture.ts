import { join } from 'node:path';

import { cacheFolder } from './cache-folder';
import { readManifest } from './kept-folder';
import { isRecent, qemuVersion } from './qemu-version';

/** Why the machine cannot be booted here without fetching anything; undefined where it can. */
export async function absence(): Promise<string | undefined> {
  const version = await qemuVersion();
  if (version === undefined || !isRecent(version)) return 'no QEMU 8 or newer; npm run igb:setup installs it';
  const image = join(cacheFolder(), 'image');
  return readManifest(image) === undefined ? 'the guest is not built; npm run igb:setup does it' : undefined;
}
