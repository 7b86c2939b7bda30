import { loadSupport, type ISupportCodeCoordinates, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root';
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

export const loadKitSupport = (ownSteps: readonly string[] = []): Promise<ISupportCodeLibrary> =>
  loadSupport({ sources: NO_SOURCES, support: supportCoordinates(ownSteps) });

export const loadSentences = async (ownSteps: readonly string[] = []): Promise<readonly Sentence[]> =>
  sentencesOf(await loadKitSupport(ownSteps));
