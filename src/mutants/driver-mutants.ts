import type { DeviceEffect } from '../device/device';
import { atSeam, type Mutant } from './mutant';

const inEffects = (change: (effect: DeviceEffect) => DeviceEffect): Mutant['planted'] =>
  atSeam((device) => ({
    ...device,
    apply: (state, asked) => {
      const result = device.apply(state, asked);
      return { ...result, effects: result.effects.map(change) };
    },
  }));

/** Faults of the PF miniport driver in what it tells NDIS. */
export const DRIVER_MUTANTS: readonly Mutant[] = [
  {
    id: 'M90',
    name: 'ind-names-filter',
    fault: 'an indication names the filter that selected the packet',
    breaks: 'VPORT-FLOW-09',
    planted: inEffects((effect) => {
      if (effect.kind !== 'pf-indication' || effect.received.vport === 0) return effect;
      const outOfBand = { ...effect.received.outOfBand, filter: 1 };
      return { ...effect, received: { ...effect.received, outOfBand } };
    }),
  },
  {
    id: 'M91',
    name: 'ind-queue-is-vport',
    fault: 'an indication has its VPort in the member for the queue, as the union on the page suggests',
    breaks: 'VPORT-FLOW-09',
    planted: inEffects((effect) => {
      if (effect.kind !== 'pf-indication') return effect;
      const outOfBand = { ...effect.received.outOfBand, queue: effect.received.vport };
      return { ...effect, received: { ...effect.received, outOfBand } };
    }),
  },
];
