import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { isKernelPackage } from './fetch-packages';
import { packageTree, type PackageTree } from './package-tree';
import { mustRun } from './run-command';

/** Of the kernel's package only the kernel and its modules: the rest would be written for nothing. */
const KERNEL_PIPE = `dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --wildcards './boot/vmlinuz-*' '*.ko.xz'`;

const unpack = (file: string, folder: string): Promise<string> =>
  isKernelPackage(file.slice(file.lastIndexOf('/') + 1))
    ? mustRun('sh', ['-c', KERNEL_PIPE, 'sh', file, folder])
    : mustRun('dpkg-deb', ['-x', file, folder]);

/** Unpacks every package of a folder into another; none is installed, and no script of theirs runs. */
export async function unpackPackages(packages: string, folder: string): Promise<PackageTree> {
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(packages).filter((each) => each.endsWith('.deb'));
  const [kernel, others] = [files.filter(isKernelPackage), files.filter((each) => !isKernelPackage(each))];
  const inTurn = async (names: readonly string[]): Promise<void> => {
    for (const each of names) await unpack(join(packages, each), folder);
  };
  await Promise.all([inTurn(kernel), inTurn(others)]);
  return packageTree(folder);
}
