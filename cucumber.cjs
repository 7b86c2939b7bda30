// Plain `npx cucumber-js` works with this too. No `paths` here: Cucumber would merge them with the command line's,
// and "feature:10" would run everything.
const { join } = require('node:path');

module.exports = {
  default: {
    requireModule: [join(__dirname, 'bin', 'register.cjs')],
    require: ['steps/**/!(*.spec).ts'],
    formatOptions: { snippetInterface: 'async-await' },
    worldParameters: { target: 'reference' },
  },
};
