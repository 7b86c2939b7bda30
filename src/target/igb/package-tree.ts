import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import { moduleName } from './kernel-modules';
import { mustRun } from './run-command';

/** A folder into which the guest's packages were unpacked, old layout (`/bin`, `/lib`) and new (`/usr/bin`, `/usr/lib`). */
export interface PackageTree {
  readonly folder: string;
  /** Path of a program, wherever its package puts it. @throws when no package brought it. */
  program(name: string): string;
  library(name: string): string;
  /** Path of the Python standard library, for example `…/usr/lib/python3.11`, and its version. */
  readonly python: { readonly folder: string; readonly version: string };
  /** Kernel modules by their names in the kernel. */
  readonly modules: ReadonlyMap<string, string>;
  readonly kernelImage: string;
  /** Runs one of the unpacked programs on this machine with its own libraries, so that nothing need be installed. */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string>;
}

const MULTIARCH = 'x86_64-linux-gnu';
const LOADER = 'ld-linux-x86-64.so.2';

function firstOf(candidates: readonly string[], what: string): string {
  const found = candidates.find((each) => existsSync(each));
  if (found === undefined) throw new Error(`no package brought ${what}`);
  return realpathSync(found);
}

const under = (folder: string, parents: readonly string[], name: string): readonly string[] =>
  parents.map((parent) => join(folder, parent, name));

export function packageTree(folder: string): PackageTree {
  const libraries = [`lib/${MULTIARCH}`, `usr/lib/${MULTIARCH}`, 'lib64', 'usr/lib64'];
  const program = (name: string): string =>
    firstOf(under(folder, ['bin', 'sbin', 'usr/bin', 'usr/sbin'], name), name);
  const library = (name: string): string => firstOf(under(folder, libraries, name), name);
  const path = libraries.map((each) => join(folder, each)).join(':');
  return {
    folder,
    program,
    library,
    python: pythonIn(folder),
    modules: modulesIn(folder),
    kernelImage: kernelIn(folder),
    run: (name, args, env) =>
      mustRun(library(LOADER), ['--library-path', path, program(name), ...args], {
        env: { ...process.env, ...env },
      }),
  };
}

function pythonIn(folder: string): { readonly folder: string; readonly version: string } {
  const name = readdirSync(join(folder, 'usr/lib')).find((each) => /^python3\.\d+$/.test(each));
  if (name === undefined) throw new Error('no package brought Python');
  return { folder: join(folder, 'usr/lib', name), version: name.slice('python'.length) };
}

function modulesIn(folder: string): ReadonlyMap<string, string> {
  const roots = ['lib/modules', 'usr/lib/modules']
    .map((each) => join(folder, each))
    .filter((each) => existsSync(each));
  const files = roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map((each) => join(root, each)),
  );
  const modules = files.filter((file) => /\.ko(\.xz)?$/.test(file));
  return new Map(modules.map((file) => [moduleName(file.slice(file.lastIndexOf('/') + 1)), file]));
}

function kernelIn(folder: string): string {
  const name = readdirSync(join(folder, 'boot')).find((each) => each.startsWith('vmlinuz-'));
  if (name === undefined) throw new Error('no package brought a kernel');
  return join(folder, 'boot', name);
}

/** A module's bytes, unpacked where it is compressed. */
export async function moduleBytes(tree: PackageTree, name: string): Promise<Buffer> {
  const file = tree.modules.get(name);
  if (file === undefined) throw new Error(`the kernel package has no module ${name}`);
  if (!file.endsWith('.xz')) return readFileSync(file);
  const unpacked = file.replace(/\.xz$/, '');
  if (!existsSync(unpacked)) await tree.run('xz', ['-dk', file]);
  return readFileSync(unpacked);
}
