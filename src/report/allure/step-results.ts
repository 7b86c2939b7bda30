import { Stage, type Attachment, type FixtureResult, type StepResult } from 'allure-js-commons';
import { createFixtureResult, createStepResult } from 'allure-js-commons/sdk/reporter';
import type { RecordedAttempt, RecordedStep, StepArgument } from '../recorded-run';
import { stepStatus } from './allure-status';
import type { Attach } from './attach';

/** What an attempt consisted of, in Allure's three places. */
export interface ExecutedParts {
  readonly befores: readonly FixtureResult[];
  readonly steps: readonly StepResult[];
  readonly afters: readonly FixtureResult[];
}

/** Hooks become fixtures. Messages give durations only, so a part starts where the one before it ended. */
export function executedParts({ steps, startedAt = 0 }: RecordedAttempt, attach: Attach): ExecutedParts {
  const parts = { befores: [] as FixtureResult[], steps: [] as StepResult[], afters: [] as FixtureResult[] };
  let start = startedAt;
  for (const step of steps) {
    const executed = executedPart(step, start, attach);
    start = executed.stop;
    if (step.kind === 'step') parts.steps.push({ ...createStepResult(), ...executed });
    else if (isBefore(step, parts.steps.length))
      parts.befores.push({ ...createFixtureResult(), ...executed });
    else parts.afters.push({ ...createFixtureResult(), ...executed });
  }
  return parts;
}

/** Recordings of other runners may leave the hook's type out; then its place tells. */
const isBefore = ({ keyword }: RecordedStep, stepsBefore: number): boolean =>
  keyword.startsWith('Before') || (!keyword.startsWith('After') && stepsBefore === 0);

function executedPart(
  step: RecordedStep,
  start: number,
  attach: Attach,
): Pick<StepResult, 'status' | 'statusDetails' | 'stage' | 'attachments'> & {
  name: string;
  start: number;
  stop: number;
} {
  const { keyword, text, status, error, argument, duration = 0 } = step;
  return {
    name: `${keyword} ${text}`.trim(),
    status: stepStatus(step),
    stage: status === 'NOT_RUN' ? Stage.PENDING : Stage.FINISHED,
    statusDetails: error === undefined ? wordsFor(status) : { message: error.message },
    attachments: argument === undefined ? [] : [argumentAttachment(argument, attach)],
    start,
    stop: start + duration,
  };
}

function wordsFor(status: RecordedStep['status']): StepResult['statusDetails'] {
  if (status === 'PASSED' || status === 'SKIPPED') return {};
  return { message: status === 'NOT_RUN' ? 'the run ended before' : status.toLowerCase() };
}

/** Allure shows CSV as a table. */
function argumentAttachment(argument: StepArgument, attach: Attach): Attachment {
  if (argument.kind === 'text')
    return attach({ name: 'text', mediaType: 'text/plain', content: Buffer.from(argument.text) });
  const lines = argument.rows.map((row) => row.map(csvCell).join(','));
  return attach({
    name: 'table',
    mediaType: 'text/csv',
    content: Buffer.from(`${lines.join('\n')}\n`),
  });
}

const csvCell = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
