import type { Bench, Pace } from '../../target/linux/bench';
import { exec, mayFail, type Machine } from '../../target/linux/machine';
import { probeAbilities } from '../../target/linux/probe-abilities';
import { peerOutside } from '../../target/linux/traffic/peer-outside';
import { notPutBack, restoreSteps } from './host/restore';
import type { PreparedHost } from './host/prepare-host';
import { readHost } from './host/read-host';
import { isJoined, pullableCable } from './host/wire-check';
import { sessionOf } from './open-igb';
import type { Opened } from './session-keeper';
import type { HostOptions } from './target-options';

const PACE: Pace = { gap: 1, quiet: 150, longest: 2000, carrier: 15_000 };
/** Milliseconds for putting a host back. */
const RESTORE_WITHIN = 60_000;

/**
 * Takes a host over. What puts it back lies with its agent before the first change.
 * @throws Error in one sentence.
 */
export async function openLinux(
  { machine, state }: PreparedHost,
  options: HostOptions,
  run: number,
  say: (sentence: string) => void,
): Promise<Opened> {
  const back = restoreSteps(state);
  await machine.leaveForTheEnd(back);
  const close = (): Promise<void> => putBack(machine, { machine, state }, options, say);
  try {
    const session = sessionOf(await benchOf(machine, state, options), run);
    return { session, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function benchOf(machine: Machine, state: PreparedHost['state'], options: HostOptions): Promise<Bench> {
  const { pf, outside } = options;
  await machine.run([
    exec('ip', 'link', 'set', outside, 'up'),
    mayFail(exec('ip', 'link', 'set', outside, 'mtu', String(Math.max(state.pf.mtu, state.outside.mtu)))),
    exec('ip', 'link', 'set', pf, 'up'),
    mayFail({ kind: 'wait-carrier', interface: pf, within: PACE.carrier }),
  ]);
  if (!(await isJoined(machine, pf, outside)))
    throw new Error(
      `what leaves --outside ${outside} does not arrive at --pf ${pf}; expected the two ends of one cable`,
    );
  const setLink = await pullableCable(machine, pf, outside);
  return {
    machine,
    subject: state.subject,
    outside: await peerOutside(machine, outside, setLink),
    lacks: await probeAbilities(machine, state.subject, PACE.carrier),
    pace: PACE,
    name: options.ssh ?? 'this machine',
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

async function putBack(
  machine: Machine,
  { state }: PreparedHost,
  options: HostOptions,
  say: (sentence: string) => void,
): Promise<void> {
  try {
    const written = (await machine.writeBack?.()) ?? [];
    await machine.run(restoreSteps(state), RESTORE_WITHIN);
    const left = [...written, ...notPutBack(state, await readHost(machine, options))];
    if (left.length === 0) {
      await machine.leaveForTheEnd([]);
      say(`${state.name} is as it was.`);
    } else say(`${state.name} is not as it was: ${left.join('; ')}`);
  } catch (error) {
    say(`${state.name} does not answer (${(error as Error).message}); its agent puts it back by itself.`);
  }
  await machine.close();
}
