import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { readRun, UnreadableRun } from '../report/build';
import type { RecordedRun } from '../report/recorded-run';
import { UsageMistake } from './usage-mistake';

/** @throws UsageMistake for a place where no run was recorded. */
export function recordedRuns(places: readonly string[]): readonly RecordedRun[] {
  try {
    return places.map((place) => readRun(place));
  } catch (error) {
    if (error instanceof UnreadableRun) throw new UsageMistake(error.message);
    throw error;
  }
}

/** Where reports of runs go when nobody says: the folder of the first one, also where its message file was named. */
export function folderOfFirst([place = 'reports']: readonly string[]): string {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true ? dirname(place) : place;
}
