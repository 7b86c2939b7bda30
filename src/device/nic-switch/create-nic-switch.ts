import { PF } from '../../terms/function-id';
import { ok } from '../../terms/result';
import { NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import { Table } from '../../terms/table';
import type { AdapterProfile } from '../adapter-profile';
import type { NicSwitch, SwitchLimits, VPort } from './nic-switch';
import { NO_COUNTERS } from '../no-counters';
import { NO_TOTALS } from './switch-counters';
import { invalid, type Refused, type SwitchResult } from './switch-refusal';

/** Members of NDIS_NIC_SWITCH_PARAMETERS that shape the switch. */
export interface NicSwitchParameters {
  /** 0 to TotalVFs. */
  readonly numVfs: number;
  /** 1 to the profile's `maxVPorts`, the default VPort included. */
  readonly numVPorts: number;
  /** Default 1 (SWITCH-INFO-07). */
  readonly queuePairsForDefaultVPort?: number;
  /** In all, the default VPort's included. Default: the profile's `maxQueuePairs`. */
  readonly queuePairs?: number;
  /** Reported NDIS_RECEIVE_FILTER_MAC_HEADER_VLAN_ID_SUPPORTED (FILTER-VLAN-09). Default: the profile's. */
  readonly vlanFiltering?: boolean;
  /** Default "Default Switch" (SWITCH-KEYWORD-02). */
  readonly name?: string;
  /** False for static creation before OID_NIC_SWITCH_CREATE_SWITCH. Default true. */
  readonly usable?: boolean;
}

/**
 * The switch with its default VPort: attached to the PF, active, with the first queue pairs (SWITCH-CREATE-10, -19).
 * Refuses values that the adapter cannot have (SWITCH-CREATE-09).
 */
export function createNicSwitch(parameters: NicSwitchParameters, profile: AdapterProfile): SwitchResult {
  const limits = limitsOf(parameters, profile);
  const refusal = refusalOf(limits, profile);
  if (refusal !== undefined) return refusal;
  const ofDefault = limits.queuePairsForDefaultVPort;
  const left = limits.queuePairs - ofDefault;
  return ok({
    limits,
    name: parameters.name ?? 'Default Switch',
    usable: parameters.usable ?? true,
    vports: Table.of([[NDIS_DEFAULT_VPORT_ID, defaultVPort(ofDefault)]]),
    filters: Table.empty(),
    freeQueues: left > 0 ? [{ first: ofDefault, count: left }] : [],
    statistics: Table.empty(),
    port: NO_COUNTERS,
    totals: NO_TOTALS,
    retired: NO_COUNTERS,
  });
}

/** OID_NIC_SWITCH_CREATE_SWITCH on a provisioned switch; that the parameters are equal is the PF driver's check. */
export const enableNicSwitch = (nicSwitch: NicSwitch): NicSwitch =>
  nicSwitch.usable ? nicSwitch : { ...nicSwitch, usable: true };

/** The only parameter that can change while the switch exists (SWITCH-SET-04). */
export const renameNicSwitch = (nicSwitch: NicSwitch, name: string): NicSwitch =>
  nicSwitch.name === name ? nicSwitch : { ...nicSwitch, name };

function limitsOf(parameters: NicSwitchParameters, profile: AdapterProfile): SwitchLimits {
  const { nicSwitch, choices } = profile;
  return {
    numVfs: parameters.numVfs,
    numVPorts: parameters.numVPorts,
    queuePairs: parameters.queuePairs ?? nicSwitch.maxQueuePairs,
    queuePairsForDefaultVPort: parameters.queuePairsForDefaultVPort ?? 1,
    maxQueuePairsPerNondefaultVPort: nicSwitch.maxQueuePairsPerNondefaultVPort,
    asymmetricQueuePairs: nicSwitch.asymmetricQueuePairs,
    singleVPortPool: nicSwitch.singleVPortPool ?? true,
    maxFilters: nicSwitch.maxMacFilters,
    vlanFiltering: parameters.vlanFiltering ?? nicSwitch.vlanFiltering,
    maxFrameSize: profile.maxFrameSize,
    macOnlyFilter: choices.macOnlyFilter,
    localForwardingWithLinkDown: choices.localForwardingWithLinkDown,
  };
}

function refusalOf(limits: SwitchLimits, profile: AdapterProfile): Refused | undefined {
  const bounds: readonly (readonly [string, number, number, number, string])[] = [
    ['NumVFs', limits.numVfs, 0, profile.sriov.totalVfs, 'SWITCH-CREATE-09'],
    ['NumVPorts', limits.numVPorts, 1, profile.nicSwitch.maxVPorts, 'SWITCH-CREATE-17'],
    ['the number of queue pairs', limits.queuePairs, 1, profile.nicSwitch.maxQueuePairs, 'SWITCH-CAPS-06'],
    [
      'NumQueuePairsForDefaultVPort',
      limits.queuePairsForDefaultVPort,
      1,
      limits.queuePairs,
      'VPORT-DEFAULT-08',
    ],
  ];
  for (const [what, value, least, most, rule] of bounds)
    if (!Number.isInteger(value) || value < least || value > most)
      return invalid(rule, `${what} is ${value}; this adapter takes ${least} to ${most}`);
  return undefined;
}

const defaultVPort = (queuePairs: number): VPort => ({
  id: NDIS_DEFAULT_VPORT_ID,
  name: 'Default VPort',
  function: PF,
  active: true,
  firstQueuePair: 0,
  queuePairs,
  interruptModeration: 'undefined',
  processorAffinity: 1,
  allowMacSpoofing: true,
});
