import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_SIZE = 1 << 20;
const NEWLINE = 0x0a;

/** Lines of a file of any size; a string of the whole file would end at half a gigabyte. Empty lines are left out. */
export function* messageLines(file: string): Generator<string> {
  const handle = openSync(file, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_SIZE);
      const size = readSync(handle, chunk, 0, CHUNK_SIZE, null);
      if (size === 0) break;
      const bytes =
        rest.length === 0 ? chunk.subarray(0, size) : Buffer.concat([rest, chunk.subarray(0, size)]);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        if (end > start) yield bytes.toString('utf8', start, end);
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(handle);
  }
}
