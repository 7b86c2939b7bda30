// Compiling some four hundred small files with swc costs most of a short run's time, so what was compiled is kept in one
// file below node_modules/.cache, by a hash of everything that the output depends on. A cache that cannot be read or
// written is no mistake: the files are compiled as if there were none.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const ROOT = join(__dirname, '..');

function place() {
  const inOwnRepository = !ROOT.includes('node_modules');
  return join(
    inOwnRepository ? join(ROOT, 'node_modules') : dirname(ROOT),
    '.cache',
    'bulkhead',
    'compiled.json',
  );
}

function read(file) {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
  } catch {
    return new Map();
  }
}

/** Written beside and renamed, so that runs side by side never see half a file. */
function write(file, entries) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, JSON.stringify(Object.fromEntries(entries)));
    renameSync(beside, file);
  } catch {
    // A read-only installation compiles every time.
  }
}

const versions = () =>
  ['@swc/core', 'ts-node'].map((name) => require(`${name}/package.json`).version).join() +
  readFileSync(join(ROOT, 'tsconfig.json'), 'utf8');

/** @param makeService makes the compiler; called only if something is not in the cache. */
exports.compiledBy = function compiledBy(makeService) {
  const file = place();
  const known = read(file);
  const used = new Map();
  const base = versions();
  let service;
  let added = false;
  process.once('exit', () => {
    if (!added) return;
    // What is no longer used goes once it outweighs what is.
    write(file, known.size > 4 * used.size + 1000 ? used : new Map([...read(file), ...known]));
  });
  return (code, fileName) => {
    const key = createHash('sha1').update(base).update(fileName).update('\0').update(code).digest('base64');
    let output = known.get(key);
    if (output === undefined) {
      service ??= makeService();
      output = service.compile(code, fileName);
      known.set(key, output);
      added = true;
    }
    used.set(key, output);
    return output;
  };
};
