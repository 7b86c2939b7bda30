import { After, Before, setDefaultTimeout, setDefinitionFunctionWrapper, Status } from '@cucumber/cucumber';
import { IsolationViolation } from '../../src/target/isolation-violation';
import { FeatureMistake } from '../../src/target/target';
import { makeTarget } from './composition';
import { NotApplicable, UnexpectedRefusal } from './mistakes';
import { evidenceOfFindings } from './finding-evidence';
import { evidenceOfTopology } from './topology-evidence';
import type { BulkheadWorld } from './world';

setDefaultTimeout(60_000);

/** A mistake or a finding is told in words; a stack trace would point into the kit, where a user has nothing to look for. */
function inWords(error: unknown): unknown {
  if (
    error instanceof FeatureMistake ||
    error instanceof IsolationViolation ||
    error instanceof UnexpectedRefusal ||
    (error instanceof Error && error.name === 'AssertionError')
  ) {
    const told = new Error(error.message);
    told.name =
      error instanceof IsolationViolation
        ? 'isolation violated'
        : error instanceof FeatureMistake
          ? 'mistake in the feature'
          : 'not as expected';
    told.stack = `${told.name}: ${error.message}`;
    return told;
  }
  return error;
}

type Code = (this: BulkheadWorld, ...args: unknown[]) => unknown;

setDefinitionFunctionWrapper(
  (code: Code): Code =>
    async function (this: BulkheadWorld, ...args: unknown[]): Promise<unknown> {
      try {
        return await code.apply(this, args);
      } catch (error) {
        if (error instanceof NotApplicable) {
          this.evidence({ kind: 'not-applicable', capability: error.capability, reason: error.reason });
          return 'skipped';
        }
        if (error instanceof IsolationViolation)
          evidenceOfFindings(error.findings).forEach((each) => this.evidence(each));
        throw inWords(error);
      }
    },
);

Before(async function (this: BulkheadWorld, { pickle }) {
  this.feature = pickle.uri;
  this.target = await makeTarget(this.parameters);
});

/** What only the end of a scenario can tell: a refusal that nobody expected, a non-receipt without its positive control. */
After(async function (this: BulkheadWorld, { result }) {
  if (result?.status !== Status.PASSED) return;
  this.checkRefusalExpected();
  await this.target.finish();
  for (const absence of this.absences) {
    const seen = absence.role === 'receiver' ? this.received : this.delivered;
    if (seen.has(absence.who)) continue;
    const what =
      absence.role === 'receiver'
        ? `${absence.who} received nothing at all`
        : `no frame of ${absence.who} arrived anywhere`;
    throw new Error(
      `"${absence.sentence}" has no positive control: in this scenario ${what}, so the check could not have failed`,
    );
  }
});

After(async function (this: BulkheadWorld, { result }) {
  if (this.target === undefined) return;
  this.evidence(await evidenceOfTopology(this.target));
  this.evidence(this.target.watched());
  const kept = this.parameters['captures'] === true || result?.status === Status.FAILED;
  if (kept && !this.capture.isEmpty) {
    await this.attach(Buffer.from(this.capture.bytes()), {
      mediaType: 'application/x-pcapng',
      fileName: 'frames.pcapng',
    });
  }
  await this.target.close();
});
