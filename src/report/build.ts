/** What a composer needs to turn recorded runs into reports. Allure's results, whose library takes 60 ms to load, are apart. */
export { readRun, UnreadableRun } from './messages/read-run';
export { buildCompliance, type ReportOptions } from './compliance/build-compliance';
export { firstKnown } from './known/first-known';
export { readKnownFindings, type KnownFinding, type KnownFindings } from './known/known-finding';
export { compareRuns } from './compare/compare-runs';
export { comparisonHtml, comparisonJson, comparisonMarkdown } from './compare/render-comparison';
export { renderHtml } from './html/render-html';
export { renderJson } from './render-json';
export { renderMarkdown } from './render-markdown';
export { exitCodeOf, summariseForTerminal } from './summarise-for-terminal';
export { writeCaptures } from './write-captures';
