import { auditing } from '../../src/target/auditing-target';
import { createReferenceTarget } from '../../src/target/reference/reference-target';
import { actingOn, enableVfs } from './bench-testbed';
import { macAddress } from '../../src/terms/mac-address';
import type { Action } from '../../src/isolation/action';

const ROUNDS = 7;
const ACTIONS = 200;

/** P4: microseconds per audited control action (a reset of one VF, a power change and back) with `vfs` VFs enabled. */
export async function measureAuditedAction(vfs: number): Promise<number> {
  const target = auditing(createReferenceTarget({ readFile: () => '' }));
  const act = actingOn(target);
  await enableVfs(act, vfs);
  await act({
    kind: 'start-partition',
    spec: { partition: 'web', mac: macAddress('00-15-5D-00-00-01'), vlan: 10, iovWeight: 100 },
  });
  const vf = { kind: 'of-partition', partition: 'web' } as const;
  const cycle: readonly Action[] = [
    { kind: 'set-vf-power', vf, state: 'D3' },
    { kind: 'set-vf-power', vf, state: 'D0' },
  ];
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let n = 0; n < ACTIONS; n++) for (const action of cycle) await act(action);
    best = Math.min(best, (performance.now() - start) / (ACTIONS * cycle.length));
  }
  await target.close();
  return best * 1000;
}
