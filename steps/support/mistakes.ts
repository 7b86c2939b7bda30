import type { Capability, Outcome } from '../../src/target/target';

/** Ends a scenario as not applicable: the target lacks something that a sentence needs. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
  constructor(
    readonly capability: Capability,
    readonly reason: string,
  ) {
    super(`not applicable on this target: ${reason} (needs "${capability}")`);
  }
}

/** The environment broke: neither passed nor failed. Known by its name, for a target has its own. */
export class Compromised extends Error {
  override readonly name = 'Compromised';
}

export const isCompromised = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'Compromised';

/** A request was refused where the scenario expected it to succeed. */
export class UnexpectedRefusal extends Error {
  override readonly name = 'UnexpectedRefusal';
  constructor(readonly outcome: Extract<Outcome, { kind: 'refused' }>) {
    const rule = outcome.rule === undefined ? '' : ` (${outcome.rule})`;
    super(
      `refused by ${outcome.by} with ${outcome.status}: ${outcome.reason}${rule}; no sentence of the scenario expects that`,
    );
  }
}
