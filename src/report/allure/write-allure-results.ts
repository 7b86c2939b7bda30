import { FileSystemWriter } from 'allure-js-commons/sdk/reporter';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue as shipped, type Catalogue } from '../../rules/catalogue';
import { buildCompliance } from '../compliance/build-compliance';
import type { RecordedRun } from '../recorded-run';
import { attachTo } from './attach';
import { CATEGORIES } from './categories';
import { countedAttempts } from './counted-attempts';
import { environmentOf } from './environment';
import { testOf, testOfProblem } from './test-results';

/**
 * Writes what Allure generates its report from. The same runs give the same files.
 * @param folder results folder; cleared first of earlier results, because Allure takes them for retries; `history/` stays.
 */
export function writeAllureResults(
  runs: readonly RecordedRun[],
  folder: string,
  catalogue: Catalogue = shipped(),
): void {
  clear(folder);
  const writer = new FileSystemWriter({ resultsDir: folder });
  const attach = attachTo(writer);
  const compliance = buildCompliance(runs, { catalogue });
  for (const counted of countedAttempts(runs)) {
    const { test, hooks } = testOf(counted, catalogue, attach);
    writer.writeResult(test);
    if (hooks !== undefined) writer.writeGroup(hooks);
  }
  for (const problem of compliance.problems) writer.writeResult(testOfProblem(problem));
  writer.writeEnvironmentInfo(environmentOf(compliance));
  writer.writeCategoriesDefinitions([...CATEGORIES]);
}

/** Only what Allure's writers leave: the folder may be named by hand, and wrongly. */
const WRITTEN =
  /(?:-result\.json|-container\.json|-attachment(?:\.\w+)?|^environment\.properties|^categories\.json|^executor\.json)$/;

function clear(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (WRITTEN.test(name)) rmSync(join(folder, name));
}
