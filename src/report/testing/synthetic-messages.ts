import type { Envelope } from '@cucumber/messages';
import { EVIDENCE_MEDIA_TYPE, type Evidence } from '../../terms/evidence';
import type { StepStatus } from '../recorded-run';

/** A scenario as a spec describes it; everything that it leaves out passes. */
export interface SyntheticScenario {
  readonly name: string;
  readonly uri?: string;
  readonly feature?: string;
  readonly group?: string;
  readonly line?: number;
  readonly tags?: readonly string[];
  readonly steps?: readonly SyntheticStep[];
  /** The After hook that closes every scenario. */
  readonly after?: SyntheticStep;
  readonly evidence?: readonly Evidence[];
  readonly attachments?: readonly { readonly mediaType: string; readonly body: string }[];
  /** Attempts before the last one, each with a failing step. */
  readonly failedAttempts?: number;
  /** How far the run came: `no` plans it only, `half` starts it. */
  readonly reached?: 'no' | 'half' | 'end';
}

export interface SyntheticStep {
  readonly text: string;
  readonly keyword?: string;
  readonly status?: Exclude<StepStatus, 'NOT_RUN'>;
  readonly error?: { readonly type: string; readonly message: string };
  readonly table?: readonly (readonly string[])[];
}

const STEPS: readonly SyntheticStep[] = [
  { text: 'an SR-IOV adapter "NIC1" with 8 VFs', keyword: 'Given' },
  { text: '"web" sends a frame to "db"', keyword: 'When' },
  { text: 'the frame takes the path "web > VF 1 > NIC switch > VF 2 > db"', keyword: 'Then' },
];
const AFTER: SyntheticStep = { text: '' };
const NO_TIME = { seconds: 0, nanos: 0 };

/** The message stream of a run of these scenarios, as cucumber-js writes it. @param second time of start. */
export function syntheticMessages(
  scenarios: readonly SyntheticScenario[],
  { isFinished = true, second = 1_000 }: { readonly isFinished?: boolean; readonly second?: number } = {},
): readonly Envelope[] {
  const time = { seconds: second, nanos: 0 };
  const planned = scenarios.map((scenario, index) => new PlannedMessages(scenario, index, time));
  const success = planned.every((each) => each.isGreen);
  return [
    {
      meta: {
        protocolVersion: '32.3.1',
        implementation: { name: 'synthetic', version: '1' },
        cpu: { name: 'x' },
        os: { name: 'x' },
        runtime: { name: 'node.js', version: '20' },
      },
    },
    { hook: { id: 'after', type: 'AFTER_TEST_CASE', sourceReference: {} } as Envelope['hook'] },
    ...planned.flatMap((each) => each.plan()),
    { testRunStarted: { timestamp: time, id: 'run' } },
    ...planned.map((each) => each.testCase()),
    ...planned.flatMap((each) => each.course()),
    ...(isFinished ? [{ testRunFinished: { timestamp: time, success, testRunStartedId: 'run' } }] : []),
  ] as Envelope[];
}

export const ndjson = (envelopes: readonly Envelope[]): string =>
  `${envelopes.map((envelope) => JSON.stringify(envelope)).join('\n')}\n`;

class PlannedMessages {
  private readonly id: string;
  private readonly steps: readonly SyntheticStep[];
  private readonly after: SyntheticStep;

  constructor(
    private readonly scenario: SyntheticScenario,
    index: number,
    private readonly time: { readonly seconds: number; readonly nanos: number },
  ) {
    this.id = `s${index}`;
    this.steps = scenario.steps ?? STEPS;
    this.after = scenario.after ?? AFTER;
    this.line = scenario.line ?? 10 + index;
  }

  private readonly line: number;

  get isGreen(): boolean {
    return [...this.steps, this.after].every(({ status = 'PASSED' }) => status === 'PASSED');
  }

  plan(): readonly unknown[] {
    const { name, feature = 'Synthetic', group, tags = [] } = this.scenario;
    const location = { line: this.line, column: 3 };
    const scenario = {
      scenario: {
        id: `${this.id}.ast`,
        location,
        keyword: 'Scenario',
        name,
        description: '',
        examples: [],
        tags: tags.map((tag, index) => ({ id: `${this.id}.tag${index}`, name: tag, location })),
        steps: this.steps.map((step, index) => ({
          id: `${this.id}.ast${index}`,
          location,
          keyword: `${step.keyword ?? 'And'} `,
          text: step.text,
        })),
      },
    };
    const children =
      group === undefined ? [scenario] : [{ rule: { name: group, tags: [], children: [scenario] } }];
    return [
      {
        gherkinDocument: {
          uri: this.uri,
          comments: [],
          feature: { name: feature, tags: [], location, children },
        },
      },
      { pickle: this.pickle() },
    ];
  }

  testCase(): unknown {
    const testSteps = this.steps.map((_, index) => ({
      id: this.stepId(index),
      pickleStepId: `${this.id}.p${index}`,
    }));
    return {
      testCase: {
        id: `${this.id}.case`,
        pickleId: this.id,
        testRunStartedId: 'run',
        testSteps: [...testSteps, { id: this.stepId(this.steps.length), hookId: 'after' }],
      },
    };
  }

  course(): readonly unknown[] {
    const { reached = 'end', failedAttempts = 0 } = this.scenario;
    if (reached === 'no') return [];
    const attempts = Array.from({ length: failedAttempts + 1 }, (_, attempt) =>
      this.attempt(attempt, attempt < failedAttempts),
    ).flat();
    return reached === 'half' ? attempts.slice(0, 2) : attempts;
  }

  private attempt(attempt: number, willBeRetried: boolean): readonly unknown[] {
    const testCaseStartedId = `${this.id}.run${attempt}`;
    const failing: SyntheticStep = {
      text: '',
      status: 'FAILED',
      error: { type: 'not as expected', message: 'not this time' },
    };
    const { evidence = [], attachments = [] } = this.scenario;
    const bodies = [
      ...evidence.map((each) => ({ mediaType: EVIDENCE_MEDIA_TYPE, body: JSON.stringify(each) })),
      ...attachments,
    ];
    return [
      {
        testCaseStarted: {
          id: testCaseStartedId,
          testCaseId: `${this.id}.case`,
          attempt,
          timestamp: this.time,
        },
      },
      ...(willBeRetried ? this.steps.map(() => failing) : this.steps).map((step, index) =>
        this.finished(testCaseStartedId, index, step),
      ),
      ...(willBeRetried ? [] : bodies).map((each) => ({
        attachment: {
          ...each,
          testCaseStartedId,
          testStepId: this.stepId(this.steps.length),
          contentEncoding: each.mediaType.startsWith('application/x-') ? 'BASE64' : 'IDENTITY',
        },
      })),
      this.finished(testCaseStartedId, this.steps.length, this.after),
      { testCaseFinished: { testCaseStartedId, timestamp: this.time, willBeRetried } },
    ];
  }

  private finished(
    testCaseStartedId: string,
    index: number,
    { status = 'PASSED', error }: SyntheticStep,
  ): unknown {
    return {
      testStepFinished: {
        testCaseStartedId,
        testStepId: this.stepId(index),
        timestamp: this.time,
        testStepResult: {
          duration: NO_TIME,
          status,
          ...(error === undefined
            ? {}
            : {
                message: `${error.type}: ${error.message}\n    at a.feature:4:1`,
                exception: exceptionOf(error),
              }),
        },
      },
    };
  }

  private pickle(): unknown {
    return {
      id: this.id,
      uri: this.uri,
      location: { line: this.line, column: 3 },
      name: this.scenario.name,
      language: 'en',
      astNodeIds: [`${this.id}.ast`],
      tags: (this.scenario.tags ?? []).map((name, index) => ({ name, astNodeId: `${this.id}.tag${index}` })),
      steps: this.steps.map((step, index) => ({
        id: `${this.id}.p${index}`,
        text: step.text,
        astNodeIds: [`${this.id}.ast${index}`],
        ...(step.table === undefined
          ? {}
          : {
              argument: {
                dataTable: { rows: step.table.map((row) => ({ cells: row.map((value) => ({ value })) })) },
              },
            }),
      })),
    };
  }

  private get uri(): string {
    return this.scenario.uri ?? 'features/synthetic.feature';
  }

  private stepId(index: number): string {
    return `${this.id}.t${index}`;
  }
}

/** Cucumber tells the class of an error, not the name that it was given. */
const exceptionOf = ({ type, message }: NonNullable<SyntheticStep['error']>): object => ({
  type: /^\w+$/.test(type) ? type : 'Error',
  message,
  stackTrace: '',
});
