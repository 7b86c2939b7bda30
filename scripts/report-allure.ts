import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectOf } from '../src/cli/project';
import { UsageMistake } from '../src/cli/usage-mistake';
import { findJava, generateAllure } from '../src/report/allure/generate-allure';
import { keepHistory } from '../src/report/allure/keep-history';
import { serveFolder } from '../src/report/allure/serve-folder';
import { writeAllureResults } from '../src/report/allure/write-allure-results';
import { readRun, UnreadableRun } from '../src/report/messages/read-run';
import { MESSAGES_FILE } from '../src/report/run-manifest';

const SAYS = `npm run report:allure [-- folders…]   build the Allure report from recorded runs

  folders    each with messages.ndjson and run.json of one run or one shard; none: the folder of the last run
  --serve    show it at http://127.0.0.1 until Ctrl+C

The report goes into the first folder, as allure/, beside the compliance report that it links to. Exit code 2 when it could not be built.`;

interface Wishes {
  readonly folders: readonly string[];
  readonly serve: boolean;
}

function wishesIn(args: readonly string[]): Wishes {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { serve: { type: 'boolean' } },
      allowPositionals: true,
    });
    const folders = positionals.length > 0 ? positionals : [projectOf(undefined).output];
    return { folders, serve: values.serve === true };
  } catch (error) {
    throw error instanceof UsageMistake
      ? error
      : new UsageMistake(`report:allure: ${(error as Error).message}`);
  }
}

/** @throws UsageMistake in one sentence. @returns the folder of the report. */
function build(folders: readonly string[]): string {
  const java = findJava(process.env);
  if (!java.ok) throw new UsageMistake(java.error);
  const runs = folders.map(recordedIn);
  const [first = ''] = folders;
  const results = join(first, 'allure-results');
  const report = join(first, 'allure');
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
    `${shown(folder)}: the results of Allure cannot be written there (${code}); free the place, or copy the run's messages.ndjson and run.json to another folder and name that`,
  );
}

function recordedIn(folder: string): ReturnType<typeof readRun> {
  if (!existsSync(join(folder, MESSAGES_FILE)))
    throw new UsageMistake(
      `${shown(folder)}: no run was recorded there, for it holds no ${MESSAGES_FILE}; run \`npm start\` first, or name the folder of a run`,
    );
  return readRun(folder);
}

const shown = (path: string): string => {
  const near = relative(process.cwd(), resolve(path));
  return near === '' ? '.' : near.startsWith('..') ? path : near;
};

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(SAYS);
    return;
  }
  const { folders, serve } = wishesIn(args);
  const report = build(folders);
  console.log(`Allure report: ${shown(join(report, 'index.html'))}`);
  if (!serve) {
    console.log('Browsers show it from a web server only: npm run report:allure -- --serve');
    return;
  }
  const server = await serveFolder(folders[0] ?? '', 0);
  console.log(`Shown at http://127.0.0.1:${(server.address() as AddressInfo).port}/allure/ until Ctrl+C`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = 2;
  if (error instanceof UsageMistake || error instanceof UnreadableRun) console.error(error.message);
  else console.error('a fault in Bulkhead itself; please report it:', error);
});
