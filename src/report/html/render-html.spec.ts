import { expect } from 'chai';
import { buildCompliance } from '../compliance/build-compliance';
import type { Compliance } from '../compliance';
import { SAMPLE_SCENARIOS } from '../testing/sample-scenarios';
import { syntheticRun } from '../testing/synthetic-run';
import { argumentText } from './argument-text';
import { renderHtml } from './render-html';

const sample = buildCompliance([syntheticRun(SAMPLE_SCENARIOS)]);

describe('the compliance report as a page', () => {
  const page = renderHtml(sample);
  const script = page.indexOf('<script type="application/json"');

  it('is the same, byte for byte, from the same report', () => {
    expect(renderHtml(buildCompliance([syntheticRun(SAMPLE_SCENARIOS)]))).to.equal(page);
  });

  it('refers to nothing outside itself', () => {
    const markup = page.slice(0, script);
    const links = Array.from(
      markup.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g),
      (match) => match[1],
    );
    expect(links.filter((link) => link !== 'data:,' && link?.startsWith('#') !== true)).to.deep.equal([]);
    expect(page).to.include("default-src 'none'");
  });

  it('shows cover, findings with picture, matrix, rules, coverage, limits and glossary without its script', () => {
    const markup = page.slice(0, script);
    for (const id of ['cover', 'findings', 'matrix', 'rules', 'coverage', 'limits', 'glossary'])
      expect(markup, id).to.include(`id="${id}"`);
    expect(markup).to.include('<svg ');
    expect(markup).to.include('the embedded reference adapter');
    expect(markup).to.include('id="rule-VF-FREE-06"');
    expect(markup).to.include('MSI-X vector 0 mask');
    expect(markup).to.include('1 finding');
  });

  it('gives every status a sign and a word', () => {
    expect(page).to.match(/✘<\/i>\s*violated/);
    expect(page).to.match(/○<\/i>\s*not covered/);
  });

  it('makes everything that a feature may contain harmless', () => {
    const evil = '</script><img src=x onerror=alert(1)>"\'&';
    const hostile = buildCompliance([
      syntheticRun([
        {
          name: evil,
          feature: evil,
          steps: [
            {
              text: evil,
              status: 'FAILED',
              error: { type: 'not as expected', message: evil },
              table: [[evil]],
            },
          ],
          evidence: [{ kind: 'expectation', sentence: evil, expected: `a > ${evil}`, actual: evil }],
        },
      ]),
    ]);
    expect(renderHtml(hostile)).not.to.include('<img');
    expect(renderHtml(hostile).match(/<\/script>/g)).to.have.length(2);
  });

  it('stays below ten megabytes with 10,000 scenarios', () => {
    const scenarios = Array.from({ length: 10_000 }, (_, index) => {
      const one = sample.scenarios[index % sample.scenarios.length] as Compliance['scenarios'][number];
      const { id, name } = {
        id: `features/f${index % 97}.feature:${index}`,
        name: `${one.name}, case ${index}`,
      };
      const steps = one.steps.map((step) => ({ ...step, text: `${step.text} ${index % 500}` }));
      return { ...one, id, name, steps };
    });
    expect(Buffer.byteLength(renderHtml({ ...sample, scenarios }))).to.be.below(10_000_000);
  });
});

describe('a step’s table in the page', () => {
  it('has its columns aligned', () => {
    expect(
      argumentText({
        kind: 'table',
        rows: [
          ['a', 'bcd'],
          ['ef', 'g'],
        ],
      }),
    ).to.equal('| a  | bcd |\n| ef | g   |');
  });
});
