import { expect } from 'chai';
import { readRun } from '../messages/read-run';
import type { RecordedRun } from '../recorded-run';
import { sampleFile } from '../testing/compatibility-kit';
import { syntheticRun } from '../testing/synthetic-run';
import type { AttachedContent } from './attach';
import { executedParts } from './step-results';

/** One line for each scenario: befores / steps / afters. */
const told = (run: RecordedRun): readonly string[] =>
  run.scenarios.flatMap(({ attempts }) =>
    attempts.map((attempt) => {
      const { befores, steps, afters } = executedParts(attempt, ({ name }) => ({ name, source: name }));
      return [befores, steps, afters].map((each) => each.map(({ status }) => status).join(' ')).join(' / ');
    }),
  );

describe('steps and hooks in Allure', () => {
  it('have the statuses of the samples of Cucumber’s compatibility kit', () => {
    expect(told(readRun(sampleFile('all-statuses')))).to.deep.equal([
      ' / passed passed passed / ',
      ' / passed failed skipped / ',
      ' / passed broken skipped / ',
      ' / passed skipped skipped / ',
      ' / passed broken skipped / ',
      ' / passed broken skipped / ',
    ]);
  });

  it('become fixtures where they are hooks, whose failure is broken and no finding', () => {
    expect(told(readRun(sampleFile('hooks-conditional')))).to.deep.equal([
      'broken / skipped / ',
      ' / passed / broken',
      'passed / passed / passed',
    ]);
    expect(told(readRun(sampleFile('hooks-skipped')))).to.deep.equal([
      'passed passed / skipped / passed passed',
      'passed skipped skipped / skipped / passed passed',
      'passed passed / passed / passed skipped passed',
    ]);
  });

  it('begin where the one before ended', () => {
    const [scenario] = readRun(sampleFile('minimal')).scenarios;
    const attempt = scenario?.attempts[0];
    const [step] =
      attempt === undefined ? [] : executedParts(attempt, () => ({ name: '', source: '' })).steps;
    expect(step?.start).to.equal(attempt?.startedAt);
    expect(step?.stop).to.equal((attempt?.startedAt ?? 0) + 1);
  });

  it('show a table as CSV, whatever its cells hold', () => {
    const table = [
      ['name', 'says'],
      ['web, db', 'a "quoted" word'],
    ];
    const [scenario] = syntheticRun([{ name: 'a', steps: [{ text: 'x:', table }] }]).scenarios;
    const attached: AttachedContent[] = [];
    const [attempt] = scenario?.attempts ?? [];
    if (attempt !== undefined)
      executedParts(attempt, (content) => {
        attached.push(content);
        return { name: content.name, source: content.name };
      });
    expect(attached.map(({ mediaType, content }) => `${mediaType}\n${content.toString()}`)).to.deep.equal([
      'text/csv\nname,says\n"web, db","a ""quoted"" word"\n',
    ]);
  });
});
