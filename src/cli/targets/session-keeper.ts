import type { LinuxSession } from '../../target/linux/linux-session';
import { Compromised } from '../../target/linux/machine';

/** A machine with its session. */
export interface Opened {
  readonly session: LinuxSession;
  /** Puts the machine back, or stops it; whether the session is broken or not. */
  close(): Promise<void>;
}

export interface Limits {
  /** How often a machine may be opened in all. */
  readonly openings: number;
  /** After how many failures in a row to open one the rest of the run is given up. */
  readonly failures: number;
  /** What happens when one broke, in words. */
  readonly again: string;
}

/** The one machine of a run. One that broke is replaced before the next scenario, while the limits allow. */
export class SessionKeeper {
  private current: Opened | undefined;
  private openings = 0;
  private given: Compromised | undefined;

  constructor(
    private readonly open: (opening: number) => Promise<Opened>,
    private readonly limits: Limits,
    private readonly say: (sentence: string) => void,
  ) {}

  /** @throws Compromised when there is no machine to be had. */
  async session(): Promise<LinuxSession> {
    if (this.given !== undefined) throw this.given;
    await this.discardBroken();
    this.current ??= await this.opened();
    return this.current.session;
  }

  /** After this there are no sessions. What runs now ends as compromised. */
  async close(reason = 'the run has ended'): Promise<void> {
    this.given ??= new Compromised(reason);
    const last = this.current;
    this.current = undefined;
    if (last !== undefined) last.session.broken ??= this.given;
    await last?.close();
  }

  private async discardBroken(): Promise<void> {
    const last = this.current;
    const broken = last?.session.broken;
    if (last === undefined || broken === undefined) return;
    this.current = undefined;
    const end = this.openings >= this.limits.openings;
    this.say(`${broken.message}; ${end ? 'no other takes its place' : this.limits.again}`);
    await last.close().catch(() => undefined);
    if (end)
      throw (this.given = new Compromised(`the machine could not be used any more: ${broken.message}`));
  }

  /** A machine that does not come up has shown nothing about the subject: another try costs seconds, a scenario more. */
  private async opened(): Promise<Opened> {
    for (let failures = 1; ; failures += 1) {
      this.openings += 1;
      try {
        return await this.open(this.openings);
      } catch (error) {
        const why = new Compromised(`no machine could be had: ${(error as Error).message}`);
        this.say(why.message);
        if (failures >= this.limits.failures || this.openings >= this.limits.openings)
          throw (this.given = why);
      }
    }
  }
}
