import type { Bench, Pace } from '../../target/linux/bench';
import { exec, mayFail, type Machine } from '../../target/linux/machine';
import { probeAbilities } from '../../target/linux/probe-abilities';
import { peerOutside } from '../../target/linux/traffic/peer-outside';
import { putBack, type PreparedHost } from './host/put-back';
import { CARRIER_WITHIN, takeOver } from './host/take-over';
import { pullableCable } from './host/wire-check';
import { sessionOf } from './open-igb';
import type { Opened } from './session-keeper';
import type { HostOptions } from './target-options';

const PACE: Pace = { gap: 1, quiet: 150, longest: 2000, carrier: CARRIER_WITHIN };

/**
 * Takes a host over, with a session on it. What puts it back lies with its agent before the first change.
 * @throws Error in one sentence.
 */
export async function openLinux(
  host: PreparedHost,
  options: HostOptions,
  run: number,
  say: (sentence: string) => void,
): Promise<Opened> {
  const close = async (): Promise<void> => say(await putBack(host, options));
  try {
    await takeOver(host, options);
    return { session: sessionOf(await benchOf(host, options), run), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function benchOf({ machine, state }: PreparedHost, { pf, outside, ssh }: HostOptions): Promise<Bench> {
  const setLink = await pullableCable(machine, pf, outside);
  return {
    machine,
    subject: state.subject,
    outside: await peerOutside(machine, outside, setLink),
    lacks: await probeAbilities(machine, state.subject, PACE.carrier),
    pace: PACE,
    name: ssh ?? 'this machine',
    versions: { ...machine.versions, ...(await driverVersions(machine, pf)) },
  };
}

async function driverVersions(machine: Machine, pf: string): Promise<Readonly<Record<string, string>>> {
  const [told] = await machine.run([mayFail(exec('ethtool', '-i', pf))]);
  const text = told?.ok === true ? told.out : '';
  const field = (name: string): string | undefined => new RegExp(`^${name}: *(\\S.*)$`, 'm').exec(text)?.[1];
  const [driver, version, firmware] = [field('driver'), field('version'), field('firmware-version')];
  return {
    ...(driver !== undefined && version !== undefined && { [driver]: version }),
    ...(firmware !== undefined && { firmware }),
  };
}
