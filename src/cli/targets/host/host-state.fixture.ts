import type { HostState, NetdevState } from './host-state';

export const OPTIONS = { pf: 'enp3s0f0', outside: 'enp4s0', ssh: 'qa7' };
export const FOLDER = '/sys/bus/pci/devices/0000:03:00.0';
const netdev = (name: string): NetdevState => ({
  netdev: name,
  up: true,
  promiscuous: false,
  allMulticast: false,
  mtu: 1500,
  carries: [],
  addresses: [],
  hasDefaultRoute: false,
  routes: [],
});

export const STATE: HostState = {
  name: 'host qa7',
  subject: {
    netdev: 'enp3s0f0',
    pci: '0000:03:00.0',
    totalVfs: 7,
    vendorId: 0x8086,
    deviceId: 0x10c9,
    pfDriver: 'igb',
    vfDriver: 'igbvf',
    mac: '02:00:00:00:00:01',
    mtu: 1500,
  },
  pf: netdev('enp3s0f0'),
  outside: netdev('enp4s0'),
  numVfs: 0,
  autoprobe: '1',
  hasOtherKit: false,
  reachedAt: undefined,
};
