import type { Facet } from '../../../terms/domain';
import type { Json } from '../../../terms/json';
import type {
  BridgePortReading,
  BridgeReading,
  ConfigReading,
  LinkReading,
  PartitionReading,
  PfReading,
  VfReading,
  VfSettings,
} from '../readings/reading';

/** One cell, still without its owner. */
export type Row = readonly [facet: Facet, name: string, value: Json];

const plain = (value: object | undefined): Json => (value === undefined ? null : (value as Json));

/** What `ip link` tells of one device. `who` is its role: `netdev`, `synthetic adapter`, `host port`. */
function linkRows(who: string, link: LinkReading | undefined): readonly Row[] {
  return [
    ['lifecycle', `${who}: exists`, link !== undefined],
    ['config', `${who}: MAC address`, link?.mac ?? null],
    ['config', `${who}: MTU`, link?.mtu ?? null],
    ['config', `${who}: up`, link?.up ?? null],
    [
      'config',
      `${who}: receive mode`,
      link === undefined
        ? null
        : { promiscuous: link.promiscuous, allMulticast: link.allMulticast, groups: link.groups },
    ],
    ['link', `${who}: carrier`, link?.carrier ?? null],
    ['statistics', `${who}: counters`, plain(link?.counters)],
  ];
}

/**
 * The command register's memory and interrupt bits are not a VF's in PCI Express (SR-IOV 1.1, 3.4.1.3); where they show,
 * the kernel sets them when it binds a driver, so they count as life cycle and not as what a guest left behind.
 */
function configRows(config: ConfigReading | undefined): readonly Row[] {
  const command = config?.command;
  return [
    [
      'config',
      'identity',
      config === undefined ? null : { vendor: config.vendorId, device: config.deviceId },
    ],
    ['config', 'bus master', command?.busMaster ?? null],
    ['lifecycle', 'memory space', command?.memorySpace ?? null],
    ['lifecycle', 'interrupt disable', command?.interruptDisable ?? null],
    ['config', 'BARs', config?.bars ?? null],
    ['config', 'PCI Express control', plain(config?.express)],
    ['power', 'power state', config?.power ?? null],
    ['interrupts', 'MSI', plain(config?.msi)],
    ['interrupts', 'MSI-X', plain(config?.msix)],
  ];
}

export const pfRows = ({ netdev, config, driver, numVfs, unicast, slices }: PfReading): readonly Row[] => [
  ...configRows(config),
  ['config', 'BAR slices', slices.map((each) => plain(each))],
  ['capability', 'SR-IOV', plain(config?.sriov)],
  ['capability', 'VFs enabled', numVfs],
  ['lifecycle', 'driver', driver ?? null],
  ...linkRows('netdev', netdev),
  ['switch', 'bridge of the PF', netdev?.master ?? null],
  ['filters', 'unicast addresses', unicast],
];

export const vfRows = ({ routingId, driver, config, slices, netdev }: VfReading): readonly Row[] => [
  ['lifecycle', 'Routing ID', routingId ?? null],
  ['lifecycle', 'driver', driver ?? null],
  ...configRows(config),
  ['config', 'BAR slices', slices.map((each) => plain(each))],
  ...linkRows('netdev', netdev),
];

export const settingsRows = (settings: VfSettings): readonly Row[] => [
  ['filters', 'MAC address set by the PF', settings.mac ?? null],
  ['filters', 'VLAN set by the PF', { vlan: settings.vlan ?? null, qos: settings.qos }],
  ['vport', 'spoof check', settings.spoofCheck],
  ['vport', 'trust', settings.trusted],
  ['vport', 'link state set by the PF', settings.linkState],
  ['vport', 'rates', { least: settings.minRate, most: settings.maxRate }],
];

export const partitionRows = ({ present, synthetic, hostPort, port }: PartitionReading): readonly Row[] => [
  ['lifecycle', 'namespace', present],
  ...linkRows('synthetic adapter', synthetic),
  ...linkRows('host port', hostPort),
  ['port', 'bridge of the host port', hostPort?.master ?? null],
  ...portRows('host port', port),
];

export const bridgeRows = ({ netdev, uplink, own }: BridgeReading): readonly Row[] => [
  ...linkRows('bridge', netdev).filter(([facet]) => facet !== 'link'),
  ...portRows('uplink', uplink).map(asSwitch),
  ...portRows('management port', own).map(asSwitch),
];

/** The PF's ports are the switch; a partition's port is the partition's. */
const asSwitch = ([facet, name, value]: Row): Row => [facet === 'port' ? 'switch' : facet, name, value];

function portRows(who: string, port: BridgePortReading | undefined): readonly Row[] {
  if (port === undefined) return [['port', `${who}: on a bridge`, false]];
  const { state, vlans, addresses, ...flags } = port;
  return [
    ['port', `${who}: on a bridge`, true],
    ['link', `${who}: state`, state],
    ['port', `${who}: flags`, { ...flags }],
    ['port', `${who}: VLANs`, vlans.map((each) => plain(each))],
    ['port', `${who}: addresses`, addresses.map(({ mac, vlan }) => ({ mac, vlan: vlan ?? null }))],
  ];
}
