import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { dirname, join } from 'node:path';

import type { Json } from '../../terms/json';

/** What a folder of the cache holds: every file as it was when the folder was made, and what it was made from. */
export interface Manifest {
  readonly madeFrom: string;
  readonly files: Readonly<Record<string, KeptFile>>;
  readonly facts: Json;
}

export interface KeptFile {
  readonly size: number;
  readonly modified: number;
  readonly sha256: string;
}

const MANIFEST = 'manifest.json';

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

async function kept(file: string): Promise<KeptFile> {
  const { size, mtimeMs } = statSync(file);
  return { size, modified: mtimeMs, sha256: await sha256Of(file) };
}

/** Size and time tell cheaply that a file is as it was; where they differ, and when asked to, its content is compared. */
async function isWhole(file: string, known: KeptFile, thorough: boolean): Promise<boolean> {
  const now = statSync(file, { throwIfNoEntry: false });
  if (now?.size !== known.size) return false;
  if (!thorough && now.mtimeMs === known.modified) return true;
  return (await sha256Of(file)) === known.sha256;
}

export function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

/** The names of a folder's files that are not what its manifest says. */
export async function damagedFiles(
  folder: string,
  manifest: Manifest,
  thorough = false,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const [name, known] of Object.entries(manifest.files))
    if (!(await isWhole(join(folder, name), known, thorough))) damaged.push(name);
  return damaged;
}

/** The manifest of a folder that was made from this and is whole; undefined where it must be made anew. */
export async function wholeFolder(
  folder: string,
  madeFrom: string,
  thorough = false,
): Promise<Manifest | undefined> {
  const manifest = readManifest(folder);
  if (manifest?.madeFrom !== madeFrom) return undefined;
  return (await damagedFiles(folder, manifest, thorough)).length === 0 ? manifest : undefined;
}

/**
 * Makes a folder elsewhere and puts it in its place at once. Of two that do so at the same time the later one wins; what
 * the other had opened stays readable for it.
 */
export async function makeFolder(
  folder: string,
  madeFrom: string,
  make: (scratch: string) => Promise<Json>,
): Promise<Manifest> {
  mkdirSync(dirname(folder), { recursive: true });
  const scratch = mkdtempSync(`${folder}.making-`);
  try {
    const facts = await make(scratch);
    const files: Record<string, KeptFile> = {};
    for (const name of readdirSync(scratch).sort()) files[name] = await kept(join(scratch, name));
    const manifest: Manifest = { madeFrom, files, facts };
    writeFileSync(join(scratch, MANIFEST), JSON.stringify(manifest, undefined, 1));
    replace(folder, scratch);
    return manifest;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function replace(folder: string, by: string): void {
  const aside = mkdtempSync(`${folder}.old-`);
  if (existsSync(folder)) moveIfThere(folder, join(aside, 'folder'));
  moveIfThere(by, folder);
  rmSync(aside, { recursive: true, force: true });
}

/** Another run may have been faster: then its folder, made from the same, stands already. */
function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
