import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { needsBackports, backportsOf, type DebianRelease } from './debian-release';
import { WANTED_PACKAGES } from './guest-contents';
import { packageOfFile, parseDepends, withLibraries } from './packages';
import { mustRun } from './run-command';

const ONLY_NEEDS = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
  (each) => `--no-${each}`,
);
const C = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

async function dependenciesOf(names: readonly string[], ...options: readonly string[]): Promise<string> {
  return mustRun('apt-cache', [...options, 'depends', ...ONLY_NEEDS, ...names], { env: C });
}

async function onlyNeed(name: string, pattern: RegExp, ...options: readonly string[]): Promise<string> {
  const needs = parseDepends(await dependenciesOf([name], ...options)).get(name) ?? [];
  const found = needs.find((each) => pattern.test(each));
  if (found === undefined) throw new Error(`the package lists know no ${name}; "apt-get update" may help`);
  return found;
}

/** The kernel's package is called after its version; the package `linux-image-amd64` tells which is current. */
const kernelPackage = (release: DebianRelease): Promise<string> =>
  onlyNeed(
    'linux-image-amd64',
    /^linux-image-\d/,
    ...(needsBackports(release) ? ['-o', `APT::Default-Release=${backportsOf(release)}`] : []),
  );

/** The names of all packages that the guest is made from, on this release as it is today. */
export async function guestPackages(release: DebianRelease): Promise<readonly string[]> {
  const kernel = await kernelPackage(release);
  const python = await onlyNeed('python3-minimal', /^python3\.\d+-minimal$/);
  const library = `lib${python.replace('-minimal', '-stdlib')}`;
  const named = [...WANTED_PACKAGES, python, library];
  return [...withLibraries(named, parseDepends(await dependenciesOf(named, '--recurse'))), kernel];
}

/** The files that apt would download, from lines such as `'http://…' ethtool_1%3a6.1-1_amd64.deb 196612 SHA256:…`. */
export const parseUris = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^'[^']+' (\S+\.deb) /gm), ([, file]) => file ?? '');

/**
 * Downloads these packages into a folder; apt checks them against the signed lists. Files of the right content that are
 * already there are not fetched again, and those of other versions are removed.
 */
export async function downloadPackages(names: readonly string[], folder: string): Promise<void> {
  // As root apt would download as another user, who may not be allowed to write here.
  const apt = (cwd: string, ...args: readonly string[]): Promise<string> =>
    mustRun('apt-get', ['-o', 'APT::Sandbox::User=root', '-q', ...args, 'download', ...names], {
      cwd,
      env: C,
    });
  await apt(folder);
  // Asked from elsewhere, for apt does not print what it finds where it stands.
  const current = new Set(parseUris(await apt('/', '--print-uris')));
  if (current.size === 0) throw new Error('apt does not tell which files it would download');
  for (const file of readdirSync(folder)) if (!current.has(file)) rmSync(join(folder, file));
}

export const isKernelPackage = (file: string): boolean => packageOfFile(file).name.startsWith('linux-image-');
