import type { Finding } from '../isolation/finding';

/** Thrown by the auditing decorator so that the step which caused it fails. `message` is the findings' sentences. */
export class IsolationViolation extends Error {
  override readonly name = 'IsolationViolation';

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map((finding) => `${finding.law}: ${finding.sentence}`).join('\n'));
  }
}
