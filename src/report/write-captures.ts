import type { RecordedRun } from './recorded-run';
export function writeCaptures(_runs: readonly RecordedRun[], _folder: string): readonly string[] {
  throw new Error('not written yet');
}
