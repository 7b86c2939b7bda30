// What V8 made of compiled files is kept too, as it was when the last process that loaded something new ended: functions
// that were called are in it, so that a start neither parses nor compiles them again. A file of it that V8 refuses, because
// it is of another version or another machine, is as good as none. From Node 22 on Node itself can do this, for all files.
const Module = require('node:module');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const vm = require('node:vm');

/** `{"key": [offset, length]}`, the length of which stands in the first four bytes, and then everything. */
function read(file) {
  try {
    const bytes = readFileSync(file);
    const start = 4 + bytes.readUInt32LE(0);
    const places = Object.entries(JSON.parse(bytes.toString('utf8', 4, start)));
    return new Map(
      places.map(([key, [at, length]]) => [key, bytes.subarray(start + at, start + at + length)]),
    );
  } catch {
    return new Map();
  }
}

/** Written beside and renamed, so that runs side by side never see half a file. */
function write(file, entries) {
  try {
    const places = {};
    const parts = [];
    let at = 0;
    for (const [key, bytes] of entries) {
      places[key] = [at, bytes.length];
      parts.push(bytes);
      at += bytes.length;
    }
    const index = Buffer.from(JSON.stringify(places), 'utf8');
    const head = Buffer.alloc(4);
    head.writeUInt32LE(index.length);
    mkdirSync(dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, Buffer.concat([head, index, ...parts]));
    renameSync(beside, file);
  } catch {
    // A read-only installation compiles every time.
  }
}

/** The line feed keeps the columns of the first line, the offset those of all lines. */
const HEAD = '(function (exports, require, module, __filename, __dirname) {\n';
const FOOT = '\n})';

/** Node's own `require` of a module, which it does not hand out. */
function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

const IMPORTS = /\bimport\b/;

/** More than twice the kit; all of them are read at every start. What was used last stands last. */
const MOST_ENTRIES = 1200;

/** @returns what runs the code of a module; `key` stands for the code and everything that it depends on. */
exports.codeKeptIn = function codeKeptIn(file) {
  const known = read(file);
  const scripts = new Map();
  let missed = 0;
  process.once('exit', () => {
    if (missed === 0) return;
    const all = read(file);
    for (const [key, script] of scripts) {
      all.delete(key);
      all.set(key, script.createCachedData());
    }
    write(file, [...all].slice(-MOST_ENTRIES));
  });
  return (module, code, name, key) => {
    // Of a script from the cache, Node does not know where `import()` leads.
    if (IMPORTS.test(code)) return module._compile(code, name);
    const cachedData = known.get(key);
    const script = new vm.Script(HEAD + code + FOOT, {
      filename: name,
      lineOffset: -1,
      cachedData,
    });
    if (cachedData === undefined || script.cachedDataRejected === true) missed += 1;
    scripts.set(key, script);
    const run = script.runInThisContext();
    run.call(module.exports, module.exports, requireOf(module), module, name, dirname(name));
  };
};
