import { TestStepResultStatus, type Envelope } from '@cucumber/messages';

/** One line that tells how far a run is. On a terminal it is drawn over itself; elsewhere a line comes every tenth of the way. */
export class Progress {
  private total = 0;
  private done = 0;
  private failed = 0;
  private readonly failedAttempts = new Set<string>();
  private nextTenth = 1;

  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly quiet: boolean,
  ) {}

  take(envelope: Envelope): void {
    if (envelope.testCase !== undefined) this.total += 1;
    const finished = envelope.testStepFinished;
    if (finished !== undefined && isBad(finished.testStepResult.status))
      this.failedAttempts.add(finished.testCaseStartedId);
    if (envelope.testCaseFinished !== undefined) this.finished(envelope.testCaseFinished.testCaseStartedId);
  }

  end(): void {
    if (!this.quiet && this.out.isTTY) this.out.write('\r\x1b[K');
  }

  private finished(attempt: string): void {
    this.done += 1;
    if (this.failedAttempts.has(attempt)) this.failed += 1;
    if (this.quiet) return;
    const line = `${this.done} of ${this.total} scenarios, ${this.failed} not as they should be`;
    if (this.out.isTTY) this.out.write(`\r\x1b[K${line}`);
    else if (this.done * 10 >= this.nextTenth * this.total) {
      this.out.write(`${line}\n`);
      this.nextTenth = Math.floor((this.done * 10) / this.total) + 1;
    }
  }
}

const isBad = (status: TestStepResultStatus): boolean =>
  status !== TestStepResultStatus.PASSED && status !== TestStepResultStatus.SKIPPED;
