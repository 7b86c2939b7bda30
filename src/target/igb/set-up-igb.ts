import { statSync } from 'node:fs';

import { cacheFolder } from './cache-folder';
import { debianRelease, type DebianRelease } from './debian-release';
import { fetchPackages, keptImage, keptPackages, makeImage } from './guest-cache';
import { ensureQemu, missing, preparePackageLists } from './install-qemu';
import type { Manifest } from './kept-folder';
import { QEMU } from './qemu-version';
import { runCommand } from './run-command';
import type { GuestImage, Log, Missing, Setup } from './setup-result';

export interface SetupOptions {
  /** Where packages and image are kept; by default `bulkhead/igb` in the user's cache folder. */
  readonly cache?: string;
  /** Compares contents also of files that look untouched: half a second more. */
  readonly thorough?: boolean;
}

/**
 * Makes sure that the emulated adapter can run here: QEMU, the guest's packages and its image. What is there and whole is
 * left alone, so that a second call takes a fraction of a second. Says in one sentence each what it installs and why.
 *
 * @returns what is missing where it cannot: exit code 2 for a command line.
 */
export async function setUpIgb(log: Log, options: SetupOptions = {}): Promise<Setup | Missing> {
  try {
    return await setUp(log, options);
  } catch (error) {
    return missing(`The emulated adapter could not be set up: ${(error as Error).message}.`);
  }
}

async function setUp(
  log: Log,
  { cache = cacheFolder(), thorough = false }: SetupOptions,
): Promise<Setup | Missing> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return missing(
      `The emulated adapter runs on Linux on x86-64; this is ${process.platform} on ${process.arch}.`,
    );
  const watch = stopwatch();
  const release = debianRelease();
  const qemu = await ensureQemu(release, log);
  if (typeof qemu !== 'string') return qemu;
  const installing = watch();
  const kept = await keptPackages(cache, thorough);
  const image = kept && (await keptImage(cache, kept, thorough));
  const checking = watch();
  const packages = kept ?? (await packagesFor(cache, release, log));
  if ('sentence' in packages) return packages;
  const fetching = watch();
  const made = image ?? (await build(cache, packages, log));
  const spent = { installing, checking, fetching: kept ? 0 : fetching, building: image ? 0 : watch() };
  return {
    kind: 'ready',
    qemu: { program: QEMU, version: qemu },
    image: made,
    figures: { ...spent, ...sizes(made) },
  };
}

async function packagesFor(
  cache: string,
  release: DebianRelease | undefined,
  log: Log,
): Promise<Manifest | Missing> {
  const lack = 'The guest is made from Debian packages';
  if (release === undefined) return missing(`${lack}, and this is no Debian 12 or newer.`);
  const tools = await Promise.all(
    ['apt-get', 'dpkg-deb', 'tar'].map((tool) => runCommand(tool, ['--version'])),
  );
  if (tools.some(({ code }) => code !== 0))
    return missing(`${lack}, and apt-get, dpkg-deb or tar is not here.`);
  const lists = await preparePackageLists(release, log);
  if (lists !== undefined) return lists;
  log(`Fetching the guest's Debian packages (120 MB) to ${cache}; none of them is installed here.`);
  return fetchPackages(cache, release);
}

async function build(cache: string, packages: Manifest, log: Log): Promise<GuestImage> {
  log(`Building the guest's image in ${cache}.`);
  return makeImage(cache, packages);
}

const sizes = (image: GuestImage): { readonly baseSize: number; readonly kernelSize: number } => ({
  baseSize: statSync(image.base).size,
  kernelSize: statSync(image.kernel).size,
});

/** Seconds since the last call. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const spent = (now - last) / 1000;
    last = now;
    return Math.round(spent * 100) / 100;
  };
}
