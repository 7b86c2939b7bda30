import { refused, type CallOutcome } from '../guest/call-outcome';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';

export type BlockCall = 'NdisMReadConfigBlock' | 'NdisMWriteConfigBlock';

/** Both calls are reserved to VF miniports: a PF miniport gets none of it, and is sent no OID (BLOCK-READ-03, BLOCK-WRITE-03). */
export function blockCallOfPf(
  carrier: HostCarrier,
  adapter: string,
  call: BlockCall,
  block: number,
): CallOutcome {
  const status = 'NDIS_STATUS_FAILURE';
  carrier.log(hostEvent('config-block', adapter, { call, block, status, caller: 'PF miniport' }));
  const rule = call === 'NdisMReadConfigBlock' ? 'BLOCK-READ-03' : 'BLOCK-WRITE-03';
  return refused(status, `${call} is reserved to VF miniport drivers`, rule);
}
