import { loadSupport, type ISupportCodeCoordinates, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { PACKAGE_ROOT } from '../package-root';
import { UsageMistake } from '../usage-mistake';
import { sentencesOf, type Sentence } from './sentence';

/** Where steps are: the kit's own, and those of a user's repository. Cucumber wants patterns with forward slashes. */
export const supportCoordinates = (ownSteps: readonly string[] = []): ISupportCodeCoordinates => ({
  requireModules: [join(PACKAGE_ROOT, 'bin', 'register.cjs')],
  requirePaths: [join(PACKAGE_ROOT, 'steps', '**', '!(*.spec).ts').replaceAll('\\', '/'), ...ownSteps],
  importPaths: [],
  loaders: [],
});

const NO_SOURCES = {
  defaultDialect: 'en',
  paths: [],
  names: [],
  tagExpression: '',
  order: 'defined' as const,
};

/** @throws UsageMistake where the steps of the repository itself cannot be loaded. */
export async function loadKitSupport(ownSteps: readonly string[] = []): Promise<ISupportCodeLibrary> {
  try {
    return await loadSupport({ sources: NO_SOURCES, support: supportCoordinates(ownSteps) });
  } catch (error) {
    if (ownSteps.length === 0) throw error;
    throw new UsageMistake(`the steps in ${ownSteps.join(', ')} cannot be loaded: ${causeOf(error)}`);
  }
}

/** What the compiler or Node says, with its place and without its stack; whoever called, wrapped it. */
function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  const place = cause === undefined ? placeIn(error as Error) : '';
  return cause === undefined ? `${stripVTControlCharacters(message).trim()}${place}` : causeOf(cause);
}

/** The first line of the stack that is neither Node's nor a package's. */
function placeIn({ message, stack = '' }: Error): string {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const own = frames.find((line) => /\.[cm]?[jt]s:\d+/.test(line) && !/node:|node_modules/.test(line));
  const at = own === undefined ? undefined : /\(?((?:\/|\w:)[^()]+:\d+:\d+)\)?$/.exec(own)?.[1];
  return at === undefined || at.startsWith(PACKAGE_ROOT) ? '' : ` (${at})`;
}

export const loadSentences = async (ownSteps: readonly string[] = []): Promise<readonly Sentence[]> =>
  sentencesOf(await loadKitSupport(ownSteps));
