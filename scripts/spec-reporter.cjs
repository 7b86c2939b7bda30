// Mocha's dots for people, and the counts as JSON for scripts/check.ts. A skipped spec is printed with its title, which
// says why.
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      for (const title of skipped) console.log(`  skipped: ${title}`);
      const { passes, failures } = runner.stats;
      if (options.reporterOptions?.output) {
        writeFileSync(options.reporterOptions.output, JSON.stringify({ passed: passes, failed: failures }));
      }
    });
  }
};
