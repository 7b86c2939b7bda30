import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCompliance, readRun, renderHtml, renderJson, renderMarkdown } from '../../src/report/build';
import { manifestJson, MANIFEST_FILE, MESSAGES_FILE } from '../../src/report/run-manifest';
import { SAMPLE_SCENARIOS } from '../../src/report/testing/sample-scenarios';
import { ndjson, syntheticMessages } from '../../src/report/testing/synthetic-messages';
import { syntheticManifest } from '../../src/report/testing/synthetic-run';

export interface ReportFigures {
  /** From recorded messages on disk to every format, written. */
  readonly seconds: number;
  /** Of the HTML file. */
  readonly megabytes: number;
}

/** P6: the samples of the report's own specs, repeated until there are so many scenarios. */
export function measureReport(scenarios: number): ReportFigures {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  try {
    const many = Array.from({ length: scenarios }, (_, index) => {
      const sample = SAMPLE_SCENARIOS[index % SAMPLE_SCENARIOS.length];
      if (sample === undefined) throw new Error('cannot happen: indexed modulo their number');
      return { ...sample, name: `${sample.name} (${index + 1})` };
    });
    writeFileSync(join(folder, MESSAGES_FILE), ndjson(syntheticMessages(many)));
    writeFileSync(join(folder, MANIFEST_FILE), manifestJson(syntheticManifest()));
    const begun = performance.now();
    const compliance = buildCompliance([readRun(folder)]);
    const html = join(folder, 'compliance.html');
    writeFileSync(html, renderHtml(compliance));
    writeFileSync(join(folder, 'compliance.json'), renderJson(compliance));
    writeFileSync(join(folder, 'compliance.md'), renderMarkdown(compliance));
    return { seconds: (performance.now() - begun) / 1000, megabytes: statSync(html).size / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
