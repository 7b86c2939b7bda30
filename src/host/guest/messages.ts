import type { VfAccess } from './vf-access';

const STATUS = 0x06;
const CAPABILITY_LIST = 0x10;
const CAPABILITY_POINTER = 0x34;
const MSIX = 0x11;
const MESSAGE_CONTROL = 2;
const TABLE = 4;
const ENABLE = 0x8000;
const TABLE_SIZE = 0x7ff;
const ENTRY = 16;
const MASK = 12;

/** An entry of the MSI-X table: address low and high, data, vector control with its mask bit (PCI Express, 7.7.2). */
export function enableMessages(access: VfAccess): void {
  const capability = findCapability(access, MSIX);
  if (capability === 0) return;
  const control = access.readConfig(capability + MESSAGE_CONTROL, 2);
  const table = access.readConfig(capability + TABLE, 4);
  const place = { bar: table & 7, offset: (table & ~7) >>> 0 };
  access.change((miniport) => ({ ...miniport, messageTable: place }));
  const count = Math.min((control & TABLE_SIZE) + 1, access.miniport().vectors);
  access.obtainMessages(count).forEach(({ address, data }, vector) => {
    writeMessage(access, vector, address, data);
    maskInterrupt(access, vector, false);
  });
  access.writeConfig(capability + MESSAGE_CONTROL, 2, control | ENABLE);
}

export function disableMessages(access: VfAccess): void {
  const capability = findCapability(access, MSIX);
  if (capability !== 0) access.writeConfig(capability + MESSAGE_CONTROL, 2, 0);
}

/** Where the guest wants a vector's message to go. A hostile guest may want anything. */
export function writeMessage(access: VfAccess, vector: number, address: number, data: number): void {
  const table = access.miniport().messageTable;
  if (table === undefined) return;
  const entry = table.offset + vector * ENTRY;
  access.writeBar(table.bar, entry, address % 2 ** 32);
  access.writeBar(table.bar, entry + 4, Math.floor(address / 2 ** 32));
  access.writeBar(table.bar, entry + 8, data);
}

/** The mask bit of a vector's table entry; what comes meanwhile is pending and comes after unmasking. */
export function maskInterrupt(access: VfAccess, vector: number, masked: boolean): void {
  const table = access.miniport().messageTable;
  if (table !== undefined) access.writeBar(table.bar, table.offset + vector * ENTRY + MASK, masked ? 1 : 0);
}

/** Offset of a capability in configuration space, or 0. A chain of more than 48 is a loop: no more fit. */
function findCapability(access: VfAccess, id: number): number {
  if ((access.readConfig(STATUS, 2) & CAPABILITY_LIST) === 0) return 0;
  let at = access.readConfig(CAPABILITY_POINTER, 1) & 0xfc;
  for (let count = 0; at !== 0 && count < 48; count++) {
    const header = access.readConfig(at, 2);
    if ((header & 0xff) === id) return at;
    at = (header >> 8) & 0xfc;
  }
  return 0;
}
