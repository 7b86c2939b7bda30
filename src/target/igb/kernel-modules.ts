/** What a kernel module says of itself in its `.modinfo` section: `key=value` texts, each ended by a zero byte. */
export function moduleField(module: Buffer, key: string): string | undefined {
  const marker = Buffer.from(`\0${key}=`);
  const at = module.indexOf(marker);
  if (at < 0) return undefined;
  const start = at + marker.length;
  return module.toString('latin1', start, module.indexOf(0, start));
}

/** The modules that must be loaded before this one, by their names in the kernel (with underscores). */
export function moduleDependencies(module: Buffer): readonly string[] {
  return (moduleField(module, 'depends') ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map(moduleName);
}

/** In the kernel's names a dash and an underscore are the same. */
export const moduleName = (file: string): string => file.replace(/\.ko(\.xz)?$/, '').replaceAll('-', '_');

/** The wanted modules and all that they need, each behind what it needs. */
export function loadOrder(
  wanted: readonly string[],
  dependencies: (name: string) => readonly string[],
): readonly string[] {
  const order = new Set<string>();
  const visit = (name: string): void => {
    if (order.has(name)) return;
    dependencies(name).forEach(visit);
    order.add(name);
  };
  wanted.map(moduleName).forEach(visit);
  return [...order];
}
