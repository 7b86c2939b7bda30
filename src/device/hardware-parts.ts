import { invalidateBlocks, readBlock, writeBlock } from './function/blocks';
import { freedFunction, resetFunction } from './function/function-state';
import { setLink } from './function/link';
import { setPower } from './function/power';
import { readRegister } from './function/read-register';
import { deliver } from './function/receive';
import { receiveModeOf } from './function/receive-mode';
import { completeTransmit } from './function/transmit';
import { writeRegister } from './function/write-register';
import { clearFilter } from './nic-switch/clear-filter';
import { createNicSwitch } from './nic-switch/create-nic-switch';
import { createVPort } from './nic-switch/create-vport';
import { deleteVPort } from './nic-switch/delete-vport';
import { moveFilter } from './nic-switch/move-filter';
import { setFilter } from './nic-switch/set-filter';
import { setVPort } from './nic-switch/set-vport';
import { decode } from './pcie/bars';
import { readConfig, writeConfig } from './pcie/config-access';
import { raiseVector, readMsix, writeMsix } from './pcie/msix';
import { functionLevelReset } from './pcie/resets';
import { routingIdOf } from './pcie/routing';
import { disableVirtualization, enableVirtualization } from './pcie/virtualization';

/** Data path of one function: registers, rings, interrupts, blocks. */
export const functionParts = {
  readRegister,
  writeRegister,
  completeTransmit,
  deliver,
  receiveModeOf,
  resetFunction,
  freedFunction,
  setPower,
  setLink,
  readBlock,
  writeBlock,
  invalidateBlocks,
};
export type FunctionParts = Readonly<typeof functionParts>;

/** Requests that the PF driver makes of the NIC switch. */
export const switchVerbs = {
  createNicSwitch,
  createVPort,
  deleteVPort,
  setVPort,
  setFilter,
  clearFilter,
  moveFilter,
};
export type SwitchVerbs = Readonly<typeof switchVerbs>;

export const pcieParts = {
  routingIdOf,
  readConfig,
  writeConfig,
  decode,
  readMsix,
  writeMsix,
  raiseVector,
  functionLevelReset,
  enableVirtualization,
  disableVirtualization,
};
export type PcieParts = Readonly<typeof pcieParts>;
