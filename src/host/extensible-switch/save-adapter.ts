import type { MacAddress } from '../../terms/mac-address';
import { announce, changedNic } from './nic-requests';
import { nicAt, withSettings, type ExtensibleSwitch } from './extensible-switch';
import { enabledExtensions } from './extension-stack';
import { issue } from './issue';
import type { PortPolicies } from './port-policy';
import { withLivePort } from './port-requests';
import {
  refusal,
  refused,
  SUCCESS,
  succeeded,
  type SwitchRefusal,
  type SwitchResult,
} from './switch-outcome';
import type { SwitchEvent } from './switch-event';
import { isVmPort, type SwitchPortId } from './switch-port';

/** NDIS_SWITCH_NIC_SAVE_STATE_MAX_DATA_SIZE: bytes that one OID_SWITCH_NIC_SAVE carries; more goes in further rounds. */
export const MAX_SAVE_DATA_SIZE = 65536;

/** A VM adapter at rest. Plain values; it becomes a live adapter only through `restoreAdapter`, on whatever port. */
export interface SavedAdapter {
  readonly permanentMac: MacAddress | undefined;
  readonly vmMac: MacAddress | undefined;
  readonly policies: PortPolicies;
  /** In the order of saving. */
  readonly blobs: readonly SavedBlob[];
}

export interface SavedBlob {
  /** ExtensionId. */
  readonly extension: string;
  readonly data: Uint8Array;
}

export interface SaveResult extends SwitchResult {
  readonly saved: SavedAdapter | undefined;
}

/** What an extension keeps for an adapter while it runs. */
export function keepRunTimeData(
  sw: ExtensibleSwitch,
  extension: string,
  portId: SwitchPortId,
  data: Uint8Array,
): ExtensibleSwitch {
  const { runTimeData } = sw.settings;
  return withSettings(sw, {
    runTimeData: { ...runTimeData, [extension]: { ...runTimeData[extension], [portId]: data } },
  });
}

/**
 * OID_SWITCH_NIC_SAVE until nobody has more, each round ended by the extension that gave data and the last one by the
 * miniport edge, then OID_SWITCH_NIC_SAVE_COMPLETE (XSW-SAVE-01 to 05). The switch does not change.
 */
export function saveAdapter(sw: ExtensibleSwitch, portId: SwitchPortId): SaveResult {
  const port = sw.ports.get(portId);
  const nic = nicAt(sw, portId);
  const refuse = (outcome: SwitchRefusal): SaveResult => ({ ...refused(sw, outcome), saved: undefined });
  if (port === undefined || !isVmPort(port) || nic === undefined)
    return refuse(refusal('XSW-SAVE-01', `port ${portId} has no VM adapter`));
  if (nic.state !== 'connected')
    return refuse(
      refusal('XSW-SAVE-01', `the adapter of port ${portId} is ${nic.state}`, 'NDIS_STATUS_INVALID_STATE'),
    );
  const blobs = blobsOf(sw, portId);
  const rounds = [...blobs.map((blob) => saveRound(sw, portId, blob)), saveRound(sw, portId)];
  const complete = issue(sw, { oid: 'OID_SWITCH_NIC_SAVE_COMPLETE', portId, nicIndex: 0 }, (now) => now);
  const { permanentMac, vmMac } = nic;
  return {
    switch: sw,
    outcome: SUCCESS,
    events: [...rounds, ...complete.events],
    saved: { permanentMac, vmMac, policies: port.policies, blobs },
  };
}

const blobsOf = (sw: ExtensibleSwitch, portId: SwitchPortId): readonly SavedBlob[] =>
  enabledExtensions(sw).flatMap(({ extension }) =>
    split(sw.settings.runTimeData[extension]?.[portId]).map((data) => ({ extension, data })),
  );

function split(data: Uint8Array | undefined): readonly Uint8Array[] {
  if (data === undefined) return [];
  const count = Math.ceil(data.length / MAX_SAVE_DATA_SIZE);
  return Array.from({ length: count }, (_, at) =>
    data.slice(at * MAX_SAVE_DATA_SIZE, (at + 1) * MAX_SAVE_DATA_SIZE),
  );
}

/** Extensions above the one that completes the round have passed it on; those below do not see it. */
function saveRound(sw: ExtensibleSwitch, portId: SwitchPortId, blob?: SavedBlob): SwitchEvent {
  return {
    kind: 'oid',
    oid: 'OID_SWITCH_NIC_SAVE',
    portId,
    nicIndex: 0,
    seenBy: downTo(sw, blob?.extension),
    status: 'NDIS_STATUS_SUCCESS',
    details: blob === undefined ? {} : { ExtensionId: blob.extension, SaveDataSize: blob.data.length },
  };
}

function downTo(sw: ExtensibleSwitch, extension: string | undefined): readonly string[] {
  const names = enabledExtensions(sw).map((each) => each.extension);
  const at = extension === undefined ? -1 : names.indexOf(extension);
  return at < 0 ? names : names.slice(0, at + 1);
}

/**
 * OID_SWITCH_NIC_RESTORE for each blob, then OID_SWITCH_NIC_RESTORE_COMPLETE. Data of an extension that is not here
 * reaches the miniport edge and is lost, which the event tells (XSW-SAVE-10 to 14). Policies come with the port's
 * creation, before this (XSW-MIG-03).
 */
export const restoreAdapter = (
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  saved: SavedAdapter,
): SwitchResult =>
  withLivePort(sw, portId, (port) => {
    const nic = nicAt(sw, portId);
    if (nic?.state !== 'connected')
      return refused(
        sw,
        refusal('XSW-MIG-06', `the adapter of port ${portId} is not connected`, 'NDIS_STATUS_INVALID_STATE'),
      );
    const events = saved.blobs.map((blob) => restoreRound(sw, portId, blob));
    const consumed = saved.blobs.reduce((now, blob) => consume(now, portId, blob), sw);
    const moved =
      saved.vmMac === undefined || nic.vmMac === saved.vmMac
        ? succeeded(consumed)
        : announce(consumed, changedNic(nic, port, { vmMac: saved.vmMac }));
    const complete = issue(
      moved.switch,
      { oid: 'OID_SWITCH_NIC_RESTORE_COMPLETE', portId, nicIndex: 0 },
      (now) => now,
    );
    return { ...succeeded(complete.switch), events: [...events, ...moved.events, ...complete.events] };
  });

const isHere = (sw: ExtensibleSwitch, extension: string): boolean =>
  enabledExtensions(sw).some((each) => each.extension === extension);

function restoreRound(
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  { extension, data }: SavedBlob,
): SwitchEvent {
  return {
    kind: 'oid',
    oid: 'OID_SWITCH_NIC_RESTORE',
    portId,
    nicIndex: 0,
    seenBy: downTo(sw, extension),
    status: 'NDIS_STATUS_SUCCESS',
    details: { ExtensionId: extension, SaveDataSize: data.length, isConsumed: isHere(sw, extension) },
  };
}

/** Rounds of one extension add up. */
function consume(
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  { extension, data }: SavedBlob,
): ExtensibleSwitch {
  if (!isHere(sw, extension)) return sw;
  const had = sw.settings.runTimeData[extension]?.[portId] ?? new Uint8Array();
  return keepRunTimeData(sw, extension, portId, Uint8Array.from([...had, ...data]));
}
