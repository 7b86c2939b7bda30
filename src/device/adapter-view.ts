import { PF, vfFunction, vfId, type FunctionId } from '../terms/function-id';
import { Table } from '../terms/table';
import type { AdapterState } from './adapter-state';
import type { AdapterView, FunctionView } from './device';
import { functionOf } from './function-events';
import { receiveModeOf } from './function/receive-mode';
import type { FunctionState } from './function/function-state';
import { nicSwitchView } from './nic-switch/nic-switch-view';
import { NO_COUNTERS } from './no-counters';
import { slicesOf } from './pcie/bars';
import { busMasterEnabled } from './pcie/power';
import { routingIdOf } from './pcie/routing';
import { capabilityView } from './pcie/sriov-capability';
import { lifecycleInView } from './pf-driver/driver-state';

/** The state in words. Made once for each state; VFs that did not change keep the object of the view before. */
export class AdapterViews {
  private readonly views = new WeakMap<AdapterState, AdapterView>();
  private last: AdapterState | undefined;
  private vfs = Table.empty<FunctionView>();

  of(state: AdapterState): AdapterView {
    const known = this.views.get(state);
    if (known !== undefined) return known;
    const view = viewOf(state, this.followed(state));
    this.views.set(state, view);
    return view;
  }

  /** Every VF's view depends on the PF's configuration space (addresses, power), so a change there renews them all. */
  private followed(state: AdapterState): Table<FunctionView> {
    const { last } = this;
    this.last = state;
    if (last === undefined || last.pcie.pf !== state.pcie.pf) {
      this.vfs = Table.of([...state.vfs.keys()].map((key) => [key, vfView(state, key)] as const));
      return this.vfs;
    }
    for (const key of changedVfs(last, state))
      this.vfs = state.vfs.has(key) ? this.vfs.set(key, vfView(state, key)) : this.vfs.delete(key);
    return this.vfs;
  }
}

const changedVfs = (was: AdapterState, is: AdapterState): ReadonlySet<number> =>
  new Set([
    ...changed(was.vfs, is.vfs),
    ...changed(was.pcie.vfs, is.pcie.vfs),
    ...changed(was.allocations, is.allocations),
  ]);

const changed = <V>(was: Table<V>, is: Table<V>): readonly number[] =>
  was === is ? [] : was.changesTo(is).map(({ key }) => key);

const viewOf = (state: AdapterState, vfs: Table<FunctionView>): AdapterView => ({
  driver: lifecycleInView(state.driver),
  sriovEnabledByKeyword: state.driver.configuration.sriov,
  capability: capabilityView(state.pcie),
  pf: functionView(state, PF, state.pf),
  vfs,
  nicSwitch: state.nicSwitch && nicSwitchView(state.nicSwitch),
  link: state.linkUp ? 'up' : 'down',
  portCounters: state.nicSwitch?.port ?? NO_COUNTERS,
});

function vfView(state: AdapterState, key: number): FunctionView {
  const id = vfFunction(vfId(key));
  const held = functionOf(state, id);
  if (held === undefined) throw new Error(`cannot happen: VFId ${key} was found in the table`);
  return functionView(state, id, held);
}

function functionView(state: AdapterState, id: FunctionId, held: FunctionState): FunctionView {
  const { pcie, allocations } = state;
  let bars: FunctionView['bars'] | undefined;
  let receiveMode: FunctionView['receiveMode'] | undefined;
  return {
    id,
    routingId: routingIdOf(pcie, id),
    busMasterEnable: busMasterEnabled(pcie, id),
    power: held.power,
    allocated: id.kind === 'vf' ? allocations.get(id.vf)?.allocation : undefined,
    counters: held.statistics,
    get bars() {
      return (bars ??= slicesOf(pcie, id));
    },
    receiveEnabled: held.registers.receiveEnabled,
    transmitEnabled: held.registers.transmitEnabled,
    ...(id.kind === 'vf' && { maxFrameSize: held.registers.maxFrameSize }),
    get receiveMode() {
      return (receiveMode ??= receiveModeOf(held));
    },
  };
}
