import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildCompliance,
  exitCodeOf,
  firstKnown,
  renderHtml,
  renderJson,
  renderMarkdown,
  summariseForTerminal,
  writeCaptures,
} from '../report/build';
import { verdictOf } from '../report/compliance/verdict';
import { missingShards } from '../report/run-problems';
import { knownFor, writeKnown } from './known-file';
import { recordedRuns } from './recorded-runs';
import { OUTPUT_FILES, usableFolder } from './run/output-folder';
import { shownPath } from './shown-path';

export interface ReportWishes {
  readonly times: boolean;
  /** One part of a divided run, `1/4`: it ends by its own results, though the report cannot hold without the others. */
  readonly shard?: string;
  /** File of known findings; absent: the one that is kept for the target. */
  readonly known?: string;
  /** Where to write what was found as known. */
  readonly writeKnown?: string;
}

/** Builds every report of one or many recorded runs into a folder and tells the verdict. @returns the exit code. */
export function buildReports(folders: readonly string[], output: string, wishes: ReportWishes): 0 | 1 | 2 {
  const runs = recordedRuns(folders);
  usableFolder(output);
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
    `\nReport: ${shownPath(join(output, OUTPUT_FILES.html))}\n        ${shownPath(join(output, OUTPUT_FILES.json))}, ${shownPath(join(output, OUTPUT_FILES.markdown))}`,
  );
  if (wishes.writeKnown !== undefined) {
    const { scenarios, cover } = compliance;
    writeKnown(wishes.writeKnown, firstKnown(scenarios, cover.versions, known?.entries));
    console.log(`Known findings: ${shownPath(wishes.writeKnown)}, to be studied and completed`);
  }
  if (wishes.shard === undefined) return exitCodeOf(compliance);
  const others = missingShards(runs);
  const own = verdictOf({
    ...compliance,
    problems: compliance.problems.filter((each) => !others.includes(each)),
  });
  if (others.length > 0)
    console.log(
      `\nShard ${wishes.shard}: ${own.sentence}; \`bulkhead report\` builds one report of all shards' folders`,
    );
  return own.exitCode;
}
