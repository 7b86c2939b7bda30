// Lets Node load the kit's TypeScript, and a user's own steps, without a build step. Everything is compiled by swc, so
// a file costs about a millisecond; types are checked in CI by tsc. Below node_modules only the kit itself is compiled.
const { join } = require('node:path');

const registered = process[Symbol.for('ts-node.register.instance')] !== undefined;

// Twice would compile what is compiled already.
if (!registered) {
  require('ts-node').register({
    swc: true,
    cwd: join(__dirname, '..'),
    project: join(__dirname, '..', 'tsconfig.json'),
    ignore: ['node_modules/(?!bulkhead/)'],
  });
}
