import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Json } from '../../terms/json';
import { buildImage } from './build-image';
import type { DebianRelease } from './debian-release';
import { downloadPackages, guestPackages } from './fetch-packages';
import { RECIPE_TEXT } from './guest-contents';
import { damagedFiles, makeFolder, readManifest, wholeFolder, type Manifest } from './kept-folder';
import type { GuestImage } from './setup-result';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const PACKAGES = 'packages';
const IMAGE = 'image';
/** Leftovers of runs that were ended while they made something. */
const STALE = 24 * 3600 * 1000;

/** The kept packages where they are whole and are those that the recipe wants. */
export function keptPackages(cache: string, thorough: boolean): Promise<Manifest | undefined> {
  return wholeFolder(join(cache, PACKAGES), hashOf(RECIPE_TEXT), thorough);
}

/** Fetches the guest's packages; those that are whole already are taken over. */
export async function fetchPackages(cache: string, release: DebianRelease): Promise<Manifest> {
  const folder = join(cache, PACKAGES);
  removeStale(cache);
  return makeFolder(folder, hashOf(RECIPE_TEXT), async (scratch) => {
    await takeOver(folder, scratch);
    const names = await guestPackages(release);
    await downloadPackages(names, scratch);
    return { release: release.codename, names };
  });
}

async function takeOver(from: string, to: string): Promise<void> {
  const manifest = readManifest(from);
  if (manifest === undefined) return;
  const damaged = new Set(await damagedFiles(from, manifest, true));
  for (const name of Object.keys(manifest.files))
    if (!damaged.has(name)) copyFileSync(join(from, name), join(to, name));
}

const digests = ({ files }: Manifest): readonly (readonly string[])[] =>
  Object.entries(files).map(([name, { sha256 }]) => [name, sha256]);

const contentOf = (packages: Manifest): string => hashOf(JSON.stringify([RECIPE_TEXT, digests(packages)]));

export async function keptImage(
  cache: string,
  packages: Manifest,
  thorough: boolean,
): Promise<GuestImage | undefined> {
  const folder = join(cache, IMAGE);
  const manifest = await wholeFolder(folder, contentOf(packages), thorough);
  return manifest && imageOf(folder, manifest);
}

export async function makeImage(cache: string, packages: Manifest): Promise<GuestImage> {
  const folder = join(cache, IMAGE);
  const manifest = await makeFolder(folder, contentOf(packages), async (scratch): Promise<Json> => ({
    ...(await buildImage(join(cache, PACKAGES), scratch)),
  }));
  return imageOf(folder, manifest);
}

function imageOf(folder: string, manifest: Manifest): GuestImage {
  const facts = manifest.facts as unknown as Pick<GuestImage, 'modules' | 'versions'>;
  const identity = hashOf(JSON.stringify(digests(manifest)));
  return { kernel: join(folder, 'kernel'), base: join(folder, 'base'), ...facts, identity };
}

function removeStale(cache: string): void {
  for (const name of readdirSync(cache).filter((each) => /\.(making|old)-/.test(each))) {
    const path = join(cache, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - made > STALE) rmSync(path, { recursive: true, force: true });
  }
}
