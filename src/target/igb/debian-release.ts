import { readFileSync } from 'node:fs';

/** A Debian that the guest can be made from. Testing and unstable have no number. */
export interface DebianRelease {
  readonly number: number;
  readonly codename: string;
}

/** Bookworm's own kernel and QEMU are too old for the emulated adapter; its backports have both. */
export const needsBackports = (release: DebianRelease): boolean => release.number === 12;
export const backportsOf = (release: DebianRelease): string => `${release.codename}-backports`;

/** The release that an os-release file tells, or undefined where it is another system or an older Debian. */
export function parseRelease(osRelease: string): DebianRelease | undefined {
  const field = (key: string): string | undefined =>
    new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1];
  if (field('ID') !== 'debian') return undefined;
  const number = Number(field('VERSION_ID') ?? Infinity);
  return number >= 12 ? { number, codename: field('VERSION_CODENAME') ?? 'sid' } : undefined;
}

export function debianRelease(file = '/etc/os-release'): DebianRelease | undefined {
  try {
    return parseRelease(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
