import { DEVICE_DOMAIN, PF_DOMAIN, vfDomain, type Domain } from '../terms/domain';
import type { FunctionId } from '../terms/function-id';
import type { AdapterPaths, PathConfiguration } from './configuration';

/** Domains leave the first adapter's name out. */
export const adapterLabel = (configuration: PathConfiguration, adapter: string): string | undefined =>
  configuration.adapters[0]?.adapter === adapter ? undefined : adapter;

export function functionDomain(
  configuration: PathConfiguration,
  { adapter }: AdapterPaths,
  id: FunctionId,
): Domain {
  const label = adapterLabel(configuration, adapter);
  if (id.kind === 'vf') return vfDomain(id.vf, label);
  return label === undefined ? PF_DOMAIN : { kind: 'pf', adapter: label };
}

/** The adapter as hardware: what passes its NIC switch shows in its port totals. */
export function deviceDomain(configuration: PathConfiguration, { adapter }: AdapterPaths): Domain {
  const label = adapterLabel(configuration, adapter);
  return label === undefined ? DEVICE_DOMAIN : { kind: 'device', adapter: label };
}
