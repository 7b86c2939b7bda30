import { runCucumber, type IRunOptions, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { TestStepResultStatus } from '@cucumber/messages';
import { relative } from 'node:path';
import { join } from 'node:path';
import { filesBelow, PACKAGE_ROOT, QUIET_FORMATTER } from '../src/cli/package-root';
import { loadKitSupport } from '../src/cli/vocabulary/load-sentences';
import type { Mutant } from '../src/mutants/mutant';
import { MUTANTS } from '../src/mutants/mutants';

/**
 * Runs the suite once for every planted fault, and says who noticed. `--fast`: the isolation features alone, which must
 * notice every fault marked as an isolation fault; without: the whole suite, which must notice every fault.
 * `--all-failures`: does not stop at the first scenario that notices.
 */
interface Noticed {
  readonly scenarios: readonly string[];
  readonly run: number;
}

function options(
  support: ISupportCodeLibrary,
  paths: readonly string[],
  mutant: Mutant | undefined,
  failFast: boolean,
): IRunOptions {
  return {
    sources: { defaultDialect: 'en', paths: [...paths], names: [], tagExpression: '', order: 'defined' },
    support,
    runtime: {
      dryRun: false,
      failFast,
      filterStacktraces: true,
      parallel: 0,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: { target: 'reference', ...(mutant === undefined ? {} : { mutant: mutant.id }) },
    },
    formats: { stdout: QUIET_FORMATTER, files: {}, publish: false, options: {} },
  };
}

async function runWith(
  support: ISupportCodeLibrary,
  paths: readonly string[],
  mutant: Mutant | undefined,
  failFast: boolean,
): Promise<Noticed> {
  const names = new Map<string, string>();
  const cases = new Map<string, string>();
  const attempts = new Map<string, string>();
  const failed = new Set<string>();
  let run = 0;
  await runCucumber(options(support, paths, mutant, failFast), {}, (envelope) => {
    if (envelope.pickle) names.set(envelope.pickle.id, `${envelope.pickle.uri}: ${envelope.pickle.name}`);
    if (envelope.testCase) cases.set(envelope.testCase.id, envelope.testCase.pickleId);
    if (envelope.testCaseStarted)
      attempts.set(envelope.testCaseStarted.id, envelope.testCaseStarted.testCaseId);
    if (envelope.testCaseFinished) run += 1;
    const finished = envelope.testStepFinished;
    if (finished?.testStepResult.status === TestStepResultStatus.FAILED) {
      const pickle = cases.get(attempts.get(finished.testCaseStartedId) ?? '') ?? '';
      failed.add(names.get(pickle) ?? '');
    }
  });
  return { scenarios: Array.from(failed), run };
}

async function main(args: readonly string[]): Promise<void> {
  const fast = args.includes('--fast');
  const all = args.includes('--all-failures');
  const ids = args.filter((each) => !each.startsWith('--'));
  const wanted = MUTANTS.filter((each) =>
    ids.length === 0 ? !fast || each.breaks.startsWith('ISO-LAW') : ids.includes(each.id),
  );
  const folder = join(PACKAGE_ROOT, 'features', ...(fast ? ['isolation'] : []));
  const paths = filesBelow(folder, '.feature').map((file) => relative(process.cwd(), file));
  const support = await loadKitSupport();
  const sound = await runWith(support, paths, undefined, true);
  if (sound.scenarios.length > 0) {
    console.log(`the suite must hold without a fault first; it does not: ${sound.scenarios.join('; ')}`);
    console.log('\n0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  let survived = 0;
  for (const mutant of wanted) {
    const { scenarios, run } = await runWith(support, paths, mutant, !all);
    if (scenarios.length === 0) survived += 1;
    const told =
      scenarios.length === 0 ? 'NOT NOTICED' : all ? `noticed by ${scenarios.length} of ${run}` : 'noticed';
    console.log(
      `${mutant.id}  ${mutant.name.padEnd(32)}${mutant.breaks.padEnd(20)}${told.padEnd(22)}${scenarios[0] ?? mutant.fault}`,
    );
  }
  console.log(`\n${wanted.length - survived} passed, ${survived} failed`);
  process.exitCode = survived === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
