import {
  After,
  AfterAll,
  Before,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  Status,
  type ITestCaseHookParameter,
} from '@cucumber/cucumber';
import { IsolationViolation } from '../../src/target/isolation-violation';
import { FeatureMistake } from '../../src/target/target';
import { closeTargets, makeTarget } from './composition';
import { isCompromised, NotApplicable, UnexpectedRefusal } from './mistakes';
import { lackOf } from './applicability';
import { evidenceOfFindings } from './finding-evidence';
import { toldError, type ToldAs } from './told-error';
import { evidenceOfTopology } from './topology-evidence';
import type { BulkheadWorld } from './world';

/** Milliseconds. Requests to a machine have deadlines of their own, and must end a step before this does. */
const LONGEST = 300_000;
setDefaultTimeout(LONGEST);

const TOLD: readonly (readonly [(error: Error) => boolean, ToldAs])[] = [
  [(error) => error instanceof IsolationViolation, 'isolation violated'],
  [(error) => error instanceof FeatureMistake, 'mistake in the feature'],
  [(error) => error instanceof UnexpectedRefusal || error.name === 'AssertionError', 'not as expected'],
];

/** A mistake or a finding is told in words; a stack trace would point into the kit, where a user has nothing to look for. */
function inWords(error: unknown, world: BulkheadWorld): unknown {
  if (!(error instanceof Error)) return error;
  const as = TOLD.find(([fits]) => fits(error))?.[1];
  return as === undefined ? error : toldError(as, error.message, world.place());
}

/** Milliseconds between two breaths. */
const BREATH = 100;
let lastBreath = performance.now();

/** The model never waits, so that signals (Ctrl-C) and files would not get their turn before the run ends. */
async function breathe(): Promise<void> {
  if (performance.now() - lastBreath < BREATH) return;
  await new Promise((resolve) => setImmediate(resolve));
  lastBreath = performance.now();
}

type Code = ((this: BulkheadWorld, ...args: unknown[]) => unknown) & { readonly isHook?: true };

const hook = <F extends (this: BulkheadWorld, ...args: never[]) => unknown>(code: F): F =>
  Object.assign(code, { isHook: true });

setDefinitionFunctionWrapper((code: Code): Code =>
  code.isHook === true
    ? code
    : async function (this: BulkheadWorld, ...args: unknown[]): Promise<unknown> {
        try {
          const result = await code.apply(this, args);
          this.stepsLeft -= 1;
          if (this.stepsLeft === 0) await atTheEnd(this);
          return result;
        } catch (error) {
          if (decidesNothing(error, this)) return 'skipped';
          if (error instanceof IsolationViolation)
            evidenceOfFindings(error.findings).forEach((each) => this.evidence(each));
          throw inWords(error, this);
        }
      },
);

/** Attaches why, and is true, where an error says neither that something holds nor that it does not. */
function decidesNothing(error: unknown, world: BulkheadWorld): boolean {
  if (error instanceof NotApplicable)
    world.evidence({ kind: 'not-applicable', capability: error.capability, reason: error.reason });
  else if (isCompromised(error)) world.evidence({ kind: 'compromised', reason: error.message });
  else return false;
  return true;
}

/** A scenario that names what the target lacks ends here, before anything was done to the target. */
Before(
  hook(async function (this: BulkheadWorld, { pickle, gherkinDocument }: ITestCaseHookParameter) {
    await breathe();
    this.scenario = { pickle, gherkinDocument };
    this.stepsLeft = pickle.steps.length;
    try {
      const target = await makeTarget(this.parameters, pickle.uri);
      const lack = lackOf(
        pickle.tags.map(({ name }) => name),
        target.profile,
      );
      if (lack !== undefined) throw lack;
      this.target = target;
      return undefined;
    } catch (error) {
      if (decidesNothing(error, this)) return 'skipped';
      throw error;
    }
  }),
);

/**
 * What only the end of a scenario can tell: a refusal that nobody expected, a law that waits for the end, a non-receipt
 * without its positive control. It belongs to the last step, so that it is a finding and not a broken hook.
 */
async function atTheEnd(world: BulkheadWorld): Promise<void> {
  world.checkRefusalExpected();
  await world.target.finish();
  for (const absence of world.absences) {
    const seen = absence.role === 'receiver' ? world.received : world.delivered;
    if (seen.has(absence.who)) continue;
    const what =
      absence.role === 'receiver'
        ? `${absence.who} received nothing at all`
        : `no frame of ${absence.who} arrived anywhere`;
    throw new FeatureMistake(
      `"${absence.sentence}" has no positive control: in this scenario ${what}, so the check could not have failed`,
    );
  }
}

After(
  hook(async function (this: BulkheadWorld, { result }: ITestCaseHookParameter) {
    if (this.target === undefined) return;
    try {
      this.evidence(await evidenceOfTopology(this.target));
    } catch (error) {
      if (!decidesNothing(error, this)) throw error;
    }
    this.evidence(this.target.watched());
    const kept = this.parameters['captures'] === true || result?.status === Status.FAILED;
    if (kept && !this.capture.isEmpty) {
      this.attach(Buffer.from(this.capture.bytes()), {
        mediaType: 'application/x-pcapng',
        fileName: 'frames.pcapng',
      });
    }
    await this.target.close();
  }),
);

AfterAll(() => closeTargets());
