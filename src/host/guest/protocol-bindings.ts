import { DONE, refused, type CallOutcome } from './call-outcome';
import type { VfAccess } from './vf-access';

/** Upper range of every VF miniport. NetVSC alone has it as its lower range, so that nothing else can bind (ISO-PRIV-02). */
export const VF_UPPER_RANGE = 'ndisvf';

/** Protocol drivers installed in a guest, by the range of miniports that they bind to. */
export const LOWER_RANGES: Readonly<Record<string, string>> = {
  'TCP/IP': 'ndis5',
  'Link-Layer Topology Discovery': 'ndis5',
  NetVSC: VF_UPPER_RANGE,
};

/** NDIS in the guest offers a miniport that has come to every protocol driver; those whose range it has bind. */
export function bindProtocols(access: VfAccess): void {
  const bindings = Object.keys(LOWER_RANGES).filter(mayBind);
  access.change((miniport) => ({ ...miniport, bindings }));
}

/** A guest that has it bound by hand gets no further than the range. */
export function bindProtocol(access: VfAccess, protocol: string): CallOutcome {
  if (!mayBind(protocol))
    return refused(
      'NDIS_STATUS_NOT_SUPPORTED',
      `"${protocol}" binds to ${LOWER_RANGES[protocol] ?? 'nothing known'}, the VF miniport has ${VF_UPPER_RANGE}`,
      'ISO-PRIV-02',
    );
  const { bindings } = access.miniport();
  if (!bindings.includes(protocol))
    access.change((miniport) => ({ ...miniport, bindings: [...bindings, protocol] }));
  return DONE;
}

const mayBind = (protocol: string): boolean => LOWER_RANGES[protocol] === VF_UPPER_RANGE;
