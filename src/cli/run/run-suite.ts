import { runCucumber, type IRunOptions, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildReports } from '../build-reports';
import { QUIET_FORMATTER } from '../package-root';
import { closeTargets } from '../targets/open-targets';
import { UsageMistake } from '../usage-mistake';
import { writeManifest } from './manifest';
import { MessageLog } from './message-log';
import { OUTPUT_FILES } from './output-folder';
import { Progress } from './progress';
import type { RunPlan } from './run-plan';
import { nothingRan, sourcesOf } from './selection';

/** Options for Cucumber itself, which is used as it is. */
function cucumberOptions(plan: RunPlan, support: ISupportCodeLibrary): IRunOptions {
  const file = (name: string): string => join(plan.output, name);
  return {
    sources: sourcesOf(plan),
    support,
    runtime: {
      dryRun: false,
      failFast: false,
      filterStacktraces: true,
      parallel: plan.parallel,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: worldParameters(plan),
    },
    formats: {
      stdout: QUIET_FORMATTER,
      files: { [file(OUTPUT_FILES.junit)]: 'junit', [file(OUTPUT_FILES.cucumberHtml)]: 'html' },
      publish: false,
      options: {},
    },
  };
}

const worldParameters = (plan: RunPlan) => ({
  target: plan.target,
  seed: plan.seed,
  captures: plan.captures,
  boot: plan.boot,
  subjectFile: resolve(plan.output, OUTPUT_FILES.subject),
  ...(plan.host === undefined ? {} : { host: { ...plan.host } }),
  ...(plan.adapter === undefined ? {} : { adapterProfile: plan.adapter }),
  ...(plan.fault === undefined ? {} : { mutant: plan.fault }),
});

/** Runs, keeps every message as it comes, and builds the reports also from a run that was interrupted. */
export async function runSuite(plan: RunPlan, support: ISupportCodeLibrary): Promise<number> {
  writeManifest(plan);
  const log = new MessageLog(join(plan.output, OUTPUT_FILES.messages));
  const progress = new Progress(process.stdout, plan.quiet);
  const interrupted = (signal: NodeJS.Signals): void => {
    progress.end();
    log.end();
    console.error(
      `\n${signal === 'SIGINT' ? 'interrupted' : 'stopped'}; the results so far are kept and reported as incomplete`,
    );
    void closeTargets('the run was interrupted').finally(() => {
      concluded(plan);
      process.exit(2);
    });
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await runCucumber(
      cucumberOptions(plan, support),
      { stdout: process.stdout, stderr: process.stderr },
      (envelope) => {
        log.take(envelope);
        progress.take(envelope);
      },
    );
  } finally {
    log.flush();
    progress.end();
    await closeTargets();
    process.removeListener('SIGINT', interrupted);
    process.removeListener('SIGTERM', interrupted);
  }
  if (log.testCases === 0) throw new UsageMistake(nothingRan(plan));
  return concluded(plan);
}

/** The manifest tells what the subject turned out to be; then the reports. */
function concluded(plan: RunPlan): 0 | 1 | 2 {
  writeManifest(plan);
  rmSync(join(plan.output, OUTPUT_FILES.subject), { force: true });
  return buildReports([plan.output], plan.output, plan);
}
