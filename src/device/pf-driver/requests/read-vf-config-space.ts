import type { OidExchange } from '../../adapter-context';
import { succeeded, withMembers } from '../oid-reply';
import { SRIOV_READ_VF_CONFIG_SPACE_PARAMETERS } from '../structures/sriov';
import { accessesOf, configWindow, type ConfigWindow } from './config-window';
import { filled } from './window';

/** From the VF's own registers, with the identifiers that the guest is to see in place of FFFFh (CFG-VIRT-01, CFG-VIRT-06). */
export const readVfConfigSpace = withMembers(SRIOV_READ_VF_CONFIG_SPACE_PARAMETERS, (exchange, members) => {
  const target = configWindow(exchange, SRIOV_READ_VF_CONFIG_SPACE_PARAMETERS, members);
  if (!target.ok) return target.error;
  const { vf, offset, window } = target.value;
  const bytes = readBytes(exchange, target.value);
  return succeeded(exchange.state, { VFId: vf, Offset: offset, ...filled(window, bytes) });
});

function readBytes({ context, state }: OidExchange, { routingId, offset, window }: ConfigWindow): Uint8Array {
  const { profile, parts } = context;
  const bytes = new Uint8Array(window.length);
  for (const access of accessesOf(offset, window.length)) {
    const { value } = parts.pcie.readConfig(state.pcie, routingId, access.offset, access.width);
    for (let lane = 0; lane < access.width; lane++)
      bytes[access.offset - offset + lane] = (value >>> (lane * 8)) & 0xff;
  }
  const identity = Uint16Array.of(profile.vendorId, profile.vfDeviceId);
  for (let at = offset; at < Math.min(4, offset + window.length); at++)
    bytes[at - offset] = ((identity[at >> 1] ?? 0) >>> ((at & 1) * 8)) & 0xff;
  return bytes;
}
