/** The adapter under test as the machine names it; probed, never assumed. */
export interface Subject {
  /** Network device of the PF, for example `eth0`. */
  readonly netdev: string;
  /** PCI address, for example `0000:01:00.0`. */
  readonly pci: string;
  readonly totalVfs: number;
  readonly vendorId: number;
  readonly deviceId: number;
  /** Names of the kernel drivers: `igb`, `igbvf`. */
  readonly pfDriver: string;
  readonly vfDriver: string;
  readonly mac: string;
  readonly mtu: number;
}

/** `/sys/bus/pci/devices/0000:01:00.0` */
export const deviceFolder = (pci: string): string => `/sys/bus/pci/devices/${pci}`;
