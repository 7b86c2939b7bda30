import { Stage, Status, type Label, type TestResult, type TestResultContainer } from 'allure-js-commons';
import { createTestResult, md5 } from 'allure-js-commons/sdk/reporter';
import type { Catalogue } from '../../rules/catalogue';
import { firstLine } from '../classify';
import type { RecordedAttempt } from '../recorded-run';
import { allureStatus, messageOf } from './allure-status';
import type { Attach } from './attach';
import type { CountedAttempt } from './counted-attempts';
import { evidenceAttachments } from './evidence-attachments';
import { epicOf, labelsOf, ruleLinks } from './labels';
import { pictureAttachment } from './picture-attachment';
import { executedParts } from './step-results';

export interface WrittenTest {
  readonly test: TestResult;
  /** Holds the hooks; absent without any. */
  readonly hooks?: TestResultContainer;
}

/**
 * A scenario is known by subject, file and line. By its name alone, two scenarios of one name in two Rules, or the rows of
 * one outline, would be taken for retries of each other.
 */
export function testOf(counted: CountedAttempt, catalogue: Catalogue, attach: Attach): WrittenTest {
  const { scenario, attempt, judgement, number, subject, start } = counted;
  const identity = md5(`${subject}\n${scenario.id}`);
  const uuid = md5(`${identity}\n${number}`);
  const parts = attempt === undefined ? undefined : executedParts(attempt, attach);
  const message = messageOf(judgement);
  const trace = attempt === undefined ? '' : traceOf(attempt);
  const test: TestResult = {
    ...createTestResult(uuid, identity),
    testCaseId: md5(scenario.id),
    name: scenario.name === '' ? scenario.id : scenario.name,
    fullName: scenario.id,
    titlePath: [epicOf(scenario.uri), scenario.feature, scenario.group ?? ''].filter((each) => each !== ''),
    status: allureStatus(judgement.result),
    stage: attempt?.isFinished === true ? Stage.FINISHED : Stage.INTERRUPTED,
    statusDetails: {
      ...(message === undefined ? {} : { message }),
      ...(trace === '' ? {} : { trace }),
    },
    labels: [...labelsOf(scenario, catalogue)],
    links: [...ruleLinks(scenario)],
    parameters: [
      ...(counted.isOneOfMany ? [{ name: 'subject', value: subject }] : []),
      ...(scenario.examples ?? []).map((each) => ({ ...each })),
    ],
    steps: [...(parts?.steps ?? [])],
    attachments: [
      ...pictureAttachment(counted, attach),
      ...(attempt === undefined ? [] : evidenceAttachments(attempt, attach)),
    ],
    ...(start === undefined ? {} : { start, stop: Math.max(start, attempt?.finishedAt ?? start) }),
  };
  if (parts === undefined || parts.befores.length + parts.afters.length === 0) return { test };
  const { befores, afters } = parts;
  const hooks = { uuid: md5(`${uuid}\nhooks`), children: [uuid], befores: [...befores], afters: [...afters] };
  return { test, hooks };
}

/** Every error in full, below the step that it stopped. */
const traceOf = ({ steps }: RecordedAttempt): string =>
  steps
    .flatMap(({ keyword, text, error }) =>
      error === undefined ? [] : [`${`${keyword} ${text}`.trim()}\n\n${error.message}`],
    )
    .join('\n\n');

const RUN_ITSELF = 'The run itself';

/** What is wrong with the run as a whole must not hide behind scenarios that all passed. */
export function testOfProblem(problem: string): TestResult {
  const identity = md5(`${RUN_ITSELF}\n${problem}`);
  const labels: readonly Label[] = ['epic', 'parentSuite', 'feature', 'suite'].map((name) => ({
    name,
    value: RUN_ITSELF,
  }));
  return {
    ...createTestResult(md5(identity), identity),
    testCaseId: identity,
    name: firstLine(problem),
    fullName: `${RUN_ITSELF}: ${firstLine(problem)}`,
    titlePath: [RUN_ITSELF],
    status: Status.BROKEN,
    statusDetails: { message: `broken: ${problem}` },
    stage: Stage.FINISHED,
    labels: [...labels],
  };
}
