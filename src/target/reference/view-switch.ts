import { nicAt, type ExtensibleSwitch } from '../../host/extensible-switch/extensible-switch';
import { NO_STATISTICS } from '../../host/extensible-switch/port-statistics';
import { referenceCount, type SwitchPort } from '../../host/extensible-switch/switch-port';
import { vmAdapterName } from '../../host/stack/partition';
import type { SwitchOnHost } from '../../host/testbed-switch';
import { MANAGEMENT_OS } from '../../terms/party';
import type { PortInTestbed, SwitchInTestbed } from '../testbed-view';

export const switchInTestbed = ({ switch: name, host, adapter, state }: SwitchOnHost): SwitchInTestbed => ({
  switch: name,
  host,
  type: state.settings.type,
  adapter,
  ports: Array.from(state.ports.values())
    .filter((port) => !port.isValidation)
    .map((port) => portInTestbed(state, port)),
  extensions: state.settings.extensions.map(({ extension, type, enabled }) => ({
    extension,
    type,
    enabled,
  })),
});

function portInTestbed(state: ExtensibleSwitch, port: SwitchPort): PortInTestbed {
  const nic = nicAt(state, port.portId);
  const { framesIn, framesOut, bytesIn, bytesOut, dropped, filtered } =
    state.statistics.get(port.portId) ?? NO_STATISTICS;
  return {
    portId: port.portId,
    nicIndex: 0,
    owner: ownerName(port, state),
    kind: port.type,
    state: nic?.state ?? port.state,
    vfAssigned: nic?.vfAssigned ?? false,
    permanentMac: nic?.permanentMac,
    currentMac: nic?.currentMac,
    vlan: port.policies.vlan,
    acl: port.policies.acl,
    iovWeight: port.policies.iovWeight,
    references: referenceCount(port.references) + referenceCount(nic?.references ?? {}),
    counters: { framesIn, framesOut, bytesIn, bytesOut, dropped, filtered },
  };
}

function ownerName({ owner, portId }: SwitchPort, state: ExtensibleSwitch): string {
  if (owner.kind === 'management-os') return MANAGEMENT_OS;
  if (owner.kind === 'partition') return vmAdapterName(owner.partition, owner.adapter);
  return nicAt(state, portId, 1)?.name ?? 'external';
}
