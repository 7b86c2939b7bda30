import { VPCI_MAX_READ_WRITE_BLOCK_SIZE } from './block-size';
import { refused, type CallOutcome } from './call-outcome';
import type { VfAccess } from './vf-access';
import type { OidAnswer } from '../../terms/oid';

export type BlockRead =
  { readonly kind: 'done'; readonly bytes: Uint8Array } | Extract<CallOutcome, { kind: 'refused' }>;

/** NdisMReadConfigBlock: returns when the PF has answered; the guest hears success or failure, never why (BLOCK-READ-11). */
export function readConfigBlock(
  access: VfAccess,
  block: number,
  length: number,
  irql: InterruptLevel = 'PASSIVE_LEVEL',
): BlockRead {
  if (!mayWait(irql)) return tooHigh(access, 'NdisMReadConfigBlock', irql, 'BLOCK-READ-13');
  if (!isTransferable(length)) return tooLong(access, 'NdisMReadConfigBlock', length);
  const answer = access.readBlock(block, length);
  if (answer.kind === 'refused') return failure(access, 'NdisMReadConfigBlock', block);
  const { Data } = answer.members;
  logCall(access, 'NdisMReadConfigBlock', block, 'NDIS_STATUS_SUCCESS');
  return { kind: 'done', bytes: Data instanceof Uint8Array ? Data : new Uint8Array() };
}

/** NdisMWriteConfigBlock (BLOCK-WRITE-01, -02, -10). */
export function writeConfigBlock(
  access: VfAccess,
  block: number,
  bytes: Uint8Array,
  irql: InterruptLevel = 'PASSIVE_LEVEL',
): CallOutcome {
  if (!mayWait(irql)) return tooHigh(access, 'NdisMWriteConfigBlock', irql, 'BLOCK-WRITE-11');
  if (!isTransferable(bytes.length)) return tooLong(access, 'NdisMWriteConfigBlock', bytes.length);
  const answer: OidAnswer = access.writeBlock(block, bytes);
  if (answer.kind === 'refused') return failure(access, 'NdisMWriteConfigBlock', block);
  logCall(access, 'NdisMWriteConfigBlock', block, 'NDIS_STATUS_SUCCESS');
  return { kind: 'done' };
}

/** Interrupt request level of the caller. */
export type InterruptLevel = 'PASSIVE_LEVEL' | 'APC_LEVEL' | 'DISPATCH_LEVEL';

/** Both calls wait for the PF, which code at DISPATCH_LEVEL may not do (BLOCK-READ-13, BLOCK-WRITE-11). */
const mayWait = (irql: InterruptLevel): boolean => irql !== 'DISPATCH_LEVEL';

/** NDIS Verifier in the guest flags the driver, and the call goes no further. */
function tooHigh(
  access: VfAccess,
  call: string,
  irql: InterruptLevel,
  rule: string,
): Extract<CallOutcome, { kind: 'refused' }> {
  access.log('driver-violation', { call, irql, rule });
  return refusedCall(`${call} at ${irql}; the highest level allowed is APC_LEVEL`, rule);
}

const isTransferable = (length: number): boolean => length >= 1 && length <= VPCI_MAX_READ_WRITE_BLOCK_SIZE;

/** Refused before the PF sees anything (BLOCK-MODEL-09, ruling 21). */
function tooLong(access: VfAccess, call: string, length: number): Extract<CallOutcome, { kind: 'refused' }> {
  access.log('config-block', { call, length, status: 'NDIS_STATUS_FAILURE' });
  return refusedCall(
    `${length} bytes; a block transfer has 1 to ${VPCI_MAX_READ_WRITE_BLOCK_SIZE}`,
    'BLOCK-MODEL-09',
  );
}

function failure(access: VfAccess, call: string, block: number): Extract<CallOutcome, { kind: 'refused' }> {
  logCall(access, call, block, 'NDIS_STATUS_FAILURE');
  return refusedCall('the PF did not carry it out', 'BLOCK-READ-11');
}

const refusedCall = (reason: string, rule: string): Extract<CallOutcome, { kind: 'refused' }> =>
  refused('NDIS_STATUS_FAILURE', reason, rule) as Extract<CallOutcome, { kind: 'refused' }>;

const logCall = (access: VfAccess, call: string, block: number, status: string): void =>
  access.log('config-block', { call, block, status });
