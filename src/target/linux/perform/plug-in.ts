import type { Bench } from '../bench';
import { mayFail } from '../machine';

/** The cable is in again, where a scenario has pulled it; the PF is given the time to notice. @throws Compromised */
export async function plugIn({ machine, outside, subject, pace }: Bench): Promise<void> {
  await outside.setLink?.(true);
  await machine.run([
    mayFail({ kind: 'wait-carrier', interface: subject.netdev, running: true, within: pace.carrier }),
  ]);
}
