import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Compliance } from '../compliance';
import { coverageSection } from './coverage-section';
import { coverSection } from './cover-section';
import { escaped } from './escape';
import { findingsSection } from './findings-section';
import { glossarySection } from './glossary';
import { knownSection } from './known-section';
import { matrixSection } from './matrix-section';
import { pageData } from './page-data';
import { rulesSection } from './rules-section';
import { scenariosSection } from './scenarios-section';

/** Nothing may be loaded from anywhere: the page is all there is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

const beside = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

const NAVIGATION: readonly (readonly [id: string, word: string])[] = [
  ['cover', 'Verdict'],
  ['findings', 'Findings'],
  ['matrix', 'Isolation matrix'],
  ['rules', 'Rules'],
  ['scenarios', 'Scenarios'],
  ['coverage', 'Coverage'],
  ['limits', 'Limits'],
  ['glossary', 'Glossary'],
];

const limits = ({ limits: paragraphs }: Compliance): string =>
  `<section id="limits"><h2>What this report may say, and what it cannot</h2>${paragraphs.map(({ title, text }) => `<h3>${escaped(title)}</h3><p>${escaped(text)}</p>`).join('')}</section>`;

/**
 * One file without any link to the network: style, script and data are inside. Cover, findings, matrix, rule table,
 * coverage and limits stand in the page itself and need no script; the script unfolds rules and scenarios and filters.
 */
export function renderHtml(compliance: Compliance): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`SR-IOV compliance: ${compliance.verdict.word}`)}</title>
<style>${beside('page.css')}</style>
</head>
<body>
<nav aria-label="Sections"><a class="brand" href="#cover">Bulkhead</a>${NAVIGATION.map(([id, word]) => `<a href="#${id}">${word}</a>`).join('')}</nav>
<main>
${coverSection(compliance)}
${findingsSection(compliance)}
${knownSection(compliance)}
${matrixSection(compliance.matrix)}
${rulesSection(compliance)}
${scenariosSection(compliance)}
${coverageSection(compliance)}
${limits(compliance)}
${glossarySection()}
</main>
<script type="application/json" id="data">${pageData(compliance)}</script>
<script>${beside('page.js')}</script>
</body>
</html>
`;
}
