import type { LinuxSession } from '../../target/linux/linux-session';
import { auditing, type AuditedTarget } from '../../target/auditing-target';
import { LinuxTarget } from '../../target/linux/linux-target';
import { connectHost, type PreparedHost } from './host/prepare-host';
import { openIgb } from './open-igb';
import { openLinux } from './open-linux';
import { closeAtTheEnd } from './open-targets';
import { runNumber } from './run-number';
import { SessionKeeper, type Limits, type Opened } from './session-keeper';
import { noteOf, writeNote } from './subject-note';
import type { HostOptions, TargetOptions } from './target-options';

/** Emulated machines are cheap, but a run that eats one after the other decides nothing. */
const IGB_LIMITS: Limits = { openings: 25, failures: 3, again: 'the machine is replaced' };
/** A host is reconnected once. */
const HOST_LIMITS: Limits = { openings: 2, failures: 2, again: 'the host is connected to once more' };

/** One machine a process: workers of a parallel run have one each. */
let keeper: SessionKeeper | undefined;
/** The host that the command line has looked at and asked about. */
let prepared: PreparedHost | undefined;

export function handOver(host: PreparedHost): void {
  prepared = host;
  closeAtTheEnd(closeRealTargets);
}

/** A scenario's target on the machine of this run. @throws Compromised when there is none. */
export async function openRealTarget(options: TargetOptions): Promise<AuditedTarget> {
  if (keeper === undefined) closeAtTheEnd(closeRealTargets);
  keeper ??= keeperFor(options);
  return auditing(new LinuxTarget(await keeper.session()));
}

async function closeRealTargets(reason?: string): Promise<void> {
  const host = prepared;
  prepared = undefined;
  await keeper?.close(reason);
  await host?.machine.close();
}

function keeperFor(options: TargetOptions): SessionKeeper {
  const noted = async (opened: Promise<Opened>): Promise<Opened> => {
    const machine = await opened;
    note(options, machine.session);
    return machine;
  };
  // A worker whose run is gone has nothing left to do; its machine ends with it.
  process.once('disconnect', () => process.exit(1));
  const { host } = options;
  return host === undefined
    ? new SessionKeeper((opening) => noted(bootIgb(options, opening)), IGB_LIMITS, say)
    : new SessionKeeper((opening) => noted(openHost(host, numberOf(options, opening))), HOST_LIMITS, say);
}

/** Machines of workers are started all at once, those that replace another one by itself. */
const bootIgb = (options: TargetOptions, opening: number): Promise<Opened> =>
  openIgb(
    { run: numberOf(options, opening), turn: opening === 1 ? worker() : 0, boot: options.boot === true },
    say,
  );

const worker = (): number => Number(process.env['CUCUMBER_WORKER_ID'] ?? 0);
const numberOf = ({ seed = 1 }: TargetOptions, opening: number): number => runNumber(seed, worker(), opening);

let known: PreparedHost['state'] | undefined;

/** Connected anew, a host still is to become what it was before the first time. */
async function openHost(host: HostOptions, run: number): Promise<Opened> {
  const first = prepared;
  prepared = undefined;
  known ??= first?.state;
  const machine = first?.machine ?? (await connectHost(host));
  if (known === undefined) throw new Error('nobody has looked at the host; run it by `bulkhead run`');
  return openLinux({ machine, state: known }, host, run, say);
}

function note({ subjectFile }: TargetOptions, session: LinuxSession): void {
  if (subjectFile !== undefined) writeNote(subjectFile, noteOf(session));
}

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
