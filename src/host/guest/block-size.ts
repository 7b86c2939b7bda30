/** Bytes that one block transfer can move (ntddvpci.h). */
export const VPCI_MAX_READ_WRITE_BLOCK_SIZE = 128;
