import { join } from 'node:path';

import { cacheFolder } from './cache-folder';
import { readManifest } from './kept-folder';
import { isRecent, qemuVersion } from './qemu-version';
import { setUpIgb } from './set-up-igb';
import type { Setup } from './setup-result';

/** What boots the machine; a test that cannot have it is skipped with the reason. */
export async function setupOrSkip(test: Mocha.Context): Promise<Setup> {
  const reason = await absence();
  if (reason !== undefined) {
    console.log(`      (skipped: ${reason})`);
    return test.skip();
  }
  const setup = await setUpIgb(() => undefined);
  if (setup.kind === 'missing') throw new Error(setup.sentence);
  return setup;
}

/** Why the machine cannot be booted here without fetching anything; undefined where it can. */
async function absence(): Promise<string | undefined> {
  const version = await qemuVersion();
  if (version === undefined || !isRecent(version)) return 'no QEMU 8 or newer; npm run igb:setup installs it';
  const image = join(cacheFolder(), 'image');
  return readManifest(image) === undefined ? 'the guest is not built; npm run igb:setup does it' : undefined;
}
