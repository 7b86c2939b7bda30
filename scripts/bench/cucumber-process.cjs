// Cucumber's own start-up, for P2: one empty scenario, one empty step, nothing of the kit. Prints `first <ms>`.
const { runCucumber } = require('@cucumber/cucumber/api');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
writeFileSync(join(folder, 'one.feature'), 'Feature: one\n  Scenario: empty\n    Given nothing\n');
writeFileSync(
  join(folder, 'steps.js'),
  `require(${JSON.stringify(require.resolve('@cucumber/cucumber'))}).Given('nothing', () => {});\n`,
);

let first;
runCucumber(
  {
    sources: {
      defaultDialect: 'en',
      paths: [join(folder, 'one.feature')],
      names: [],
      tagExpression: '',
      order: 'defined',
    },
    support: { requireModules: [], requirePaths: [join(folder, 'steps.js')], importPaths: [], loaders: [] },
    runtime: {
      dryRun: false,
      failFast: false,
      filterStacktraces: true,
      parallel: 0,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: {},
    },
    formats: {
      stdout: pathToFileURL(join(__dirname, '..', '..', 'bin', 'quiet-formatter.cjs')).href,
      files: {},
      publish: false,
      options: {},
    },
  },
  {},
  (envelope) => {
    if (envelope.testCaseStarted) first ??= performance.now();
  },
).then(() => {
  rmSync(folder, { recursive: true, force: true });
  console.log(`first ${first.toFixed(0)}`);
});
