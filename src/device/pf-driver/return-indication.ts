import type { AdapterState } from '../adapter-state';
import { still, withEffects, type Step } from '../adapter-step';
import type { DeviceEffect } from '../device';
import { inLifecycle } from './entry-points/pause';
import { hasHeldPackets } from './requests/delete-vport';
import { freed } from './shared-memory';
import { PF } from '../../terms/function-id';

/** NDIS gives a packet back. The last one of a VPort completes its deletion, the last of all a pause (VPORT-DELETE-10). */
export function returnIndication(state: AdapterState, indication: number): Step {
  const { held, next } = state.indications;
  if (!held.has(indication)) return still(state);
  const returned = { ...state, indications: { held: held.delete(indication), next } };
  const { state: settled, effects } = withoutWaiting(returned);
  const paused = settled.driver.lifecycle === 'pausing' && settled.indications.held.count === 0;
  return withEffects(paused ? inLifecycle(settled, 'paused') : settled, ...effects);
}

function withoutWaiting(state: AdapterState): Step {
  const over = state.pending.filter(({ vport }) => !hasHeldPackets(state, vport));
  if (over.length === 0) return still(state);
  const completions = over.flatMap(({ vport, request }): readonly DeviceEffect[] => [
    ...freed(vport, PF),
    { kind: 'oid-complete', request, answer: { kind: 'success', members: { VPortId: vport } } },
  ]);
  return withEffects(
    { ...state, pending: state.pending.filter((each) => !over.includes(each)) },
    ...completions,
  );
}
