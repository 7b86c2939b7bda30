import { partitionDomain, PF_DOMAIN, type Domain, type Facet } from '../../terms/domain';
import type { Json } from '../../terms/json';
import type { Cell, Observation, Shelf } from '../../terms/observation';
import { Table } from '../../terms/table';
import type { Extension } from './extension';
import type { ExtensibleSwitch, SwitchSettings } from './extensible-switch';
import type { PortStatistics } from './port-statistics';
import type { SwitchNic } from './switch-nic';
import type { SwitchPort, SwitchPortId } from './switch-port';

type Row = readonly [name: string, value: Json];

/**
 * All state of a switch, with owners. A port, its adapter, its settings and the frames that it sent and received are its
 * partition's; what extensions hold, and what was kept away from a port, is for the management OS to know. The two key
 * indexes are derived from ports and adapters and hold nothing of their own.
 * @param pf the domain of the management OS, by the adapter under the switch where a testbed has several.
 */
export function extensibleSwitchShelves(sw: ExtensibleSwitch, pf: Domain = PF_DOMAIN): Observation {
  const { name } = sw.settings;
  const ownerOf = (portId: SwitchPortId): Domain => {
    const owner = sw.ports.get(portId)?.owner;
    return owner?.kind === 'partition' ? partitionDomain(owner.partition) : pf;
  };
  const portName = (portId: SwitchPortId): string => `${name} port ${portId}`;
  return [
    shelf(`${name} settings`, settingsTable(sw.settings), (_, settings: SwitchSettings) =>
      cells(pf, 'switch', name, settingRows(settings)),
    ),
    shelf(`${name} ports`, sw.ports, (portId, port: SwitchPort) => [
      ...cells(ownerOf(portId), 'port', portName(portId), portRows(port)),
      ...cells(ownerOf(portId), 'config', portName(portId), policyRows(port)),
      ...cells(pf, 'switch', portName(portId), [['references', asJson(port.references)]]),
    ]),
    shelf(`${name} adapters`, sw.nics, (_, nic: SwitchNic) => {
      const { portId, nicIndex } = nic;
      const nicName = `${portName(portId)} adapter ${nicIndex}`;
      return [
        ...cells(ownerOf(portId), 'port', nicName, nicRows(nic)),
        ...cells(ownerOf(portId), 'config', nicName, addressRows(nic)),
        ...cells(pf, 'switch', nicName, [['references', asJson(nic.references)]]),
      ];
    }),
    shelf(`${name} statistics`, sw.statistics, (portId, statistics: PortStatistics) => [
      ...cells(ownerOf(portId), 'statistics', portName(portId), ownRows(statistics)),
      ...cells(pf, 'statistics', portName(portId), keptAwayRows(statistics)),
    ]),
  ];
}

function shelf<V>(name: string, table: Table<V>, toCells: (key: number, value: V) => readonly Cell[]): Shelf {
  const typed: Shelf<V> = { name, table, cells: toCells };
  return typed;
}

/** Settings are one object and stand in a table of one entry, the same one as long as they are the same. */
const tables = new WeakMap<SwitchSettings, Table<SwitchSettings>>();

function settingsTable(settings: SwitchSettings): Table<SwitchSettings> {
  const table = tables.get(settings) ?? Table.of([[0, settings] as const]);
  tables.set(settings, table);
  return table;
}

const cells = (owner: Domain, facet: Facet, subject: string, rows: readonly Row[]): readonly Cell[] =>
  rows.map(([name, value]) => ({ owner, facet, name: `${subject} ${name}`, value }));

/** Records of primitives and lists stand for themselves as JSON. */
const asJson = (record: object): Json => record as { readonly [key: string]: Json };

const settingRows = (settings: SwitchSettings): readonly Row[] => [
  ['name', settings.name],
  ['type', settings.type],
  ['SR-IOV', settings.sriov],
  ['active', settings.isActive],
  ['next port', settings.nextPortId],
  ['extensions', settings.extensions.map(extensionJson)],
  ['run-time data', dataJson(settings.runTimeData)],
];

const extensionJson = ({ extension, type, enabled, rules }: Extension): Json => ({
  extension,
  type,
  enabled,
  rules: rules.map(asJson),
});

const dataJson = (data: SwitchSettings['runTimeData']): Json =>
  Object.fromEntries(
    Object.entries(data).map(([extension, byPort]) => [
      extension,
      Object.fromEntries(Object.entries(byPort).map(([portId, bytes]) => [portId, Array.from(bytes)])),
    ]),
  );

const portRows = (port: SwitchPort): readonly Row[] => [
  ['type', port.type],
  ['owner', asJson(port.owner)],
  ['name', port.name],
  ['friendly name', port.friendlyName],
  ['state', port.state],
  ['for validation', port.isValidation],
  ['being removed', port.isBeingRemoved],
];

/** `mirrorTo` may be undefined, which is no JSON. */
const policyRows = ({ policies }: SwitchPort): readonly Row[] =>
  Object.entries(policies).map(([name, value]) => [name, (value ?? null) as Json]);

const nicRows = (nic: SwitchNic): readonly Row[] => [
  ['type', nic.type],
  ['name', nic.name],
  ['friendly name', nic.friendlyName],
  ['state', nic.state],
  ['MTU', nic.mtu],
  ['VFAssigned', nic.vfAssigned],
  ['VF data path', nic.vfDataPathActive],
];

/** Apart from the rest, for a guest changes them by itself. */
const addressRows = (nic: SwitchNic): readonly Row[] => [
  ['permanent MAC', nic.permanentMac ?? null],
  ['VM MAC', nic.vmMac ?? null],
  ['failed-over MAC', nic.failedOverMac ?? null],
  ['current MAC', nic.currentMac ?? null],
];

const ownRows = (statistics: PortStatistics): readonly Row[] => [
  ['frames in', statistics.framesIn],
  ['frames out', statistics.framesOut],
  ['bytes in', statistics.bytesIn],
  ['bytes out', statistics.bytesOut],
  ['storm window', [statistics.stormSecond, statistics.stormFrames]],
];

/** Of frames that were not for the port's owner to see. */
const keptAwayRows = (statistics: PortStatistics): readonly Row[] => [
  ['dropped', statistics.dropped],
  ['filtered', statistics.filtered],
  ['metered', statistics.metered],
];
