import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captureFiles } from './capture-files';
import { mergeRuns } from './merge-runs';
import type { RecordedRun } from './recorded-run';

/**
 * Extracts captured frames for Wireshark to `<folder>/captures/`.
 * @param folder the report's folder; its report links them by the same names.
 * @returns the files written, from that folder.
 */
export function writeCaptures(runs: readonly RecordedRun[], folder: string): readonly string[] {
  const captures = mergeRuns(runs).flatMap(captureFiles);
  for (const { file, attachment } of captures) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(attachment.body, attachment.encoding === 'BASE64' ? 'base64' : 'utf8'));
  }
  return captures.map(({ file }) => file);
}
