import type { Catalogue } from '../rules/catalogue';
import type { Compliance } from './compliance';
import type { RecordedRun } from './recorded-run';

export { readRun, UnreadableRun } from './messages/read-run';
export { renderHtml } from './html/render-html';
export { renderJson } from './render-json';
export { renderMarkdown } from './render-markdown';
export { summariseForTerminal } from './summarise-for-terminal';
export { writeAllureResults } from './allure/write-allure-results';
export { writeCaptures } from './write-captures';

export interface ReportOptions {
  /** Puts clock values and durations into the report. Default false: same input, same bytes. */
  readonly times?: boolean;
  /** For specs; default the shipped catalogue. */
  readonly catalogue?: Catalogue;
}

/** Judges the runs together: shards add up, of reruns the later one counts. */
export function buildCompliance(_runs: readonly RecordedRun[], _options: ReportOptions = {}): Compliance {
  throw new Error('not written yet');
}

/** 0: all held; 1: a finding, whatever else is wrong; 2: nothing found, but the run itself is broken or incomplete. */
export const exitCodeOf = (compliance: Compliance): 0 | 1 | 2 => compliance.verdict.exitCode;
