import type { Step } from '../machine';
import { ip } from './devices';

const NOTHING_SET = ['mac', '00:00:00:00:00:00', 'vlan', '0', 'spoofchk', 'on'] as const;

/** What the administrator has set for a VF, back to nothing. @param vf from 0. */
export const forgetVf = (netdev: string, vf: number): Step =>
  ip('link', 'set', netdev, 'vf', String(vf), ...NOTHING_SET);

/**
 * The same for many, whatever becomes of each: VFs that are not enabled have nothing to forget. Also the link state,
 * which not every driver lets an administrator set, so that the step itself may fail.
 */
export const forgetVfs = (netdev: string, vfs: readonly number[]): Step => ({
  kind: 'exec',
  argv: ['ip', '-force', '-batch', '-'],
  input: vfs.map((vf) => `link set ${netdev} vf ${vf} ${NOTHING_SET.join(' ')} state auto\n`).join(''),
});
