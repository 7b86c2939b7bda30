import type { MacAddress } from '../../terms/mac-address';
import type { Extension } from './extension';
import { nicAt, nicsOf, portsOf, type ExtensibleSwitch, type SwitchType } from './extensible-switch';
import type { AclRule, VlanMode } from './port-policy';
import type { PortOwner, SwitchPort, SwitchPortId } from './switch-port';

/** Configuration of a switch as a path oracle reads it: structurally the `SwitchPaths` of the path folder. */
export interface SwitchPathView {
  readonly switch: string;
  readonly type: SwitchType;
  /** Name of the first physical adapter under the external port. */
  readonly adapter: string | undefined;
  readonly ports: readonly PortPathView[];
  readonly extensions: readonly Pick<Extension, 'type' | 'enabled' | 'rules'>[];
}

export interface PortPathView {
  readonly port: SwitchPortId;
  readonly owner: PortOwner;
  readonly connected: boolean;
  readonly permanentMac: MacAddress | undefined;
  readonly currentMac: MacAddress | undefined;
  readonly allowMacSpoofing: boolean;
  readonly allowTeaming: boolean;
  readonly dhcpGuard: boolean;
  readonly routerGuard: boolean;
  readonly allowPriorityTag: boolean;
  readonly stormLimit: number;
  readonly mirrorTo: SwitchPortId | undefined;
  readonly vlan: VlanMode;
  readonly acl: readonly AclRule[];
}

/** Costs a visit of every port: for whoever reads it, not for every action. */
export function pathView(sw: ExtensibleSwitch): SwitchPathView {
  const ports = Array.from(sw.ports.values()).filter(({ isValidation }) => !isValidation);
  const external = ports.find(({ type }) => type === 'external');
  return {
    switch: sw.settings.name,
    type: sw.settings.type,
    adapter: external && nicAt(sw, external.portId, 1)?.name,
    ports: ports.map((port) => portView(sw, port)),
    extensions: sw.settings.extensions.map(({ type, enabled, rules }) => ({ type, enabled, rules })),
  };
}

function portView(sw: ExtensibleSwitch, port: SwitchPort): PortPathView {
  const { policies, portId } = port;
  const nic = nicAt(sw, portId);
  return {
    port: portId,
    owner: port.owner,
    connected: isConnected(sw, port),
    permanentMac: nic?.permanentMac,
    currentMac: nic?.currentMac,
    allowMacSpoofing: policies.allowMacSpoofing,
    allowTeaming: policies.allowTeaming,
    dhcpGuard: policies.dhcpGuard,
    routerGuard: policies.routerGuard,
    allowPriorityTag: policies.allowPriorityTag,
    stormLimit: policies.stormLimit,
    mirrorTo: policies.mirrorTo === undefined ? undefined : portsOf(sw, policies.mirrorTo)[0]?.portId,
    vlan: policies.vlan,
    acl: policies.acl,
  };
}

/** The external port is usable with a physical adapter only (XSW-NIC-35). */
const isConnected = (sw: ExtensibleSwitch, port: SwitchPort): boolean => {
  const connected = nicsOf(sw, port.portId).filter(({ state }) => state === 'connected');
  return connected.length > (port.type === 'external' ? 1 : 0);
};
