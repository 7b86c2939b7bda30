import type { GuestFile } from './cpio';
import { KERNEL_MODULES } from './guest-contents';
import { loadOrder, moduleDependencies, moduleField, moduleName } from './kernel-modules';
import { moduleBytes, type PackageTree } from './package-tree';

export interface GuestModules {
  readonly files: readonly GuestFile[];
  /** In the order in which they are to be loaded. */
  readonly order: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
}

/** The wanted modules with all that they need, unpacked: the guest would take longer to do that. */
export async function guestModules(tree: PackageTree): Promise<GuestModules> {
  const bytes = new Map<string, Buffer>();
  const open = KERNEL_MODULES.map(moduleName);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (bytes.has(name)) continue;
    bytes.set(name, await moduleBytes(tree, name));
    open.push(...moduleDependencies(bytes.get(name) as Buffer));
  }
  const order = loadOrder(KERNEL_MODULES, (name) => moduleDependencies(bytes.get(name) as Buffer));
  return {
    order,
    files: [
      { kind: 'directory', path: 'usr/lib/modules' },
      ...order.map((name): GuestFile => ({
        kind: 'file',
        path: `usr/lib/modules/${name}.ko`,
        content: bytes.get(name) as Buffer,
      })),
    ],
    versions: { igb: identity(bytes, 'igb'), igbvf: identity(bytes, 'igbvf') },
  };
}

/** Drivers of the kernel's own tree carry no version but the kernel's. */
function identity(bytes: ReadonlyMap<string, Buffer>, name: string): string {
  return moduleField(bytes.get(name) as Buffer, 'vermagic')?.split(' ')[0] ?? 'unknown';
}
