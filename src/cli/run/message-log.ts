import type { Envelope } from '@cucumber/messages';
import { appendFileSync, writeFileSync } from 'node:fs';

/** Cucumber's messages on disk, written after every scenario, so that a run that is killed keeps what it had. */
export class MessageLog {
  testCases = 0;
  private lines: string[] = [];
  private ended = false;

  constructor(private readonly file: string) {
    writeFileSync(file, '');
  }

  take(envelope: Envelope): void {
    if (this.ended) return;
    if (envelope.testCase !== undefined) this.testCases += 1;
    this.lines.push(JSON.stringify(envelope));
    if (envelope.testCaseFinished !== undefined) this.flush();
  }

  /** Of what comes later nothing is kept. */
  end(): void {
    this.flush();
    this.ended = true;
  }

  flush(): void {
    if (this.lines.length === 0) return;
    appendFileSync(this.file, `${this.lines.join('\n')}\n`);
    this.lines = [];
  }
}
