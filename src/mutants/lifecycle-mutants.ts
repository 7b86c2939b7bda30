import { vfId } from '../terms/function-id';
import { NDIS_DEFAULT_VPORT_ID } from '../terms/switch-ids';
import type { AdapterState } from '../device/adapter-state';
import type { Device } from '../device/device';
import { isRefusal } from '../device/pf-driver/refusal';
import type { Mutant } from './mutant';
import { atSeam } from './mutant';
import { functionParts, request, switchVerbs, vfParts } from './replacing';

/** A request is carried out at another VF, or refused requests are answered with success. */
const accepted = (key: string): Mutant['planted'] =>
  request(key, (was) => (exchange) => {
    const reply = was(exchange);
    return isRefusal(reply)
      ? { state: exchange.state, effects: [], answer: { kind: 'success', members: exchange.members } }
      : reply;
  });

const atNeighbour = (key: string): Mutant['planted'] =>
  request(key, (was) => (exchange) => {
    const vf = Number(exchange.members['VFId']);
    return was({ ...exchange, members: { ...exchange.members, VFId: vf === 0 ? 1 : 0 } });
  });

const afterwards = (
  change: (state: AdapterState, asked: Parameters<Device['apply']>[1]) => AdapterState,
): Mutant['planted'] =>
  atSeam((device) => ({
    ...device,
    apply: (state, asked) => {
      const result = device.apply(state, asked);
      return { ...result, state: change(result.state as AdapterState, asked) };
    },
  }));

const isOid = (asked: Parameters<Device['apply']>[1], oid: string): boolean =>
  asked.kind === 'oid' && asked.request.oid === oid;

export const LIFECYCLE_MUTANTS: readonly Mutant[] = [
  {
    id: 'M44',
    name: 'flt-clear-hits-neighbour',
    fault: 'clearing a filter also clears the one with the next identifier',
    breaks: 'ISO-LAW-01',
    planted: switchVerbs((was) => ({
      clearFilter: (nicSwitch, filter) => {
        const cleared = was.clearFilter(nicSwitch, filter);
        return cleared.ok
          ? { ok: true, value: { ...cleared.value, filters: cleared.value.filters.delete(filter + 1) } }
          : cleared;
      },
    })),
  },
  {
    id: 'M46',
    name: 'flt-move-copies',
    fault: 'a moved filter stays on its source as well',
    breaks: 'ISO-LAW-11',
    planted: switchVerbs((was) => ({
      moveFilter: (nicSwitch, filter, from, to) => {
        const moved = was.moveFilter(nicSwitch, filter, from, to);
        const original = nicSwitch.filters.get(filter);
        if (!moved.ok || original === undefined) return moved;
        return {
          ok: true,
          value: {
            ...moved.value,
            filters: moved.value.filters.set(filter + 1000, {
              ...original,
              id: (filter + 1000) as typeof filter,
            }),
          },
        };
      },
    })),
  },
  {
    id: 'M48',
    name: 'flt-move-loses',
    fault: 'a moved filter is gone from its source and never arrives',
    breaks: 'ISO-LAW-11',
    planted: switchVerbs((was) => ({
      moveFilter: (nicSwitch, filter, from, to) => {
        const moved = was.moveFilter(nicSwitch, filter, from, to);
        return moved.ok
          ? { ok: true, value: { ...moved.value, filters: moved.value.filters.delete(filter) } }
          : moved;
      },
    })),
  },
  {
    id: 'M51',
    name: 'flt-duplicate-key-accepted',
    fault: 'the same address and VLAN are set on two VPorts',
    breaks: 'ISO-LAW-11',
    planted: switchVerbs((was) => ({
      setFilter: (nicSwitch, wanted) => {
        const set = was.setFilter(nicSwitch, wanted);
        if (set.ok || !nicSwitch.vports.has(wanted.vport)) return set;
        const { filter, vport, mac, vlan } = wanted;
        return {
          ok: true,
          value: { ...nicSwitch, filters: nicSwitch.filters.set(filter, { id: filter, vport, mac, vlan }) },
        };
      },
    })),
  },
  {
    id: 'M52',
    name: 'vp-delete-leaves-filters',
    fault: 'a VPort is deleted although filters are set on it',
    breaks: 'ISO-LAW-10',
    planted: switchVerbs((was) => ({
      deleteVPort: (nicSwitch, vport) => {
        const deleted = was.deleteVPort(nicSwitch, vport);
        if (deleted.ok || vport === NDIS_DEFAULT_VPORT_ID || !nicSwitch.vports.has(vport)) return deleted;
        return { ok: true, value: { ...nicSwitch, vports: nicSwitch.vports.delete(vport) } };
      },
    })),
  },
  {
    id: 'M54',
    name: 'vp-delete-default-accepted',
    fault: 'the default VPort can be deleted',
    breaks: 'ISO-LAW-10',
    planted: switchVerbs((was) => ({
      deleteVPort: (nicSwitch, vport) =>
        vport === NDIS_DEFAULT_VPORT_ID
          ? { ok: true, value: { ...nicSwitch, vports: nicSwitch.vports.delete(vport) } }
          : was.deleteVPort(nicSwitch, vport),
    })),
  },
  {
    id: 'M58',
    name: 'qp-ranges-overlap',
    fault: 'a new VPort gets queue pairs that another one has',
    breaks: 'ISO-LAW-09',
    planted: switchVerbs((was) => ({
      createVPort: (nicSwitch, wanted) => {
        const created = was.createVPort(nicSwitch, wanted);
        if (!created.ok) return created;
        return {
          ok: true,
          value: {
            ...created.value,
            vports: created.value.vports.update(wanted.vport, (vport) => ({ ...vport, firstQueuePair: 0 })),
          },
        };
      },
    })),
  },
  {
    id: 'M59',
    name: 'rst-clears-neighbour-filter',
    fault: "the reset of one VF clears a filter of the next one's VPort",
    breaks: 'ISO-LAW-02',
    planted: vfParts((was) => ({
      resetVf: (context, state, vf) => {
        const reset = was.resetVf(context, state, vf);
        const { nicSwitch } = reset;
        const other = Array.from(nicSwitch?.vports.values() ?? []).find(
          (each) => each.function.kind === 'vf' && each.function.vf !== vf,
        );
        const filter = Array.from(nicSwitch?.filters.values() ?? []).find((each) => each.vport === other?.id);
        if (nicSwitch === undefined || filter === undefined) return reset;
        return { ...reset, nicSwitch: { ...nicSwitch, filters: nicSwitch.filters.delete(filter.id) } };
      },
    })),
  },
  {
    id: 'M61',
    name: 'rst-unallocated-accepted',
    fault: 'the reset of a VF that is not allocated succeeds',
    breaks: 'ISO-LAW-10',
    planted: accepted('OID_SRIOV_RESET_VF:set'),
  },
  {
    id: 'M62',
    name: 'rst-keeps-mode',
    fault: 'the receive mode survives a reset',
    breaks: 'ISO-LAW-04',
    planted: functionParts((was) => ({
      resetFunction: (state) => {
        const reset = was.resetFunction(state);
        const { packetFilter, multicast } = state.registers;
        return { ...reset, registers: { ...reset.registers, packetFilter, multicast } };
      },
    })),
  },
  {
    id: 'M63',
    name: 'rst-does-nothing',
    fault: 'a reset is answered with success and resets nothing',
    breaks: 'VF-RESET-04',
    planted: vfParts(() => ({ resetVf: (_context, state) => state })),
  },
  {
    id: 'M65',
    name: 'rst-wrong-vf',
    fault: 'a reset reaches another VF than the one named',
    breaks: 'ISO-LAW-02',
    planted: atNeighbour('OID_SRIOV_RESET_VF:set'),
  },
  {
    id: 'M66',
    name: 'vf-free-keeps-cfgblock',
    fault: "the next owner of a VF finds the former one's blocks",
    breaks: 'ISO-LAW-04',
    planted: functionParts((was) => ({
      freedFunction: (state) => ({ ...was.freedFunction(state), blocks: state.blocks }),
    })),
  },
  {
    id: 'M68',
    name: 'vf-free-keeps-ring',
    fault: "the next owner of a VF finds the former one's rings",
    breaks: 'ISO-LAW-04',
    planted: functionParts((was) => ({
      freedFunction: (state) => ({ ...was.freedFunction(state), queuePairs: state.queuePairs }),
    })),
  },
  {
    id: 'M69',
    name: 'vf-free-keeps-interrupts',
    fault: 'interrupt masks survive a reset and a new allocation',
    breaks: 'ISO-LAW-04',
    planted: functionParts((was) => ({
      resetFunction: (state) => ({ ...was.resetFunction(state), vectors: state.vectors }),
      freedFunction: (state) => ({ ...was.freedFunction(state), vectors: state.vectors }),
    })),
  },
  {
    id: 'M70',
    name: 'vf-free-with-vport',
    fault: 'a VF is freed although a VPort is attached',
    breaks: 'ISO-LAW-10',
    planted: request('OID_NIC_SWITCH_FREE_VF:set', (was) => (exchange) => {
      const reply = was(exchange);
      const vf = Number(exchange.members['VFId']);
      if (!isRefusal(reply) || !exchange.state.allocations.has(vf)) return reply;
      const released = exchange.context.parts.vf.releaseVf(exchange.context, exchange.state, vfId(vf));
      return {
        state: { ...released, allocations: released.allocations.delete(vf) },
        effects: [],
        answer: { kind: 'success', members: exchange.members },
      };
    }),
  },
  {
    id: 'M71',
    name: 'bc-read-serves-another',
    fault: "a block read is served from another VF's block",
    breaks: 'ISO-LAW-05',
    planted: atNeighbour('OID_SRIOV_READ_VF_CONFIG_BLOCK:method'),
  },
  {
    id: 'M72',
    name: 'bc-write-reaches-another',
    fault: "a block write changes another VF's block",
    breaks: 'ISO-LAW-13',
    planted: atNeighbour('OID_SRIOV_WRITE_VF_CONFIG_BLOCK:set'),
  },
  {
    id: 'M74',
    name: 'bc-pf-write-wrong-vf',
    fault: 'the PF driver writes the block of VF n and that of VF n+1 changes',
    breaks: 'ISO-LAW-13',
    planted: atSeam((device) => ({
      ...device,
      apply: (state, asked) =>
        device.apply(
          state,
          asked.kind === 'pf-write-block' ? { ...asked, vf: vfId(asked.vf === 0 ? 1 : 0) } : asked,
        ),
    })),
  },
  {
    id: 'M76',
    name: 'bc-invalidate-all',
    fault: 'a notice for one VF reaches all',
    breaks: 'ISO-LAW-13',
    planted: atSeam((device) => ({
      ...device,
      apply: (state, asked) => {
        const first = device.apply(state, asked);
        if (asked.kind !== 'invalidate-blocks') return first;
        const others = Array.from(device.view(first.state).vfs.keys()).filter((vf) => vf !== asked.vf);
        return others.reduce((result, vf) => {
          const next = device.apply(result.state, { ...asked, vf: vfId(vf) });
          return { ...result, state: next.state, effects: [...result.effects, ...next.effects] };
        }, first);
      },
    })),
  },
  {
    id: 'M77',
    name: 'cfg-read-of-another',
    fault: "a guest reads another VF's configuration space",
    breaks: 'ISO-LAW-05',
    planted: atNeighbour('OID_SRIOV_READ_VF_CONFIG_SPACE:method'),
  },
  {
    id: 'M78',
    name: 'cfg-write-to-another',
    fault: "a guest writes another VF's configuration space",
    breaks: 'ISO-LAW-01',
    planted: atNeighbour('OID_SRIOV_WRITE_VF_CONFIG_SPACE:set'),
  },
  {
    id: 'M79',
    name: 'stat-counts-neighbour',
    fault: "a frame is counted at the neighbour's VPort as well",
    breaks: 'ISO-LAW-15',
    planted: afterwards((state, asked) => {
      const { nicSwitch } = state;
      const first = nicSwitch?.statistics.get(1);
      if (asked.kind !== 'dma-completion' || nicSwitch === undefined || first === undefined) return state;
      return {
        ...state,
        nicSwitch: {
          ...nicSwitch,
          statistics: nicSwitch.statistics.set(1, { ...first, framesIn: first.framesIn + 1 }),
        },
      };
    }),
  },
  {
    id: 'M81',
    name: 'res-refusal-leaks-queue-pairs',
    fault: 'a refused request for a VPort keeps the queue pairs that it took',
    breaks: 'ISO-LAW-16',
    planted: atSeam((device) => ({
      ...device,
      apply: (state, asked) => {
        const result = device.apply(state, asked);
        if (
          !isOid(asked, 'OID_NIC_SWITCH_CREATE_VPORT') ||
          result.outcome.kind !== 'answer' ||
          result.outcome.answer.kind === 'success'
        )
          return result;
        const adapter = result.state as AdapterState;
        return adapter.nicSwitch === undefined
          ? result
          : {
              ...result,
              state: {
                ...adapter,
                nicSwitch: { ...adapter.nicSwitch, freeQueues: adapter.nicSwitch.freeQueues.slice(1) },
              },
            };
      },
    })),
  },
  {
    id: 'M82',
    name: 'vport-set-ignored',
    fault: 'VPort parameters are accepted and not applied',
    breaks: 'VPORT-STATE-05',
    planted: switchVerbs(() => ({ setVPort: (nicSwitch) => ({ ok: true, value: nicSwitch }) })),
  },
  {
    id: 'M94',
    name: 'bc-notice-replaces',
    fault: 'a notice takes the place of those that the VF driver has not read yet',
    breaks: 'BLOCK-INVAL-05',
    planted: functionParts((was) => ({
      invalidateBlocks: (state, mask) => was.invalidateBlocks({ ...state, notice: 0n }, mask),
    })),
  },
  {
    id: 'M95',
    name: 'bc-notice-lost-in-d3',
    fault: 'a notice that comes while its VF is in low power is forgotten',
    breaks: 'BLOCK-INVAL-05',
    planted: functionParts((was) => ({
      invalidateBlocks: (state, mask) =>
        state.power === 'D0' ? was.invalidateBlocks(state, mask) : { state, events: [] },
    })),
  },
  {
    id: 'M96',
    name: 'pwr-d3-keeps-reads',
    fault: 'reads that a VF was waiting for when it left D0 stay outstanding',
    breaks: 'FSM-POWER-01',
    planted: functionParts((was) => ({
      setPower: (state, power) => ({ ...was.setPower(state, power), queuePairs: state.queuePairs }),
    })),
  },
  {
    id: 'M98',
    name: 'stat-deleted-vport-forgotten',
    fault: 'what a VPort counted is gone from the sum of all VPorts when it is deleted',
    breaks: 'ISO-LAW-15',
    planted: switchVerbs((was) => ({
      deleteVPort: (nicSwitch, vport) => {
        const deleted = was.deleteVPort(nicSwitch, vport);
        return deleted.ok ? { ok: true, value: { ...deleted.value, retired: nicSwitch.retired } } : deleted;
      },
    })),
  },
];
