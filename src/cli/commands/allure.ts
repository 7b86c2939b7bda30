import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findJava, generateAllure } from '../../report/allure/generate-allure';
import { keepHistory } from '../../report/allure/keep-history';
import { serveFolder } from '../../report/allure/serve-folder';
import { writeAllureResults } from '../../report/allure/write-allure-results';
import { readArguments, text } from '../arguments';
import type { Command } from '../command';
import { projectOf } from '../project';
import { folderOfFirst, recordedRuns } from '../recorded-runs';
import { usableFolder } from '../run/output-folder';
import { shownPath } from '../shown-path';
import { UsageMistake } from '../usage-mistake';

/** @throws UsageMistake in one sentence. @returns the folder of the report. */
function build(places: readonly string[], output: string): string {
  const java = findJava(process.env);
  if (!java.ok) throw new UsageMistake(java.error);
  const runs = recordedRuns(places);
  usableFolder(output);
  const results = join(output, 'allure-results');
  const report = join(output, 'allure');
  try {
    writeAllureResults(runs, results);
    keepHistory(report, results);
  } catch (error) {
    throw unwritable(results, error);
  }
  const generated = generateAllure(results, report, process.env);
  if (!generated.ok) throw new UsageMistake(generated.error);
  return report;
}

/** What the file system refused, in a sentence; anything else is a fault of the kit. */
function unwritable(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !/^E[A-Z]+$/.test(code)) return error;
  return new UsageMistake(
    `${shownPath(folder)}: the results of Allure cannot be written there (${code}); free the place, or name another with --output`,
  );
}

export const allureCommand: Command = {
  says: `bulkhead allure [folders…]   build the Allure report from recorded runs; needs Java

  folders         each with messages.ndjson and run.json of one run or one shard; none: the folder of the last run
  --output DIR    where to (default: the first folder), as allure/, beside the compliance report that it links to
  --serve         show it at http://127.0.0.1 until Ctrl+C
  --config FILE   configuration of the repository (bulkhead.yaml)

Exit code 0 when the report was built, whatever it says, and 2 when it could not be.`,
  async run(args) {
    const read = readArguments('allure', args, {
      output: { type: 'string' },
      serve: { type: 'boolean' },
      config: { type: 'string' },
    });
    const places = read.positionals.length > 0 ? read.positionals : [projectOf(text(read, 'config')).output];
    const output = text(read, 'output') ?? folderOfFirst(places);
    console.log(`Allure report: ${shownPath(join(build(places, output), 'index.html'))}`);
    if (read.values['serve'] !== true) {
      console.log('Browsers show it from a web server only: bulkhead allure --serve');
      return 0;
    }
    const server = await serveFolder(output, 0);
    const { port } = server.address() as AddressInfo;
    console.log(`Shown at http://127.0.0.1:${port}/allure/ until Ctrl+C`);
    return 0;
  },
};
