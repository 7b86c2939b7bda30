// Lets Node load the kit's TypeScript, and a user's own steps, without a build step: ts-node compiles (by swc; types are
// checked in CI by tsc), and what it compiled is kept, so that the next start loads neither ts-node nor the compiler.
// Below node_modules only the kit itself is compiled.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { codeKeptIn } = require('./code-cache.cjs');
const { compiledBy } = require('./compile-cache.cjs');
const { mapStacks } = require('./mapped-stacks.cjs');

const ROOT = join(__dirname, '..');

// Under another registration, such as mocha's, files are compiled already.
if (require.extensions['.ts'] === undefined) {
  const { compile, mapOf, keyOf, codeFile } = compiledBy(() => {
    const service = require('ts-node').create({
      swc: true,
      cwd: ROOT,
      project: join(ROOT, 'tsconfig.json'),
      ignore: ['node_modules/(?!bulkhead/)'],
    });
    // ts-node has put its own in place, which knows nothing of files from the cache.
    mapStacks(mapOf);
    return service;
  });
  mapStacks(mapOf);
  const run = codeKeptIn(codeFile);
  require.extensions['.ts'] = (module, file) => {
    const code = compile(readFileSync(file, 'utf8'), file);
    run(module, code, file, keyOf(file));
  };
}
