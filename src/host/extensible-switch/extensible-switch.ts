import { Table } from '../../terms/table';
import { WFP, type Extension } from './extension';
import { candidates, NO_KEYS, withKey, withoutKey, type KeyIndex } from './key-index';
import { NO_STATISTICS, type PortStatistics } from './port-statistics';
import { nicKey, type SwitchNic } from './switch-nic';
import type { SwitchPort, SwitchPortId } from './switch-port';

export type SwitchType = 'external' | 'internal' | 'private';

/** One instance of the extensible switch in the management OS. Immutable; unchanged parts keep their identity. */
export interface ExtensibleSwitch {
  readonly settings: SwitchSettings;
  readonly ports: Table<SwitchPort>;
  /** By `nicKey`. */
  readonly nics: Table<SwitchNic>;
  /** By port identifier; from its creation on, so that a first frame adds no cell at whom it does not reach. */
  readonly statistics: Table<PortStatistics>;
  /** Derived: ports by current MAC address of their adapter, and by the partition that owns them. */
  readonly byMac: KeyIndex;
  readonly byPartition: KeyIndex;
}

export interface SwitchSettings {
  readonly name: string;
  readonly type: SwitchType;
  /** IOVPreferred: ports may be given VFs (XSW-IOV-12). */
  readonly sriov: boolean;
  readonly isActive: boolean;
  readonly nextPortId: SwitchPortId;
  /** In the order that an ingress frame meets them (XSW-EXT-02, 04). */
  readonly extensions: readonly Extension[];
  /** Run-time data that extensions keep for adapters, saved with them: by extension, then by port (XSW-SAVE-02). */
  readonly runTimeData: Readonly<Record<string, Readonly<Record<SwitchPortId, Uint8Array>>>>;
}

export interface SwitchSpec {
  readonly name: string;
  readonly type: SwitchType;
  /** Only an external switch can have it (XSW-IOV-01); elsewhere it is ignored. */
  readonly sriov?: boolean;
}

/** Not active yet. The in-box WFP extension is enabled but on an SR-IOV switch (XSW-EXT-06, XSW-IOV-20). */
export function createSwitch(spec: SwitchSpec): ExtensibleSwitch {
  const sriov = spec.type === 'external' && spec.sriov === true;
  const wfp: Extension = { extension: WFP, type: 'filtering', enabled: !sriov, rules: [] };
  return {
    settings: {
      name: spec.name,
      type: spec.type,
      sriov,
      isActive: false,
      nextPortId: 1,
      extensions: [wfp],
      runTimeData: {},
    },
    ports: Table.empty(),
    nics: Table.empty(),
    statistics: Table.empty(),
    byMac: NO_KEYS,
    byPartition: NO_KEYS,
  };
}

export const withSettings = (sw: ExtensibleSwitch, change: Partial<SwitchSettings>): ExtensibleSwitch => ({
  ...sw,
  settings: { ...sw.settings, ...change },
});

const partitionOf = (port: SwitchPort | undefined): string | undefined =>
  port?.owner.kind === 'partition' ? port.owner.partition : undefined;

/** Adds or replaces; the owner of a port never changes. */
export const withPort = (sw: ExtensibleSwitch, port: SwitchPort): ExtensibleSwitch => ({
  ...sw,
  ports: sw.ports.set(port.portId, port),
  statistics: sw.statistics.has(port.portId) ? sw.statistics : sw.statistics.set(port.portId, NO_STATISTICS),
  byPartition: withKey(sw.byPartition, partitionOf(port), port.portId),
});

/** Its counters, and what extensions kept for it, go with it. */
export const withoutPort = (sw: ExtensibleSwitch, portId: SwitchPortId): ExtensibleSwitch => ({
  ...sw,
  settings: withoutDataOf(sw.settings, portId),
  ports: sw.ports.delete(portId),
  statistics: sw.statistics.delete(portId),
  byPartition: withoutKey(sw.byPartition, partitionOf(sw.ports.get(portId)), portId),
});

function withoutDataOf(settings: SwitchSettings, portId: SwitchPortId): SwitchSettings {
  const kept = Object.entries(settings.runTimeData);
  if (!kept.some(([, byPort]) => portId in byPort)) return settings;
  const others = kept.map(([extension, byPort]) => [
    extension,
    Object.fromEntries(Object.entries(byPort).filter(([id]) => Number(id) !== portId)),
  ]);
  return { ...settings, runTimeData: Object.fromEntries(others) as SwitchSettings['runTimeData'] };
}

export function withNic(sw: ExtensibleSwitch, nic: SwitchNic): ExtensibleSwitch {
  const key = nicKey(nic.portId, nic.nicIndex);
  const was = sw.nics.get(key)?.currentMac;
  const byMac =
    was === nic.currentMac && sw.nics.has(key)
      ? sw.byMac
      : withKey(withoutKey(sw.byMac, was, nic.portId), nic.currentMac, nic.portId);
  return { ...sw, nics: sw.nics.set(key, nic), byMac };
}

export function withoutNic(sw: ExtensibleSwitch, portId: SwitchPortId, nicIndex: number): ExtensibleSwitch {
  const key = nicKey(portId, nicIndex);
  return {
    ...sw,
    nics: sw.nics.delete(key),
    byMac: withoutKey(sw.byMac, sw.nics.get(key)?.currentMac, portId),
  };
}

export const nicAt = (sw: ExtensibleSwitch, portId: SwitchPortId, nicIndex = 0): SwitchNic | undefined =>
  sw.nics.get(nicKey(portId, nicIndex));

/** All adapters of a port, by index. */
export function nicsOf(sw: ExtensibleSwitch, portId: SwitchPortId): readonly SwitchNic[] {
  const last = sw.ports.get(portId)?.type === 'external' ? 32 : 0;
  const nics: SwitchNic[] = [];
  for (let index = 0; index <= last; index++) {
    const nic = nicAt(sw, portId, index);
    if (nic !== undefined) nics.push(nic);
  }
  return nics;
}

/** Ports of a partition in order of creation; without `adapter` all of them. */
export function portsOf(sw: ExtensibleSwitch, partition: string, adapter?: string): readonly SwitchPort[] {
  return candidates(sw.byPartition, partition)
    .map((portId) => sw.ports.get(portId))
    .filter((port): port is SwitchPort => port !== undefined && partitionOf(port) === partition)
    .filter(
      ({ owner }) => adapter === undefined || (owner.kind === 'partition' && owner.adapter === adapter),
    );
}

/** The one operational port of this type, if there is one; meant for `external` and `internal`. */
export function portOfType(sw: ExtensibleSwitch, type: 'external' | 'internal'): SwitchPort | undefined {
  for (const port of sw.ports.values()) if (port.type === type && !port.isValidation) return port;
  return undefined;
}
