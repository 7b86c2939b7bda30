import { CONTROL, CONTROL_SOFTWARE_RESET } from '../../device/function/registers';
import { DONE, refused, type CallOutcome } from './call-outcome';
import { pauseVfMiniport, restartVfMiniport, setUpRegisters } from './initialize';
import { disableMessages } from './messages';
import type { VfAccess } from './vf-access';
import { DIRECTED_ONLY, WITHOUT_RINGS } from './vf-miniport';

const COMMAND = 0x04;

/**
 * MiniportHaltEx: no DMA and no interrupt after it returns (VFM-HALT-01). After a surprise removal there is no device to
 * talk to, and only the driver's own memory is tidied up (VFM-HALT-02).
 */
export function haltVfMiniport(access: VfAccess, manner: 'graceful' | 'surprise'): CallOutcome {
  const { state } = access.miniport();
  if (state === 'not-present' || state === 'halted')
    return refused('NDIS_STATUS_INVALID_STATE', `the VF miniport is ${state}`, 'FSM-PFM-13');
  if (manner === 'graceful') quiesce(access);
  access.change((miniport) => ({
    ...miniport,
    ...WITHOUT_RINGS,
    state: 'halted',
    receiveMode: DIRECTED_ONLY,
    bindings: [],
    messageTable: undefined,
  }));
  access.log('vf-miniport-halt', {
    HaltAction: manner === 'graceful' ? 'NdisHaltDeviceDisabled' : 'NdisHaltDeviceSurpriseRemoved',
  });
  return DONE;
}

function quiesce(access: VfAccess): void {
  if (access.miniport().state === 'running') pauseVfMiniport(access);
  access.awaitNotices(false);
  access.writeRegister(CONTROL, CONTROL_SOFTWARE_RESET);
  disableMessages(access);
  access.writeConfig(COMMAND, 2, 0);
}

/** MiniportResetEx: the driver sets its own VF up anew; its operational state stays (FSM-PFM-16). */
export function resetVfMiniport(access: VfAccess): CallOutcome {
  const { state } = access.miniport();
  if (state !== 'running' && state !== 'paused')
    return refused('NDIS_STATUS_NOT_ACCEPTED', `the VF miniport is ${state}`);
  access.log('vf-miniport-reset');
  access.writeConfig(COMMAND, 2, BUS_MASTER_ENABLE);
  const outcome = setUpRegisters(access);
  if (outcome.kind === 'refused' || state === 'paused') return outcome;
  access.change((miniport) => ({ ...miniport, state: 'paused' }));
  return restartVfMiniport(access);
}

const BUS_MASTER_ENABLE = 0x0004;

/** The guest's kernel dies: nobody drives the VF any more, and nobody tells it so. */
export function crashGuest(access: VfAccess): CallOutcome {
  access.change((miniport) => ({ ...miniport, state: 'crashed' }));
  access.log('guest-crash');
  return DONE;
}
