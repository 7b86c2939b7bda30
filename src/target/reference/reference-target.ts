import { createReferenceAdapter } from '../../device/reference-adapter';
import { resolveProfile } from '../../device/profiles/resolve-profile';
import type { AdapterProfile } from '../../device/adapter-profile';
import { EMPTY_TESTBED, type Testbed } from '../../host/testbed';
import { finish, startCourse, type Course, type Origins } from '../../host/testbed-course';
import type { Action, ProfileSource } from '../../isolation/action';
import { failed, ok, type Result } from '../../terms/result';
import { FeatureMistake, type Outcome, type Snapshot, type Target } from '../target';
import type { TestbedEvent, TestbedView } from '../testbed-view';
import type { DeviceFactory, Overrides } from './lab';
import { perform } from './perform';
import type { Performed } from './performed';
import { REFERENCE_TARGET_PROFILE } from './reference-profile';
import { snapshotOf } from './snapshot';
import { testbedView } from './testbed-view';

export interface ReferenceTargetOptions {
  /** Takes the place of the reference profile where a scenario asks for no particular one. */
  readonly profile?: ProfileSource;
  /** Text of a file that a scenario names. @throws when it cannot be read. */
  readonly readFile: (path: string) => string;
  /** Absent: the reference adapter. */
  readonly deviceFactory?: DeviceFactory;
}

/** The reference host with everything above the device seam; what is under it comes from the factory. */
export const createReferenceTarget = (options: ReferenceTargetOptions): Target =>
  new ReferenceTarget(options);

class ReferenceTarget implements Target {
  readonly profile = REFERENCE_TARGET_PROFILE;
  private testbed: Testbed = EMPTY_TESTBED;

  constructor(
    private readonly options: ReferenceTargetOptions,
    private readonly origins: Origins = new Map(),
    private readonly log: TestbedEvent[] = [],
  ) {}

  /** The root is immutable, so a copy of the evidence about it is all that a second target needs. */
  fork(): Target {
    const fork = new ReferenceTarget(this.options, new Map(this.origins), this.log.slice());
    fork.testbed = this.testbed;
    return fork;
  }

  /** An action that throws, because it names what does not exist, leaves everything as it was. */
  async perform(action: Action): Promise<Outcome> {
    const course = startCourse(this.testbed, this.origins);
    const lab = {
      course,
      makeDevice: this.options.deviceFactory ?? ((profile) => createReferenceAdapter(profile)),
      profileOf: (source: ProfileSource, overrides: Overrides) => this.profileOf(source, overrides),
    };
    const performed = finish(perform(lab, action));
    this.testbed = course.testbed;
    return outcome(performed, course, this.record(course));
  }

  async observe(): Promise<Snapshot> {
    return snapshotOf(this.testbed);
  }

  async view(): Promise<TestbedView> {
    return testbedView(this.testbed, this.log);
  }

  async close(): Promise<void> {
    this.testbed = EMPTY_TESTBED;
    this.origins.clear();
  }

  private record(course: Course): readonly TestbedEvent[] {
    const events = course.events.map((event, index) => ({ at: this.log.length + index, ...event }));
    for (const event of events) this.log.push(event);
    return events;
  }

  private profileOf(source: ProfileSource, overrides: Overrides): AdapterProfile {
    const wanted = source.kind === 'reference' ? (this.options.profile ?? source) : source;
    const profile = resolveProfile(wanted, (file) => this.read(file), overrides);
    if (!profile.ok) throw new FeatureMistake(profile.error);
    return profile.value;
  }

  private read(file: string): Result<string> {
    try {
      return ok(this.options.readFile(file));
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }
}

function outcome(
  { refusal, answer, value, notApplicable }: Performed,
  { traces }: Course,
  events: readonly TestbedEvent[],
): Outcome {
  if (notApplicable !== undefined) return { kind: 'not-applicable', ...notApplicable };
  const seen = { traces, events, ...(answer !== undefined && { answer }) };
  if (refusal === undefined) return { kind: 'done', ...seen, ...(value !== undefined && { value }) };
  const { status, reason, rule, by } = refusal;
  return { kind: 'refused', status, reason, by, ...(rule !== undefined && { rule }), ...seen };
}
