import { PF, vfFunction, vfId } from '../terms/function-id';
import { macAddress, type MacAddress } from '../terms/mac-address';
import type {
  AdapterPaths,
  PartitionPaths,
  PathConfiguration,
  PortPaths,
  SwitchPaths,
} from './configuration';

/** Builders of configurations for specs: each names only what its case is about. */
export const MAC = (last: number): MacAddress =>
  macAddress(`00-15-5D-00-00-${last.toString(16).padStart(2, '0')}`);

export const WEB = MAC(1);
export const DB = MAC(2);
export const LEGACY = MAC(3);
export const STRANGER = MAC(0x77);
export const GROUP = macAddress('01-00-5E-00-00-05');

export function functionPaths(
  vf: number | 'pf',
  partition: string | undefined,
  changes: Partial<AdapterPaths['functions'][number]> = {},
): AdapterPaths['functions'][number] {
  return {
    function: vf === 'pf' ? PF : vfFunction(vfId(vf)),
    busMasterEnable: true,
    powered: true,
    receiveEnabled: true,
    transmitEnabled: true,
    receiveBuffers: 8,
    broadcast: true,
    allMulticast: false,
    promiscuous: false,
    groups: [],
    partition,
    ...changes,
  };
}

export const vport = (
  number: number,
  vf: number | 'pf',
  changes: Partial<AdapterPaths['vports'][number]> = {},
): AdapterPaths['vports'][number] => ({
  vport: number,
  function: vf === 'pf' ? PF : vfFunction(vfId(vf)),
  active: true,
  allowMacSpoofing: false,
  ...changes,
});

export const filter = (
  number: number,
  mac: MacAddress,
  vlan: number | 'untagged-or-zero' | 'any',
): AdapterPaths['filters'][number] => ({
  vport: number,
  mac,
  vlan: typeof vlan === 'number' ? { kind: 'id', id: vlan } : { kind: vlan },
});

/** Two VFs with VLAN 10 filters, a default VPort that holds the synthetic guest's. */
export const adapter = (changes: Partial<AdapterPaths> = {}): AdapterPaths => ({
  adapter: 'NIC1',
  linkUp: true,
  driverRunning: true,
  nicSwitchUsable: true,
  localForwardingWithLinkDown: true,
  maxFrameSize: 1518,
  vports: [vport(0, 'pf'), vport(1, 0), vport(2, 1)],
  filters: [filter(1, WEB, 10), filter(2, DB, 10), filter(0, LEGACY, 10)],
  functions: [functionPaths('pf', undefined), functionPaths(0, 'web'), functionPaths(1, 'db')],
  ...changes,
});

/** @param owner a partition's name, `management-os` or `external`. */
export const port = (
  number: number,
  owner: string,
  mac: MacAddress | undefined,
  changes: Partial<PortPaths> = {},
): PortPaths => ({
  port: number,
  owner:
    owner === 'external' || owner === 'management-os'
      ? { kind: owner }
      : { kind: 'partition', partition: owner },
  connected: true,
  permanentMac: mac,
  currentMac: mac,
  allowMacSpoofing: false,
  allowTeaming: false,
  dhcpGuard: false,
  routerGuard: false,
  allowPriorityTag: false,
  stormLimit: 0,
  mirrorTo: undefined,
  vlan: { kind: 'access', vlan: 10 },
  acl: [],
  ...changes,
});

export const external = (ports: readonly PortPaths[], changes: Partial<SwitchPaths> = {}): SwitchPaths => ({
  switch: 'External',
  type: 'external',
  adapter: 'NIC1',
  ports: [port(1, 'external', undefined, { vlan: { kind: 'untagged' } }), ...ports],
  extensions: [],
  ...changes,
});

export const partition = (
  name: string,
  mac: MacAddress,
  vf: number | undefined,
  changes: Partial<PartitionPaths> = {},
): PartitionPaths => ({
  partition: name,
  running: true,
  path: vf === undefined ? 'synthetic' : 'VF',
  adapter: vf === undefined ? undefined : 'NIC1',
  vf,
  mac,
  ...changes,
});

export const GUESTS: readonly PartitionPaths[] = [
  partition('web', WEB, 0),
  partition('db', DB, 1),
  partition('legacy', LEGACY, undefined),
];

export const PORTS: readonly PortPaths[] = [
  port(2, 'web', WEB),
  port(3, 'db', DB),
  port(4, 'legacy', LEGACY),
];

/** web and db on VFs, legacy on the synthetic path, all in VLAN 10. */
export const configuration = (changes: Partial<PathConfiguration> = {}): PathConfiguration => ({
  adapters: [adapter()],
  switches: [external(PORTS)],
  partitions: GUESTS,
  stations: [],
  ...changes,
});
