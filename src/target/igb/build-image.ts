import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cpioArchive } from './cpio';
import { isKernelPackage } from './fetch-packages';
import { guestModules } from './guest-modules';
import { FOLDERS, librariesOf, programs } from './guest-programs';
import { pythonLibrary } from './guest-python';
import { zstdPayload } from './kernel-image';
import type { PackageTree } from './package-tree';
import { packageOfFile } from './packages';
import type { GuestImage } from './setup-result';
import { unpackPackages } from './unpack-packages';

const TOLD = ['busybox-static', 'dropbear-bin', 'ethtool', 'iproute2', 'pciutils'];

/** Makes kernel and base archive from a folder of packages, into a folder that exists. Scratch files are removed. */
export async function buildImage(
  packages: string,
  folder: string,
): Promise<Omit<GuestImage, 'kernel' | 'base' | 'identity'>> {
  const scratch = join(folder, 'scratch');
  const tree = await unpackPackages(packages, join(scratch, 'tree'));
  const [modules, python] = await Promise.all([
    guestModules(tree),
    pythonLibrary(tree, join(scratch, 'python')),
  ]);
  const own = [...programs(tree), ...python];
  const files = [...FOLDERS, ...own, ...librariesOf(tree, own), ...modules.files];
  writeFileSync(join(folder, 'base'), cpioArchive(files));
  writeFileSync(join(folder, 'kernel'), await bootableKernel(tree, scratch));
  rmSync(scratch, { recursive: true });
  return { modules: modules.order, versions: { ...versionsOf(packages), ...modules.versions } };
}

async function bootableKernel(tree: PackageTree, scratch: string): Promise<Buffer> {
  const image = readFileSync(tree.kernelImage);
  const payload = zstdPayload(image);
  if (payload === undefined) return image;
  const [packed, unpacked] = [join(scratch, 'kernel.zst'), join(scratch, 'kernel')];
  writeFileSync(packed, payload);
  await tree.run('zstd', ['-qdf', packed, '-o', unpacked]);
  return readFileSync(unpacked);
}

function versionsOf(packages: string): Readonly<Record<string, string>> {
  const all = readdirSync(packages).filter((each) => each.endsWith('.deb'));
  const kernel = all.find(isKernelPackage);
  const told = all
    .map(packageOfFile)
    .filter(({ name }) => TOLD.includes(name) || /^python3\.\d+-minimal$/.test(name));
  return {
    ...(kernel !== undefined && { kernel: packageOfFile(kernel).version }),
    ...Object.fromEntries(
      told.map(({ name, version }) => [name.replace(/-(static|bin|minimal)$/, ''), version]),
    ),
  };
}
