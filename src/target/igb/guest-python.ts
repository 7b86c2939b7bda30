import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { GuestFile } from './cpio';
import { PYTHON_EXTENSIONS, PYTHON_MODULES } from './guest-contents';
import type { PackageTree } from './package-tree';

const COMPILE = ['-m', 'compileall', '-q', '-b', '--invalidation-mode', 'unchecked-hash'];
const isWanted = (source: string): boolean => !/\/(tests?|__pycache__|ctypes\/macholib)$/.test(source);

/**
 * The standard library, compiled, without its sources: the guest starts Python in a fraction of a second only when it
 * neither compiles nor compares times. The packages' own Python compiles, so that the versions agree.
 */
export async function pythonLibrary(tree: PackageTree, scratch: string): Promise<readonly GuestFile[]> {
  const { folder, version } = tree.python;
  mkdirSync(scratch, { recursive: true });
  for (const name of PYTHON_MODULES) copyModule(folder, scratch, name);
  const environment = { PYTHONHOME: join(tree.folder, 'usr'), LC_ALL: 'C.UTF-8' };
  await tree.run(
    `python${version}`,
    ['-s', '-S', ...COMPILE, '-s', scratch, '-p', `/usr/lib/python${version}`, scratch],
    environment,
  );
  const target = `usr/lib/python${version}`;
  return [{ kind: 'directory', path: target }, ...compiled(scratch, target), ...extensions(folder, target)];
}

function copyModule(from: string, to: string, name: string): void {
  const file = [`${name}.py`, name].find((each) => existsSync(join(from, each)));
  if (file === undefined) return;
  cpSync(join(from, file), join(to, file), { recursive: true, filter: isWanted });
}

function compiled(scratch: string, home: string): readonly GuestFile[] {
  const paths = readdirSync(scratch, { recursive: true, encoding: 'utf8' }).sort();
  return paths.flatMap((path): readonly GuestFile[] => {
    if (statSync(join(scratch, path)).isDirectory()) return [{ kind: 'directory', path: `${home}/${path}` }];
    if (!path.endsWith('.pyc')) return [];
    return [{ kind: 'file', path: `${home}/${path}`, content: readFileSync(join(scratch, path)) }];
  });
}

function extensions(folder: string, home: string): readonly GuestFile[] {
  const from = join(folder, 'lib-dynload');
  const wanted = readdirSync(from).filter((file) =>
    PYTHON_EXTENSIONS.some((name) => file.startsWith(`${name}.`)),
  );
  return [
    { kind: 'directory', path: `${home}/lib-dynload` },
    ...wanted.map((file): GuestFile => ({
      kind: 'file',
      path: `${home}/lib-dynload/${file}`,
      content: readFileSync(join(from, file)),
    })),
  ];
}
