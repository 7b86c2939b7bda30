import type { Action } from '../../isolation/action';
import type { AwaitedCopy, Outcome, Snapshot, Target, TargetProfile } from '../target';
import type { TestbedView } from '../testbed-view';
import type { LinuxSession } from './linux-session';

/** One scenario on the machine of a session, which outlives it. */
export class LinuxTarget implements Target {
  readonly profile: TargetProfile;

  constructor(private readonly session: LinuxSession) {
    this.profile = session.profile;
    session.beginScenario();
  }

  prepare(action: Action): Promise<boolean> {
    return this.session.prepare(action);
  }

  perform(action: Action, awaited?: readonly AwaitedCopy[]): Promise<Outcome> {
    return this.session.perform(action, awaited ?? []);
  }

  observe(): Promise<Snapshot> {
    return this.session.observe();
  }

  sweep(): Promise<Snapshot> {
    return this.session.sweep();
  }

  view(): Promise<TestbedView> {
    return this.session.view([]);
  }

  /** The testbed is left standing: the next scenario may begin alike. */
  async close(): Promise<void> {}
}
