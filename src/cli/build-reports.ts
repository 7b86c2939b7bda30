import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  buildCompliance,
  exitCodeOf,
  firstKnown,
  readRun,
  renderHtml,
  renderJson,
  renderMarkdown,
  summariseForTerminal,
  UnreadableRun,
  writeCaptures,
} from '../report/build';
import { knownFor, writeKnown } from './known-file';
import { OUTPUT_FILES } from './run/output-folder';
import { UsageMistake } from './usage-mistake';

export interface ReportWishes {
  readonly times: boolean;
  /** File of known findings; absent: the one that is kept for the target. */
  readonly known?: string;
  /** Where to write what was found as known. */
  readonly writeKnown?: string;
}

/** Builds every report of one or many recorded runs into a folder and tells the verdict. @returns the exit code. */
export function buildReports(folders: readonly string[], output: string, wishes: ReportWishes): 0 | 1 | 2 {
  const runs = read(folders);
  const known = knownFor(runs[0]?.manifest?.target, wishes.known);
  const compliance = buildCompliance(runs, {
    times: wishes.times,
    ...(known === undefined ? {} : { known }),
  });
  const write = (name: string, content: string): void => writeFileSync(join(output, name), content);
  writeCaptures(runs, output);
  write(OUTPUT_FILES.json, renderJson(compliance));
  write(OUTPUT_FILES.markdown, renderMarkdown(compliance));
  write(OUTPUT_FILES.html, renderHtml(compliance));
  console.log(summariseForTerminal(compliance));
  console.log(
    `\nReport: ${shown(join(output, OUTPUT_FILES.html))}\n        ${shown(join(output, OUTPUT_FILES.json))}, ${shown(join(output, OUTPUT_FILES.markdown))}`,
  );
  if (wishes.writeKnown !== undefined) {
    const { scenarios, cover } = compliance;
    writeKnown(wishes.writeKnown, firstKnown(scenarios, cover.versions, known?.entries));
    console.log(`Known findings: ${shown(wishes.writeKnown)}, to be studied and completed`);
  }
  return exitCodeOf(compliance);
}

const shown = (path: string): string => {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
};

function read(folders: readonly string[]): ReturnType<typeof readRun>[] {
  try {
    return folders.map((folder) => readRun(folder));
  } catch (error) {
    if (error instanceof UnreadableRun) throw new UsageMistake(error.message);
    throw error;
  }
}
