import { functionName, type FunctionId } from '../terms/function-id';
import type { Device, DeviceEffect, DeviceState } from '../device/device';
import { atSeam, type Mutant } from './mutant';

/** What the faulty engine knows besides the adapter: frames handed over by function, and the one that it still holds. */
interface Engine {
  readonly adapter: DeviceState;
  readonly handedOver: Readonly<Record<string, number>>;
  readonly held: Readonly<Record<string, DeviceEffect>>;
}

const receiverOf = (effect: DeviceEffect): FunctionId | undefined =>
  effect.kind === 'pf-indication' || effect.kind === 'dma-write' ? effect.received?.function : undefined;

/** Descriptors are worked in pairs from here on. */
const BUSY = 16;

function inPairs(engine: Engine, effect: DeviceEffect): { engine: Engine; effects: readonly DeviceEffect[] } {
  const receiver = receiverOf(effect);
  if (receiver === undefined) return { engine, effects: [effect] };
  const name = functionName(receiver);
  const before = engine.handedOver[name] ?? 0;
  const counted = { ...engine, handedOver: { ...engine.handedOver, [name]: before + 1 } };
  if (before < BUSY) return { engine: counted, effects: [effect] };
  const { [name]: first, ...others } = counted.held;
  return first === undefined
    ? { engine: { ...counted, held: { ...others, [name]: effect } }, effects: [] }
    : { engine: { ...counted, held: others }, effects: [effect, first] };
}

function swapsPairs(device: Device): Device {
  const at = (state: DeviceState): Engine => state as Engine;
  const initial: Engine = { adapter: device.initial, handedOver: {}, held: {} };
  return {
    profile: device.profile,
    initial,
    observe: (state) => device.observe(at(state).adapter),
    view: (state) => device.view(at(state).adapter),
    apply: (state, asked) => {
      const result = device.apply(at(state).adapter, asked);
      let engine: Engine = { ...at(state), adapter: result.state };
      const effects = result.effects.flatMap((effect) => {
        const step = inPairs(engine, effect);
        engine = step.engine;
        return step.effects;
      });
      return { ...result, state: engine, effects };
    },
  };
}

export const ORDER_MUTANTS: readonly Mutant[] = [
  {
    id: 'M89',
    name: 'sw-burst-out-of-order',
    fault: 'a busy receive engine works two descriptors at once and completes the second first',
    breaks: 'FORWARD-ISOLATE-06',
    planted: atSeam(swapsPairs),
  },
];
