import { afterPcieEvents } from '../../pcie-events';
import { forEach } from '../../adapter-step';
import { succeeded, withMembers } from '../oid-reply';
import { SRIOV_WRITE_VF_CONFIG_SPACE_PARAMETERS } from '../structures/sriov';
import { accessesOf, configWindow, type Access } from './config-window';
import { bytesIn } from './window';

/** Written on the same way as from the bus, by this VF's Routing ID: no other function can be reached (CFG-WRITE-04). */
export const writeVfConfigSpace = withMembers(SRIOV_WRITE_VF_CONFIG_SPACE_PARAMETERS, (exchange, members) => {
  const target = configWindow(exchange, SRIOV_WRITE_VF_CONFIG_SPACE_PARAMETERS, members);
  if (!target.ok) return target.error;
  const { routingId, offset, window } = target.value;
  const bytes = bytesIn(window);
  const step = forEach(exchange.state, accessesOf(offset, window.length), (state, access) => {
    const { context } = exchange;
    const value = valueOf(bytes, offset, access);
    const written = context.parts.pcie.writeConfig(state.pcie, routingId, access.offset, access.width, value);
    return afterPcieEvents(context, { ...state, pcie: written.state }, written.events);
  });
  return succeeded(step.state, {}, step.effects);
});

function valueOf(bytes: Uint8Array, from: number, { offset, width }: Access): number {
  let value = 0;
  for (let lane = width - 1; lane >= 0; lane--) value = value * 256 + (bytes[offset - from + lane] ?? 0);
  return value;
}
