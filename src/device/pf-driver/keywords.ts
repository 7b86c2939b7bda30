import { failed, ok, type Result } from '../../terms/result';
import type { AdapterProfile } from '../adapter-profile';
import type { Keywords } from '../device';
import type { DriverConfiguration } from './driver-state';
import { refusal, type Refusal } from './refusal';

/**
 * Standardized keywords as the PF miniport reads them. Absent keywords have the documented defaults: *SriovPreferred 0,
 * *SRIOV 1, *VMQVlanFiltering 1; the switch keywords default to what the adapter has. Values that the adapter cannot
 * have fail initialization with NDIS_STATUS_NOT_ACCEPTED, before any hardware is touched (SWITCH-STATIC-04, PF-INIT-23).
 * Dynamic creation takes NumVFs from OID_NIC_SWITCH_CREATE_SWITCH alone, and refuses a wrong one there (SWITCH-DYNAMIC-03).
 */
export function readKeywords(
  keywords: Keywords,
  profile: AdapterProfile,
): Result<DriverConfiguration, Refusal> {
  const sriov = isOn(keywords, '*SriovPreferred', 0) && isOn(keywords, '*SRIOV', 1);
  const { nicSwitch } = profile;
  const counts = {
    numVfs: numberOf(keywords, '*NumVFs', profile.sriov.totalVfs),
    numVPorts: numberOf(keywords, '*NumVPorts', nicSwitch.maxVPorts),
    queuePairs: numberOf(keywords, '*NumQueuePairs', nicSwitch.maxQueuePairs),
  };
  const isStatic = nicSwitch.creation === 'static';
  const numVfs = isStatic ? counts.numVfs : Math.min(counts.numVfs, profile.sriov.totalVfs);
  const fault = sriov ? countFault({ ...counts, numVfs }, profile) : undefined;
  if (fault !== undefined) return failed(refusal('NDIS_STATUS_NOT_ACCEPTED', fault, 'SWITCH-STATIC-04'));
  return ok({
    keywords,
    sriov,
    ...counts,
    numVfs,
    vlanFiltering: nicSwitch.vlanFiltering && isOn(keywords, '*VMQVlanFiltering', 1),
    switchName: String(keywords['*SwitchName'] ?? 'Default Switch'),
  });
}

/** Registry values come as numbers or as text. */
const numberOf = (keywords: Keywords, name: string, absent: number): number =>
  Number(keywords[name] ?? absent);
const isOn = (keywords: Keywords, name: string, absent: 0 | 1): boolean =>
  numberOf(keywords, name, absent) === 1;

interface Counts {
  readonly numVfs: number;
  readonly numVPorts: number;
  readonly queuePairs: number;
}

function countFault({ numVfs, numVPorts, queuePairs }: Counts, profile: AdapterProfile): string | undefined {
  const bounds: readonly (readonly [string, number, number, number])[] = [
    ['*NumVFs', numVfs, 0, profile.sriov.totalVfs],
    ['*NumVPorts', numVPorts, 1, profile.nicSwitch.maxVPorts],
    ['*NumQueuePairs', queuePairs, 1, profile.nicSwitch.maxQueuePairs],
  ];
  const bad = bounds.find(
    ([, value, least, most]) => !Number.isInteger(value) || value < least || value > most,
  );
  return bad && `${bad[0]} is ${bad[1]}; this adapter takes ${bad[2]} to ${bad[3]}`;
}

/** Why every SR-IOV request is refused when it is off, in words. */
export const sriovOffReason = ({ keywords }: DriverConfiguration): string =>
  isOn(keywords, '*SriovPreferred', 0)
    ? 'SR-IOV is switched off by the keyword *SRIOV'
    : 'SR-IOV is not the preferred interface (keyword *SriovPreferred)';

/**
 * What the operating system and the installer have set when the PF is bound to the extensible switch stack
 * (SWITCH-MODE-09): without them the adapter works as an ordinary one with RSS (KW-PREF-17).
 */
export const EXTENSIBLE_SWITCH_KEYWORDS: Keywords = { '*SriovPreferred': 1, '*SRIOV': 1 };
