/** What a composer needs to turn recorded runs into reports. */
export { readRun, UnreadableRun } from './messages/read-run';
export { buildCompliance, type ReportOptions } from './compliance/build-compliance';
export { renderHtml } from './html/render-html';
export { renderJson } from './render-json';
export { renderMarkdown } from './render-markdown';
export { exitCodeOf, summariseForTerminal } from './summarise-for-terminal';
export { writeAllureResults } from './allure/write-allure-results';
export { writeCaptures } from './write-captures';
