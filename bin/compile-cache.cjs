// Compiling some four hundred small files with swc costs most of a short run's time, so what was compiled is kept below
// node_modules/.cache, by a hash of everything that the output depends on: code in one file, source maps, which only a
// stack trace needs, in another. A cache that cannot be read or written is no mistake: the files are compiled as if there
// were none.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const ROOT = join(__dirname, '..');

function place(name) {
  const inOwnRepository = !ROOT.includes('node_modules');
  return join(inOwnRepository ? join(ROOT, 'node_modules') : dirname(ROOT), '.cache', 'bulkhead', name);
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

/** The compiler writes the map behind the code, as one long comment. */
const MAP_COMMENT = /\n\/\/# sourceMappingURL=data:application\/json;[^,]*base64,([A-Za-z0-9+/=]+)\s*$/;

/** Of a map only the positions are kept: there is one source, and it lies where it was. */
function mappingsOf(output) {
  const comment = MAP_COMMENT.exec(output);
  return comment === null ? '' : JSON.parse(Buffer.from(comment[1], 'base64').toString('utf8')).mappings;
}

/** More than twice the kit; all of them are read at every start. */
const MOST_ENTRIES = 1200;

/** One file of the cache. */
class Kept {
  constructor(name) {
    this.file = place(name);
    this.added = false;
    this.used = new Set();
  }

  /** Read when it is first asked for. */
  get entries() {
    return (this.all ??= read(this.file));
  }

  get(key) {
    this.used.add(key);
    return this.entries.get(key);
  }

  set(key, value) {
    this.entries.set(key, value);
    this.added = true;
  }

  /** What was used last stands last; what has not been used for longest goes. */
  save(used) {
    if (!this.added) return;
    const all = new Map([...read(this.file), ...this.entries]);
    for (const key of used) {
      const value = all.get(key);
      all.delete(key);
      if (value !== undefined) all.set(key, value);
    }
    write(this.file, [...all].slice(-MOST_ENTRIES));
  }
}

/** @param makeService makes the compiler; called only if something is not in the cache. */
exports.compiledBy = function compiledBy(makeService) {
  const codes = new Kept('compiled-code.json');
  const maps = new Kept('source-maps.json');
  const keys = new Map();
  const base = versions();
  let service;
  process.once('exit', () => {
    codes.save(codes.used);
    maps.save(codes.used);
  });
  const compile = (text, fileName) => {
    const key = createHash('sha1').update(base).update(fileName).update('\0').update(text).digest('base64');
    keys.set(fileName, key);
    const known = codes.get(key);
    if (known !== undefined) return known;
    service ??= makeService();
    const output = service.compile(text, fileName);
    const code = output.replace(MAP_COMMENT, '');
    codes.set(key, code);
    maps.set(key, mappingsOf(output));
    return code;
  };
  const mapOf = (fileName) => {
    const mappings = maps.get(keys.get(fileName));
    return mappings && { version: 3, sources: [fileName], names: [], mappings };
  };
  const keyOf = (fileName) => keys.get(fileName);
  return { compile, mapOf, keyOf, codeFile: place('code.bin') };
};
