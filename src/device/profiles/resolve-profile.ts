import { basename } from 'node:path';
import { failed, type Result } from '../../terms/result';
import type { AdapterProfile } from '../adapter-profile';
import { profileFromAdapterList } from './adapter-list';
import { profileFromLspci } from './lspci/profile-from-lspci';
import { overrideProfile, type ProfileOverrides } from './profile-overrides';
import { REFERENCE_PROFILE } from './reference-profile';

/** Where a profile comes from; the same shape as the `profile` of an install-adapter action. */
export type AdapterSource =
  | { readonly kind: 'reference' }
  | { readonly kind: 'adapter-list'; readonly id: string }
  | { readonly kind: 'lspci'; readonly file: string; readonly function?: string };

/**
 * @param readFile text of a file, or the reason why it cannot be read.
 * @returns one sentence naming the file and line, the value and what was expected, for whatever is wrong.
 */
export function resolveProfile(
  source: AdapterSource,
  readFile: (file: string) => Result<string>,
  overrides: ProfileOverrides = {},
): Result<AdapterProfile> {
  const profile = namedProfile(source, readFile);
  return profile.ok ? overrideProfile(profile.value, overrides) : profile;
}

function namedProfile(
  source: AdapterSource,
  readFile: (file: string) => Result<string>,
): Result<AdapterProfile> {
  switch (source.kind) {
    case 'reference':
      return { ok: true, value: REFERENCE_PROFILE };
    case 'adapter-list':
      return profileFromAdapterList(source.id);
    case 'lspci':
      return lspciProfile(source, readFile);
  }
}

function lspciProfile(
  source: Extract<AdapterSource, { kind: 'lspci' }>,
  readFile: (file: string) => Result<string>,
): Result<AdapterProfile> {
  const text = readFile(source.file);
  if (!text.ok) return failed(`cannot read "${source.file}": ${text.error}`);
  return profileFromLspci(text.value, {
    file: source.file,
    id: basename(source.file),
    ...(source.function !== undefined && { function: source.function }),
  });
}
