import type { Bench } from '../bench';
import type { Step } from '../machine';
import { ip } from './devices';

/** What an administrator who has set nothing has set. */
export const NOTHING_SET = { mac: '00:00:00:00:00:00', vlan: '0', spoofchk: 'on' } as const;
export type VfSetting = keyof typeof NOTHING_SET;

/**
 * The settings of a VF, without what this PF driver knows not and is nothing anyway: it would refuse all for its sake.
 * What is not nothing stays, so that the driver says itself that it cannot.
 */
export function settingsFor(
  { lacks }: Pick<Bench, 'lacks'>,
  wanted: Readonly<Record<VfSetting, string>>,
): readonly string[] {
  const unknown = (name: VfSetting): boolean =>
    (name === 'vlan' && lacks.has('vlan-policy')) || (name === 'spoofchk' && lacks.has('spoof-policy'));
  return (['mac', 'vlan', 'spoofchk'] as const).flatMap((name) =>
    unknown(name) && wanted[name] === NOTHING_SET[name] ? [] : [name, wanted[name]],
  );
}

/** What the administrator has set for a VF, back to nothing. @param vf from 0. */
export const forgetVf = (bench: Pick<Bench, 'subject' | 'lacks'>, vf: number): Step =>
  ip('link', 'set', bench.subject.netdev, 'vf', String(vf), ...settingsFor(bench, NOTHING_SET));

/**
 * The same for many, in lines for `ip`: VFs that are not enabled have nothing to forget. Also the link state, which not
 * every driver lets an administrator set, so that a line may fail.
 */
export const forgettingVfs = (netdev: string, vfs: readonly number[]): readonly string[] =>
  vfs.map((vf) => `link set ${netdev} vf ${vf} ${Object.entries(NOTHING_SET).flat().join(' ')} state auto`);
