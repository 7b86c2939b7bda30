import { runCucumber, type IRunOptions, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { filesBelow, PACKAGE_ROOT, QUIET_FORMATTER } from '../../src/cli/package-root';
import { loadKitSupport } from '../../src/cli/vocabulary/load-sentences';

/**
 * One process of P1: the suite with its steps, or with every step and hook emptied; same Cucumber, same formatters.
 * Prints `first <ms> last <ms> scenarios <n> steps <n>`: time since the process began to the first scenario and the end.
 */
interface Emptied {
  readonly stepDefinitions: { code: unknown; unwrappedCode: unknown }[];
  readonly beforeTestCaseHookDefinitions: unknown[];
  readonly afterTestCaseHookDefinitions: unknown[];
}

function emptied(support: ISupportCodeLibrary): ISupportCodeLibrary {
  const library = support as unknown as Emptied;
  const nothing = [
    () => {},
    (_a: unknown) => {},
    (_a: unknown, _b: unknown) => {},
    (_a: unknown, _b: unknown, _c: unknown) => {},
    (_a: unknown, _b: unknown, _c: unknown, _d: unknown) => {},
  ];
  for (const definition of library.stepDefinitions) {
    const { length } = definition.code as { length: number };
    definition.code = nothing[length];
    definition.unwrappedCode = nothing[length];
  }
  library.beforeTestCaseHookDefinitions.length = 0;
  library.afterTestCaseHookDefinitions.length = 0;
  return support;
}

interface Chosen {
  readonly paths: readonly string[];
  /** Scenarios by name; none: all. */
  readonly names: readonly string[];
}

function options(support: ISupportCodeLibrary, { paths, names }: Chosen, output: string): IRunOptions {
  return {
    sources: {
      defaultDialect: 'en',
      paths: [...paths],
      names: names.map((name) => `^${name}$`),
      tagExpression: '',
      order: 'defined',
    },
    support,
    runtime: {
      dryRun: false,
      failFast: false,
      filterStacktraces: true,
      parallel: 0,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: { target: 'reference' },
    },
    formats: {
      stdout: QUIET_FORMATTER,
      files: { [join(output, 'junit.xml')]: 'junit', [join(output, 'messages.ndjson')]: 'message' },
      publish: false,
      options: {},
    },
  };
}

async function main(kind: string, chosen: Chosen): Promise<void> {
  const output = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  let first = 0;
  let scenarios = 0;
  let steps = 0;
  try {
    const support = await loadKitSupport();
    await runCucumber(
      options(kind === 'empty' ? emptied(support) : support, chosen, output),
      {},
      (envelope) => {
        if (envelope.testCaseStarted !== undefined && first === 0) first = performance.now();
        if (envelope.testCaseFinished !== undefined) scenarios += 1;
        if (envelope.testStepFinished !== undefined) steps += 1;
      },
    );
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
  console.log(
    `first ${first.toFixed(0)} last ${performance.now().toFixed(0)} scenarios ${scenarios} steps ${steps}`,
  );
}

const [kind = 'real', path, ...names] = process.argv.slice(2);
const suite = (): readonly string[] =>
  filesBelow(join(PACKAGE_ROOT, 'features'), '.feature').map((file) => relative(process.cwd(), file));
void main(kind, { paths: path === undefined ? suite() : [path], names });
