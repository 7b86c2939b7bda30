import type { RecordedRun } from '../recorded-run';

/** A folder or file that no report can be built from; the message is one sentence for the user. */
export class UnreadableRun extends Error {
  override readonly name = 'UnreadableRun';
}

/** @param folder holds `messages.ndjson` and, from the kit's own command line, `run.json`; or a message file itself. */
export function readRun(_folder: string): RecordedRun {
  throw new UnreadableRun('not written yet');
}
