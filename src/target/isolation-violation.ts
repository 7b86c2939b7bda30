import type { Finding } from '../isolation/finding';

/** Thrown by the auditing decorator so that the step which caused it fails. `message` is the findings' sentences. */
export class IsolationViolation extends Error {
  override readonly name = 'IsolationViolation';

  /** What people see first comes first: where frames went, then what no longer fits together, then every changed cell. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const ordered = [...findings].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    super(ordered.map((finding) => `${finding.law}: ${finding.sentence}`).join('\n'));
    this.findings = ordered;
  }
}

const ORDER: readonly Finding['kind'][] = ['delivery', 'invariant', 'state'];
