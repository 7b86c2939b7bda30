// Stack traces in lines of the TypeScript that somebody wrote. Node could do this by itself, but it reads the source map
// of every file when that file is loaded, which takes a fifth of the kit's start; here a map is read when a stack is.
const { SourceMap } = require('node:module');

/** @param mapOf the source map of a compiled file, or undefined. */
exports.mapStacks = function mapStacks(mapOf) {
  const maps = new Map();
  const read = (file) => {
    if (!maps.has(file)) {
      const map = mapOf(file);
      maps.set(file, map && new SourceMap(map));
    }
    return maps.get(file);
  };
  Error.prepareStackTrace = (error, frames) =>
    [told(error), ...frames.filter(isOfInterest).map((frame) => `    at ${placed(frame, read)}`)].join('\n');
};

/** How Node came to load a file says nothing about what went wrong in it. */
const isOfInterest = (frame) => frame.getFileName()?.startsWith('node:internal/modules/') !== true;

function told(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}

function placed(frame, read) {
  const text = frame.toString();
  const file = frame.getFileName();
  const map = typeof file === 'string' && file.endsWith('.ts') ? read(file) : undefined;
  if (map === undefined) return text;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
  if (originalLine === undefined) return text;
  return text.replace(`${file}:${line}:${column}`, `${file}:${originalLine + 1}:${originalColumn + 1}`);
}
