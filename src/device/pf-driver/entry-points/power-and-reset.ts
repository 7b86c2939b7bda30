import type { EntryPoint } from '../../adapter-context';
import { still, withEffects } from '../../adapter-step';
import { afterPcieEvents } from '../../pcie-events';
import { poweredOnAdapter } from '../../powered-on';
import { setPfPower as writePfPower } from '../../pcie/driver-writes';
import { conventionalReset as resetPcie } from '../../pcie/resets';
import { DISABLED_EFFECT } from '../virtualization';

/** Through the PF's power management register. VFs are not usable in a higher state than their PF (PCIE-VFCFG-14). */
export const setPfPower: EntryPoint<'set-pf-power'> = (context, state, { state: power }) => {
  const changed = writePfPower(state.pcie, power);
  return afterPcieEvents(context, { ...state, pcie: changed.state }, changed.events);
};

/** Everything but the link is as after power-on; the driver, if there was one, has lost its device. */
export const conventionalReset: EntryPoint<'conventional-reset'> = ({ profile }, state) => {
  const fresh = poweredOnAdapter(profile, state.linkUp);
  const { failNext, indications } = state;
  const next = { ...fresh, pcie: resetPcie(state.pcie), failNext, indications };
  return state.vfs.count > 0 ? withEffects(next, DISABLED_EFFECT) : still(next);
};
