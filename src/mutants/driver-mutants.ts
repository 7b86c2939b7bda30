import type { DeviceEffect } from '../device/device';
import { isRefusal } from '../device/pf-driver/refusal';
import { atSeam, type Mutant } from './mutant';
import { request } from './replacing';

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
  {
    id: 'M92',
    name: 'vp-delete-keeps-memory',
    fault: 'the shared memory of a VPort whose packets are still out is never freed',
    breaks: 'VPORT-DELETE-12',
    planted: atSeam((device) => ({
      ...device,
      apply: (state, asked) => {
        const result = device.apply(state, asked);
        return asked.kind === 'pf-return'
          ? { ...result, effects: result.effects.filter(({ kind }) => kind !== 'shared-memory') }
          : result;
      },
    })),
  },
  {
    id: 'M93',
    name: 'vp-delete-sends-on',
    fault: 'what was being sent when a VPort went leaves by the next one',
    breaks: 'VPORT-DELETE-13',
    planted: request('OID_NIC_SWITCH_DELETE_VPORT:set', (was) => (exchange) => {
      const reply = was(exchange);
      return isRefusal(reply) ? reply : { ...reply, state: { ...reply.state, vfs: exchange.state.vfs } };
    }),
  },
];
