import type { Envelope, Hook, Pickle, PickleStep, TestCase, TestStep } from '@cucumber/messages';
import type { RecordedRun, RecordedScenario, StepArgument } from '../recorded-run';
import { AttemptRecorder, milliseconds, type PlannedStep } from './attempt-recorder';
import { FeatureIndex } from './feature-index';
import { problemsIn } from './run-problems';

interface PlannedScenario {
  readonly pickle: Pickle;
  readonly steps: readonly PlannedStep[];
  readonly attempts: AttemptRecorder[];
}

const HOOK_WORDS: Readonly<Record<string, string>> = {
  BEFORE_TEST_CASE: 'Before',
  AFTER_TEST_CASE: 'After',
  BEFORE_TEST_STEP: 'Before each step',
  AFTER_TEST_STEP: 'After each step',
};

/** Takes down one run while its messages come in, in any order that Cucumber may send them. */
export class RunRecorder {
  private readonly features = new FeatureIndex();
  private readonly pickles = new Map<string, Pickle>();
  private readonly hooks = new Map<string, Hook>();
  private readonly planned = new Map<string, PlannedScenario>();
  private readonly attempts = new Map<string, AttemptRecorder>();
  private readonly problems: string[] = [];
  private runner = '';
  private started: number | undefined;
  private finished: number | undefined;

  take(envelope: Envelope): void {
    if (envelope.testStepFinished !== undefined) {
      const { testCaseStartedId, testStepId, testStepResult } = envelope.testStepFinished;
      this.attempts.get(testCaseStartedId)?.step(testStepId, testStepResult);
    } else if (envelope.attachment !== undefined)
      this.attempts.get(envelope.attachment.testCaseStartedId ?? '')?.attach(envelope.attachment);
    else if (envelope.testCaseStarted !== undefined) this.start(envelope.testCaseStarted);
    else if (envelope.testCaseFinished !== undefined)
      this.attempts
        .get(envelope.testCaseFinished.testCaseStartedId)
        ?.finish(envelope.testCaseFinished.timestamp);
    else this.takeSurroundings(envelope);
  }

  record(label: string): Omit<RecordedRun, 'manifest'> {
    return {
      label,
      isFinished: this.finished !== undefined,
      problems: this.problems,
      runner: this.runner,
      ...(this.started === undefined ? {} : { startedAt: new Date(this.started).toISOString() }),
      ...(this.finished === undefined ? {} : { finishedAt: new Date(this.finished).toISOString() }),
      scenarios: Array.from(this.planned.values(), (each) => this.scenario(each)),
      tagsRead: this.features.tags,
    };
  }

  private takeSurroundings(envelope: Envelope): void {
    this.problems.push(...problemsIn(envelope));
    if (envelope.gherkinDocument !== undefined) this.features.add(envelope.gherkinDocument);
    if (envelope.pickle !== undefined) this.pickles.set(envelope.pickle.id, envelope.pickle);
    if (envelope.hook !== undefined) this.hooks.set(envelope.hook.id, envelope.hook);
    if (envelope.testCase !== undefined) this.plan(envelope.testCase);
    if (envelope.testRunStarted !== undefined) this.started = milliseconds(envelope.testRunStarted.timestamp);
    if (envelope.testRunFinished !== undefined)
      this.finished = milliseconds(envelope.testRunFinished.timestamp);
    if (envelope.meta !== undefined) {
      const { implementation, runtime } = envelope.meta;
      this.runner = `${implementation.name} ${implementation.version ?? ''} on ${runtime.name} ${runtime.version ?? ''}`;
    }
  }

  private plan({ id, pickleId, testSteps }: TestCase): void {
    const pickle = this.pickles.get(pickleId);
    if (pickle === undefined) return;
    const steps = new Map(pickle.steps.map((step) => [step.id, step]));
    this.planned.set(id, {
      pickle,
      steps: testSteps.map((step) => this.plannedStep(step, steps)),
      attempts: [],
    });
  }

  private plannedStep(step: TestStep, steps: ReadonlyMap<string, PickleStep>): PlannedStep {
    const pickleStep = steps.get(step.pickleStepId ?? '');
    if (pickleStep === undefined) {
      const hook = this.hooks.get(step.hookId ?? '');
      const keyword = HOOK_WORDS[hook?.type ?? ''] ?? 'Hook';
      return { id: step.id, kind: 'hook', keyword, text: hook?.name ?? '' };
    }
    const argument = argumentOf(pickleStep);
    return {
      id: step.id,
      kind: 'step',
      keyword: this.features.find(pickleStep.astNodeIds[0])?.keyword ?? '*',
      text: pickleStep.text,
      ...(argument === undefined ? {} : { argument }),
    };
  }

  private start({ id, testCaseId, timestamp }: NonNullable<Envelope['testCaseStarted']>): void {
    const scenario = this.planned.get(testCaseId);
    if (scenario === undefined) return;
    const attempt = new AttemptRecorder(scenario.steps, timestamp);
    scenario.attempts.push(attempt);
    this.attempts.set(id, attempt);
  }

  private scenario({ pickle, attempts }: PlannedScenario): RecordedScenario {
    const node = this.features.find(pickle.astNodeIds.at(-1));
    const line = pickle.location?.line ?? node?.line ?? 0;
    const uri = pickle.uri.replaceAll('\\', '/');
    return {
      id: `${uri}:${line}`,
      uri,
      line,
      feature: node?.feature ?? uri,
      ...(node?.group === undefined ? {} : { group: node.group }),
      ...(node?.examples === undefined ? {} : { examples: node.examples }),
      name: pickle.name,
      tags: Array.from(new Set(pickle.tags.map((tag) => tag.name))),
      attempts: attempts.map((attempt) => attempt.record()),
    };
  }
}

function argumentOf({ argument }: PickleStep): StepArgument | undefined {
  if (argument?.dataTable !== undefined)
    return {
      kind: 'table',
      rows: argument.dataTable.rows.map((row) => row.cells.map((cell) => cell.value)),
    };
  return argument?.docString === undefined ? undefined : { kind: 'text', text: argument.docString.content };
}
