import { PF, vfFunction, vfId, type FunctionId, type VfId } from '../terms/function-id';
import type { AdapterState } from '../device/adapter-state';
import type { Mutant } from './mutant';
import { atSeam } from './mutant';
import { functionParts, pcieParts } from './replacing';

const COMMAND = 4;
const neighbour = (id: FunctionId): FunctionId =>
  id.kind === 'pf' ? id : vfFunction(vfId(id.vf === 0 ? 1 : id.vf - 1));

export const PCIE_MUTANTS: readonly Mutant[] = [
  {
    id: 'M03',
    name: 'cap-stride-off-by-one',
    fault: 'Routing IDs are one stride too high',
    breaks: 'ISO-LAW-14',
    planted: pcieParts((was) => ({
      routingIdOf: (state, id) =>
        was.routingIdOf(state, id.kind === 'pf' ? id : vfFunction((id.vf + 1) as VfId)),
    })),
  },
  {
    id: 'M09',
    name: 'cfg-bme-shared-mask',
    fault: 'a write to the Command register of one VF reaches those of all VFs',
    breaks: 'ISO-LAW-01',
    planted: pcieParts((was) => ({
      writeConfig: (state, rid, offset, width, value) => {
        const first = was.writeConfig(state, rid, offset, width, value);
        if (offset !== COMMAND || rid === was.routingIdOf(state, PF)) return first;
        const vfs = Array.from({ length: 4 }, (_, index) => was.routingIdOf(state, vfFunction(vfId(index))));
        const all = vfs.reduce(
          (next, each) => was.writeConfig(next, each, offset, width, value).state,
          first.state,
        );
        return { ...first, state: all };
      },
    })),
  },
  {
    id: 'M12',
    name: 'flr-clears-neighbour-bme',
    fault: "a function level reset clears the neighbour's Bus Master Enable",
    breaks: 'ISO-LAW-02',
    planted: pcieParts((was) => ({
      functionLevelReset: (state, id) => {
        const reset = was.functionLevelReset(state, id);
        if (id.kind === 'pf') return reset;
        return was.writeConfig(reset, was.routingIdOf(reset, neighbour(id)), COMMAND, 2, 0).state;
      },
    })),
  },
  {
    id: 'M14',
    name: 'flr-resets-neighbour',
    fault: 'a function level reset of one VF resets its neighbour as well',
    breaks: 'ISO-LAW-02',
    planted: pcieParts((was) => ({
      functionLevelReset: (state, id) =>
        was.functionLevelReset(was.functionLevelReset(state, id), neighbour(id)),
    })),
  },
  {
    id: 'M15',
    name: 'vfe-clear-leaves-vfs',
    fault: 'VFs go on answering after virtualization was disabled',
    breaks: 'ISO-LAW-14',
    planted: pcieParts(() => ({ disableVirtualization: (state) => state })),
  },
  {
    id: 'M17',
    name: 'dma-without-bme',
    fault: 'received frames are written to memory while Bus Master Enable is clear',
    breaks: 'ISO-LAW-08',
    planted: functionParts((was) => ({
      deliver: (state, frame, gates) => was.deliver(state, frame, { ...gates, busMasterEnable: true }),
    })),
  },
  {
    id: 'M18',
    name: 'tx-without-bme',
    fault: 'frames are fetched from memory while Bus Master Enable is clear',
    breaks: 'ISO-LAW-08',
    planted: functionParts((was) => ({
      writeRegister: (state, offset, value, gates) =>
        was.writeRegister(state, offset, value, { ...gates, busMasterEnable: true }),
    })),
  },
  {
    id: 'M19',
    name: 'dma-uses-pf-rid',
    fault: "received frames are written under the PF's Routing ID",
    breaks: 'ISO-LAW-08',
    planted: atSeam((device) => ({
      ...device,
      apply: (state, asked) => {
        const result = device.apply(state, asked);
        const pf = device.view(result.state).pf.routingId;
        return {
          ...result,
          effects: result.effects.map((effect) =>
            effect.kind === 'dma-write' ? { ...effect, routingId: pf } : effect,
          ),
        };
      },
    })),
  },
  {
    id: 'M21',
    name: 'int-to-neighbour',
    fault: 'an interrupt is raised at the neighbour',
    breaks: 'ISO-LAW-17',
    planted: pcieParts((was) => ({
      raiseVector: (state, id, vector) => was.raiseVector(state, neighbour(id), vector),
    })),
  },
  {
    id: 'M23',
    name: 'vf-register-write-hits-vf0',
    fault: 'a register window forgets the index of the VF',
    breaks: 'ISO-LAW-01',
    planted: pcieParts((was) => ({
      decode: (state, address) => {
        const hit = was.decode(state, address);
        return hit === undefined || hit.function.kind === 'pf'
          ? hit
          : { ...hit, function: vfFunction(vfId(0)) };
      },
    })),
  },
  {
    id: 'M64',
    name: 'pwr-hits-all',
    fault: 'a power change of one VF reaches all',
    breaks: 'ISO-LAW-03',
    planted: atSeam((device) => ({
      ...device,
      apply: (state, asked) => {
        const result = device.apply(state, asked);
        const isPower = asked.kind === 'oid' && asked.request.oid === 'OID_SRIOV_SET_VF_POWER_STATE';
        if (!isPower || result.outcome.kind !== 'answer' || result.outcome.answer.kind !== 'success')
          return result;
        const adapter = result.state as AdapterState;
        const changed = adapter.vfs.get(Number(asked.request.members['VFId']));
        let { vfs } = adapter;
        for (const [key, each] of adapter.vfs.entries())
          if (changed !== undefined) vfs = vfs.set(key, { ...each, power: changed.power });
        return { ...result, state: { ...adapter, vfs } };
      },
    })),
  },
];
