/** What each package needs, as `apt-cache depends` prints it; alternatives and virtual packages are all listed. */
export function parseDepends(text: string): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of text.split('\n')) {
    const dependency = /^ [ |](?:Pre)?Depends: (\S+)/.exec(line)?.[1];
    if (dependency !== undefined) current.push(dependency);
    else if (/^[a-z0-9]/.test(line)) needs.set(line.trim(), (current = needs.get(line.trim()) ?? []));
  }
  return needs;
}

const isLibrary = (name: string): boolean => /^(lib|zlib1g)/.test(name);

/** The named packages and every library package that they need, directly or not; sorted. */
export function withLibraries(
  named: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const all = new Set<string>();
  const visit = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    (needs.get(name) ?? [])
      .filter(isLibrary)
      .filter((each) => needs.has(each))
      .forEach(visit);
  };
  named.forEach(visit);
  return [...all].sort();
}

/** Name and version of a package from the name of its file, for example `ethtool_1%3a6.1-1_amd64.deb`. */
export function packageOfFile(file: string): { readonly name: string; readonly version: string } {
  const [name = '', version = ''] = decodeURIComponent(file).split('_');
  return { name, version };
}
