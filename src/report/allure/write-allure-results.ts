import type { RecordedRun } from '../recorded-run';
/** @param folder results folder; cleared first, but for `history/`. */
export function writeAllureResults(_runs: readonly RecordedRun[], _folder: string): void {
  throw new Error('not written yet');
}
