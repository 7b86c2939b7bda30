import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ResultClass } from '../result-class';

const ROOT = join(dirname(require.resolve('@cucumber/compatibility-kit/package.json')), 'features');

/** Cucumber's own samples of message streams. */
export const KIT_SAMPLES: readonly string[] = readdirSync(ROOT).sort();
export const sampleFile = (sample: string): string => join(ROOT, sample, `${sample}.ndjson`);

const times = (count: number, result: ResultClass): readonly ResultClass[] =>
  Array.from({ length: count }, () => result);

/** What the scenarios of each sample are, in their order. Every sample is read; none is left out. */
export const KIT_RESULTS: Readonly<Record<string, readonly ResultClass[]>> = {
  'all-statuses': ['passed', 'failed', 'pending', 'skipped', 'undefined', 'ambiguous'],
  ambiguous: ['ambiguous'],
  attachments: [...times(7, 'passed'), 'failed'],
  backgrounds: times(2, 'passed'),
  cdata: ['passed'],
  'data-tables': ['passed'],
  'doc-strings': times(3, 'passed'),
  /** A scenario without steps decides nothing. */
  empty: ['broken'],
  'examples-tables': ['passed', 'passed', 'failed', 'failed', 'passed', 'passed', 'passed'],
  'examples-tables-attachment': times(2, 'passed'),
  'examples-tables-undefined': times(3, 'undefined'),
  'examples-tables-undefined-multiple': times(4, 'undefined'),
  'failedish-combinations': [
    'ambiguous',
    'ambiguous',
    'ambiguous',
    'failed',
    'pending',
    'undefined',
    'ambiguous',
    'failed',
    'skipped',
  ],
  'global-hooks': ['passed', 'failed'],
  'global-hooks-afterall-error': ['passed'],
  'global-hooks-attachments': ['passed'],
  'global-hooks-beforeall-error': [],
  hooks: ['passed', 'failed'],
  'hooks-attachment': ['passed'],
  /** Before and After hooks that fail. */
  'hooks-conditional': ['broken', 'broken', 'passed'],
  'hooks-named': ['passed'],
  'hooks-skipped': times(3, 'skipped'),
  'hooks-undefined': ['undefined'],
  markdown: ['failed', 'passed'],
  minimal: ['passed'],
  'multiple-features': times(9, 'passed'),
  'multiple-features-reversed': times(9, 'passed'),
  'parameter-types': ['passed'],
  pending: times(3, 'pending'),
  'pending-exception': ['pending'],
  'regular-expression': ['passed'],
  retry: ['passed', 'passed', 'passed', 'failed'],
  'retry-ambiguous': ['ambiguous'],
  'retry-pending': ['pending'],
  'retry-undefined': ['undefined'],
  rules: times(3, 'passed'),
  'rules-backgrounds': times(2, 'passed'),
  skipped: times(2, 'skipped'),
  'skipped-exception': ['skipped'],
  /** Skipped, and then the After hook fails. */
  'skipped-failing-hook': ['broken'],
  'stack-traces': ['failed'],
  'test-run-exception': [],
  undefined: times(4, 'undefined'),
  'undefined-multiple': times(7, 'undefined'),
  'unknown-parameter-type': ['undefined'],
  'unused-steps': ['passed'],
};
