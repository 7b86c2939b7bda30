import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecordedRun } from '../recorded-run';
import { MANIFEST_FILE, MESSAGES_FILE, parseManifest, type RunManifest } from '../run-manifest';
import { messageLines } from './message-lines';
import { parseEnvelopes } from './parse-envelopes';
import { RunRecorder } from './run-recorder';

/** A folder or file that no report can be built from; the message is one sentence for the user. */
export class UnreadableRun extends Error {
  override readonly name = 'UnreadableRun';
}

/**
 * @param place a folder with `messages.ndjson` and, from the kit's own command line, `run.json`; or a message file.
 * @throws UnreadableRun
 */
export function readRun(place: string): RecordedRun {
  const file = messageFile(place);
  const { envelopes, problems } = parseEnvelopes(messageLines(file));
  const recorder = new RunRecorder();
  for (const envelope of envelopes) recorder.take(envelope);
  const run = recorder.record(place);
  const manifest = manifestBeside(file);
  return {
    ...run,
    problems: [...problems, ...run.problems],
    ...(manifest === undefined ? {} : { manifest }),
  };
}

function messageFile(place: string): string {
  if (!existsSync(place)) throw new UnreadableRun(`${place}: there is no such folder or file`);
  if (!statSync(place).isDirectory()) return place;
  const file = join(place, MESSAGES_FILE);
  if (!existsSync(file))
    throw new UnreadableRun(
      `${place}: there is no ${MESSAGES_FILE} in it, so no run was recorded there; \`bulkhead run\` records one`,
    );
  return file;
}

/** `run.json`; for a message file of another name, `<name>.run.json` is not looked for: a plain Cucumber run has none. */
function manifestBeside(file: string): RunManifest | undefined {
  const path = join(dirname(file), MANIFEST_FILE);
  if (!file.endsWith(MESSAGES_FILE) || !existsSync(path)) return undefined;
  const manifest = parseManifest(readFileSync(path, 'utf8'));
  if (!manifest.ok)
    throw new UnreadableRun(
      `${path} is not the manifest of a run: ${manifest.error}; was it written by another version?`,
    );
  return manifest.value;
}
