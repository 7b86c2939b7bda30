import type { Arguments } from '../arguments';
import { UsageMistake } from '../usage-mistake';
import type { TargetName } from './target-names';

/** Options that one target alone has a use for: a real one has an adapter of its own, and nobody plants a fault into it. */
const OPTIONS: Readonly<Record<string, TargetName>> = {
  adapter: 'reference',
  fault: 'reference',
  boot: 'igb',
  pf: 'linux',
  outside: 'linux',
  ssh: 'linux',
  'ssh-config': 'linux',
  yes: 'linux',
};

/** @throws UsageMistake that names the first option of another target's. */
export function refuseIdleOptions({ values }: Arguments, target: TargetName): void {
  const idle = Object.keys(OPTIONS).find((each) => values[each] !== undefined && OPTIONS[each] !== target);
  if (idle !== undefined)
    throw new UsageMistake(
      `--${idle}: only the target "${OPTIONS[idle]}" has a use for it, and the target is "${target}"`,
    );
}
