import { relative, resolve } from 'node:path';

/** A path as a person would type it here: relative where it lies below this folder. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), resolve(path));
  return near === '' ? '.' : near.startsWith('..') ? path : near;
}
