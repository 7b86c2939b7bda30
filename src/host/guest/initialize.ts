import {
  CONTROL,
  CONTROL_RECEIVE_ENABLE,
  CONTROL_SOFTWARE_RESET,
  CONTROL_TRANSMIT_ENABLE,
  MAX_FRAME_SIZE,
  QUEUE_PAIR_COUNT,
  VECTOR_COUNT,
  slotSize,
} from '../../device/function/registers';
import { DONE, refused, type CallOutcome } from './call-outcome';
import { enableMessages } from './messages';
import { programReceiveMode } from './receive-mode';
import { layOutRings, programRings } from './rings';
import type { VfAccess } from './vf-access';

const VENDOR_ID = 0x00;
const COMMAND = 0x04;
const BUS_MASTER_ENABLE = 0x0004;
const NOBODY = 0xffff;
/** A driver for tests needs no more queues than it can tell apart. */
const MOST_QUEUE_PAIRS = 4;

/**
 * MiniportInitializeEx of the VF miniport (VFM-INIT-01 to -13): it makes sure that it is in a child partition, finds its
 * device, and sets up rings and interrupts by its own registers and configuration space. It ends paused, like any NDIS
 * miniport (FSM-PFM-02); `restartVfMiniport` lets frames through.
 */
export function initializeVfMiniport(access: VfAccess): CallOutcome {
  const { state } = access.miniport();
  if (state !== 'not-present' && state !== 'halted' && state !== 'crashed')
    return refused('NDIS_STATUS_INVALID_STATE', `the VF miniport is ${state}`, 'FSM-PFM-13');
  access.change((miniport) => ({ ...miniport, state: 'initializing' }));
  access.log('hypervisor-info', { PartitionType: 'NdisHypervisorPartitionMsHvChild' });
  const outcome = setUp(access);
  const succeeded = outcome.kind === 'done';
  access.change((miniport) => ({ ...miniport, state: succeeded ? 'paused' : 'halted' }));
  access.log('vf-miniport-initialize', {
    status: outcome.kind === 'done' ? 'NDIS_STATUS_SUCCESS' : outcome.status,
  });
  if (succeeded) access.awaitNotices(true);
  return outcome;
}

function setUp(access: VfAccess): CallOutcome {
  if (access.readConfig(VENDOR_ID, 2) === NOBODY)
    return refused('NDIS_STATUS_FAILURE', 'no device answers in configuration space');
  const mastering = access.writeConfig(COMMAND, 2, BUS_MASTER_ENABLE);
  if (mastering.kind === 'refused') return mastering;
  return setUpRegisters(access);
}

/** What a reset of the VF by somebody else takes away, and this driver can put back by itself. */
export function setUpRegisters(access: VfAccess): CallOutcome {
  access.writeRegister(CONTROL, CONTROL_SOFTWARE_RESET);
  const queuePairs = access.readRegister(QUEUE_PAIR_COUNT);
  const vectors = access.readRegister(VECTOR_COUNT);
  if (queuePairs === 0xffffffff || queuePairs === 0)
    return refused('NDIS_STATUS_FAILURE', 'the registers of the VF do not answer');
  const size = slotSize(access.readRegister(MAX_FRAME_SIZE));
  access.change((miniport) =>
    layOutRings({ ...miniport, queuePairs: Math.min(queuePairs, MOST_QUEUE_PAIRS), vectors, slotSize: size }),
  );
  enableMessages(access);
  programRings(access);
  programReceiveMode(access);
  return DONE;
}

/** MiniportRestart. */
export function restartVfMiniport(access: VfAccess): CallOutcome {
  const { state } = access.miniport();
  if (state !== 'paused')
    return refused('NDIS_STATUS_INVALID_STATE', `the VF miniport is ${state}`, 'FSM-PFM-13');
  access.change((miniport) => ({ ...miniport, state: 'running' }));
  access.writeRegister(CONTROL, CONTROL_RECEIVE_ENABLE | CONTROL_TRANSMIT_ENABLE);
  access.log('vf-miniport-restart');
  return DONE;
}

/** MiniportPause. */
export function pauseVfMiniport(access: VfAccess): CallOutcome {
  const { state } = access.miniport();
  if (state !== 'running')
    return refused('NDIS_STATUS_INVALID_STATE', `the VF miniport is ${state}`, 'FSM-PFM-13');
  access.writeRegister(CONTROL, 0);
  access.change((miniport) => ({ ...miniport, state: 'paused' }));
  access.log('vf-miniport-pause');
  return DONE;
}
