import type { MacAddress } from '../../../terms/mac-address';

/** `00:15:5d:00:00:01`, as iproute2 writes it. */
export const linuxMac = (mac: MacAddress): string => mac.replaceAll('-', ':').toLowerCase();
