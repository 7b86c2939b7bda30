import type { Attachment } from 'allure-js-commons';
import type { Evidence } from '../../terms/evidence';
import type { RecordedAttachment, RecordedAttempt } from '../recorded-run';
import type { Attach } from './attach';

const NAMES: Readonly<Record<Evidence['kind'], string>> = {
  finding: 'finding',
  expectation: 'expected and actual',
  difference: 'before and after, by owner',
  traces: 'ways of the frames',
  topology: 'testbed',
  watch: 'what was watched',
  'not-applicable': 'why it is not applicable',
  compromised: 'what broke in the environment',
};

/** Evidence by kind, what tells most first, then whatever else was attached: captures, logs, pictures. */
export function evidenceAttachments(attempt: RecordedAttempt, attach: Attach): readonly Attachment[] {
  const kinds = Object.keys(NAMES) as Evidence['kind'][];
  return [
    ...kinds.flatMap((kind) => {
      const own = attempt.evidence.filter((each) => each.kind === kind).map(({ kind: _, ...rest }) => rest);
      return own.length === 0 ? [] : [attach(json(NAMES[kind], own.length === 1 ? own[0] : own))];
    }),
    ...attempt.attachments.map((each) => attach(recorded(each))),
  ];
}

const json = (name: string, value: unknown): Parameters<Attach>[0] => ({
  name,
  mediaType: 'application/json',
  content: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
});

const LOG = 'text/x.cucumber.log+plain';

function recorded({ mediaType, fileName, body, encoding }: RecordedAttachment): Parameters<Attach>[0] {
  const type = mediaType === LOG ? 'text/plain' : mediaType;
  const name = fileName ?? (mediaType === LOG ? 'log' : type);
  const content = Buffer.from(body, encoding === 'BASE64' ? 'base64' : 'utf8');
  return {
    name,
    mediaType: type,
    content: type === 'application/json' ? pretty(content) : content,
    ...(fileName === undefined ? {} : { fileName }),
  };
}

function pretty(content: Buffer): Buffer {
  try {
    return Buffer.from(`${JSON.stringify(JSON.parse(content.toString('utf8')), null, 2)}\n`);
  } catch {
    return content;
  }
}
