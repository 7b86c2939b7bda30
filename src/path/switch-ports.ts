import { PF_DOMAIN, partitionDomain, type Domain } from '../terms/domain';
import { MANAGEMENT_OS, OUTSIDE, type Party } from '../terms/party';
import { adapterLabel } from './adapter-label';
import type { PathConfiguration, PortPaths, SwitchPaths } from './configuration';

/** The party behind a port; the external port has none. */
export function partyAt(port: PortPaths): Party | undefined {
  if (port.owner.kind === 'external') return undefined;
  if (port.owner.kind === 'management-os') return { kind: 'management-os' };
  const { partition, adapter } = port.owner;
  return adapter === undefined ? { kind: 'partition', partition } : { kind: 'partition', partition, adapter };
}

/** How an extension's rule names the owner of a port. */
export function ownerName(port: PortPaths): string {
  if (port.owner.kind === 'partition') return port.owner.partition;
  return port.owner.kind === 'external' ? OUTSIDE : MANAGEMENT_OS;
}

export const ownerDomain = (port: PortPaths): Domain =>
  port.owner.kind === 'partition' ? partitionDomain(port.owner.partition) : PF_DOMAIN;

/** The management OS that runs the switch: the PF of its adapter, or the first PF for a switch without adapter. */
export function switchDomain(configuration: PathConfiguration, at: SwitchPaths): Domain {
  const label = at.adapter === undefined ? undefined : adapterLabel(configuration, at.adapter);
  return label === undefined ? PF_DOMAIN : { kind: 'pf', adapter: label };
}

/**
 * XSW-IOV-13, ruling 29: while a guest's traffic is on its VF, the switch takes no part in it; frames for it go out by
 * the external port and reach it through the NIC switch.
 */
export function isOnVf(configuration: PathConfiguration, at: SwitchPaths, port: PortPaths): boolean {
  if (port.owner.kind !== 'partition' || port.owner.adapter !== undefined) return false;
  const { partition } = port.owner;
  return configuration.partitions.some(
    (each) => each.partition === partition && each.path === 'VF' && each.adapter === at.adapter,
  );
}

export interface PortOnSwitch {
  readonly at: SwitchPaths;
  readonly port: PortPaths;
}

export function portOf(configuration: PathConfiguration, party: Party): PortOnSwitch | undefined {
  for (const at of configuration.switches)
    for (const port of at.ports) if (isPortOf(at, port, party)) return { at, port };
  return undefined;
}

function isPortOf(at: SwitchPaths, port: PortPaths, party: Party): boolean {
  const { owner } = port;
  if (party.kind === 'management-os')
    return owner.kind === 'management-os' && (party.switch === undefined || party.switch === at.switch);
  return (
    party.kind === 'partition' &&
    owner.kind === 'partition' &&
    owner.partition === party.partition &&
    owner.adapter === party.adapter
  );
}
