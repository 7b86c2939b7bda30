import type { Attachment } from 'allure-js-commons';
import type { Writer } from 'allure-js-commons/sdk/reporter';
import { createHash } from 'node:crypto';
import { extname } from 'node:path';

export interface AttachedContent {
  /** What the reader sees. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
  /** Gives the ending where the media type does not. */
  readonly fileName?: string;
}

/** Puts content beside the results and gives what refers to it. */
export type Attach = (content: AttachedContent) => Attachment;

/** Files are named by their content: the same testbed in a hundred scenarios is one file, and the same run the same names. */
export function attachTo(writer: Writer): Attach {
  const written = new Set<string>();
  return ({ name, mediaType, content, fileName }) => {
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 32);
    const source = `${digest}-attachment${endingOf(mediaType, fileName)}`;
    if (!written.has(source)) writer.writeAttachment(source, content);
    written.add(source);
    return { name, type: mediaType, source, size: content.length };
  };
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/x-pcapng': '.pcapng',
  'image/svg+xml': '.svg',
  'image/png': '.png',
  'image/jpeg': '.jpeg',
  'text/csv': '.csv',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/uri-list': '.uri',
};

/** A name comes from whoever attached; only a plain ending of it is taken. */
function endingOf(mediaType: string, fileName: string | undefined): string {
  const own = extname(fileName ?? '');
  return /^\.\w{1,10}$/.test(own) ? own : (ENDINGS[mediaType] ?? '');
}
