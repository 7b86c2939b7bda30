import { mayFail, type Machine, type Step } from '../../../target/linux/machine';
import { ip, setLink } from '../../../target/linux/perform/devices';
import type { HostOptions } from '../target-options';
import type { PreparedHost } from './put-back';
import { restoreSteps } from './restore';
import { isJoined } from './wire-check';

/** Milliseconds that a link may take to come up. */
export const CARRIER_WITHIN = 15_000;

/**
 * Both interfaces up, and joined. What puts the host back lies with its agent before the first change; may be repeated.
 * @throws Error in one sentence; Compromised when the host is gone.
 */
export async function takeOver({ machine, state }: PreparedHost, options: HostOptions): Promise<void> {
  const { pf, outside } = options;
  await machine.leaveForTheEnd(restoreSteps(state));
  const mtu = String(Math.max(state.pf.mtu, state.outside.mtu));
  await up(machine, outside, [mayFail(ip('link', 'set', outside, 'mtu', mtu))]);
  await up(machine, pf, [mayFail({ kind: 'wait-carrier', interface: pf, within: CARRIER_WITHIN })]);
  if (!(await isJoined(machine, pf, outside)))
    throw new Error(
      `what leaves --outside ${outside} does not arrive at --pf ${pf}; expected the two ends of one cable`,
    );
}

async function up(machine: Machine, netdev: string, after: readonly Step[]): Promise<void> {
  const [done] = await machine.run([setLink(true, netdev), ...after]);
  if (done?.ok === false) throw new Error(`${netdev} does not come up: ${done.words}`);
}
