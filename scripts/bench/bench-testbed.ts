import type { Action } from '../../src/isolation/action';
import type { Target } from '../../src/target/target';

export type Act = (action: Action) => Promise<void>;

/** Actions of a bench must succeed: a refused one would be measured as a fast one. */
export const actingOn =
  (target: Target): Act =>
  async (action) => {
    const outcome = await target.perform(action);
    if (outcome.kind !== 'done') throw new Error(`${action.kind}: ${JSON.stringify(outcome)}`);
  };

/** An adapter with so many VFs under an external switch, as every bench of actions begins. */
export async function enableVfs(act: Act, vfs: number): Promise<void> {
  await act({
    kind: 'install-adapter',
    adapter: 'NIC1',
    profile: { kind: 'reference' },
    numVfs: vfs,
    overrides: { totalVfs: vfs },
  });
  await act({
    kind: 'create-extensible-switch',
    switch: 'External',
    type: 'external',
    adapter: 'NIC1',
    sriov: true,
  });
}
