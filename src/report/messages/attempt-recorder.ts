import type { Attachment, Duration, TestStepResult, Timestamp } from '@cucumber/messages';
import { EVIDENCE_MEDIA_TYPE, type Evidence } from '../../terms/evidence';
import type { RecordedAttachment, RecordedAttempt, RecordedStep } from '../recorded-run';

/** A step as planned, before anything is known of its end. */
export type PlannedStep = Omit<RecordedStep, 'status' | 'error' | 'duration'> & { readonly id: string };

/** Takes down one attempt at one scenario while its messages come in. */
export class AttemptRecorder {
  private readonly results = new Map<string, TestStepResult>();
  private readonly evidence: Evidence[] = [];
  private readonly attachments: RecordedAttachment[] = [];
  private finished: Timestamp | undefined;

  constructor(
    private readonly plan: readonly PlannedStep[],
    private readonly started: Timestamp | undefined,
  ) {}

  step(id: string, result: TestStepResult): void {
    this.results.set(id, result);
  }

  attach(attachment: Attachment): void {
    const { mediaType, fileName, body, contentEncoding } = attachment;
    if (mediaType === EVIDENCE_MEDIA_TYPE) this.evidence.push(...evidenceIn(attachment));
    else
      this.attachments.push({
        mediaType,
        body,
        encoding: contentEncoding,
        ...(fileName === undefined ? {} : { fileName }),
      });
  }

  finish(timestamp: Timestamp): void {
    this.finished = timestamp;
  }

  record(): RecordedAttempt {
    return {
      isFinished: this.finished !== undefined,
      steps: this.plan.map((step) => recordedStep(step, this.results.get(step.id))),
      evidence: this.evidence,
      attachments: this.attachments,
      ...(this.started === undefined ? {} : { startedAt: milliseconds(this.started) }),
      ...(this.finished === undefined ? {} : { finishedAt: milliseconds(this.finished) }),
    };
  }
}

function evidenceIn({ body, contentEncoding }: Attachment): readonly Evidence[] {
  try {
    const text =
      (contentEncoding as string) === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body;
    const value = JSON.parse(text) as Evidence | null;
    return value !== null && typeof value === 'object' && typeof value.kind === 'string' ? [value] : [];
  } catch {
    return [];
  }
}

function recordedStep(
  { kind, keyword, text, argument }: PlannedStep,
  result: TestStepResult | undefined,
): RecordedStep {
  const base = { kind, keyword, text, ...(argument === undefined ? {} : { argument }) };
  if (result === undefined) return { ...base, status: 'NOT_RUN' };
  const error = errorOf(result);
  return {
    ...base,
    status: result.status,
    duration: milliseconds(result.duration),
    ...(error === undefined ? {} : { error }),
  };
}

/** Names that the kit gives its errors; Cucumber tells the class of an error, which is `Error` for all of them. */
const KIT_ERRORS = /^(?:isolation violated|not as expected|mistake in the feature)(?=: )/;
const NAMED = /^([\w. ]{1,60}?)(?: \[\w+\])?:/;

/** Stack traces point into the kit, where a reader of a report has nothing to look for. */
function errorOf({ message, exception }: TestStepResult): RecordedStep['error'] {
  if (message === undefined && exception === undefined) return undefined;
  const text = (message ?? exception?.message ?? '').replace(/\n {4}at [\s\S]*$/, '');
  const type = KIT_ERRORS.exec(text)?.[0] ?? exception?.type ?? NAMED.exec(text)?.[1] ?? '';
  return { type, message: withoutType(text, type) };
}

const withoutType = (text: string, type: string): string =>
  type !== '' && text.startsWith(`${type}: `) ? text.slice(type.length + 2) : text;

export const milliseconds = ({ seconds, nanos }: Timestamp | Duration): number =>
  seconds * 1000 + Math.round(nanos / 1e6);
