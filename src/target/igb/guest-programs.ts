import { readFileSync } from 'node:fs';

import type { GuestFile } from './cpio';
import { isElf, neededLibraries } from './elf-needed';
import { APPLETS, PROGRAMS } from './guest-contents';
import type { PackageTree } from './package-tree';

const BIN = 'usr/bin';
const LIB = 'usr/lib/x86_64-linux-gnu';
const LOADER = 'ld-linux-x86-64.so.2';

/** The folders of a system whose `/bin`, `/sbin` and `/lib` are links into `/usr`, with one folder of programs. */
export const FOLDERS: readonly GuestFile[] = [
  ...[
    'usr',
    BIN,
    'usr/lib',
    LIB,
    'usr/lib64',
    'proc',
    'sys',
    'dev',
    'run',
    'tmp',
    'root',
    'etc',
    'mnt',
    'var',
  ].map((path): GuestFile => ({ kind: 'directory', path, mode: path === 'root' ? 0o700 : 0o755 })),
  { kind: 'link', path: 'bin', to: BIN },
  { kind: 'link', path: 'sbin', to: BIN },
  { kind: 'link', path: 'usr/sbin', to: 'bin' },
  { kind: 'link', path: 'lib', to: 'usr/lib' },
  { kind: 'link', path: 'lib64', to: 'usr/lib64' },
  { kind: 'link', path: 'var/run', to: '/run' },
];

const executable = (path: string, content: Buffer): GuestFile => ({
  kind: 'file',
  path,
  content,
  mode: 0o755,
});

/** Programs under the names by which they are called, the applets as links to busybox. */
export function programs(tree: PackageTree): readonly GuestFile[] {
  const python = `python${tree.python.version}`;
  const own = [...PROGRAMS, python].map((name) =>
    executable(`${BIN}/${name}`, readFileSync(tree.program(name))),
  );
  const links = [['sh', 'dash'], ['python3', python], ...APPLETS.map((applet) => [applet, 'busybox'])];
  return [
    ...own,
    ...links.map(([name, to]): GuestFile => ({ kind: 'link', path: `${BIN}/${name}`, to: to ?? '' })),
  ];
}

/** The shared libraries that these files need, directly or not, and the loader. */
export function librariesOf(tree: PackageTree, files: readonly GuestFile[]): readonly GuestFile[] {
  const found = new Map<string, Buffer>();
  const visit = (bytes: Buffer): void => {
    for (const name of isElf(bytes) ? neededLibraries(bytes) : []) {
      if (name === LOADER || found.has(name)) continue;
      const library = readFileSync(tree.library(name));
      found.set(name, library);
      visit(library);
    }
  };
  files.forEach((file) => file.kind === 'file' && visit(Buffer.from(file.content)));
  return [
    executable(`usr/lib64/${LOADER}`, readFileSync(tree.library(LOADER))),
    ...Array.from(found, ([name, bytes]) => executable(`${LIB}/${name}`, bytes)),
  ];
}
