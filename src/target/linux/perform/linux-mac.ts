import { macAddress, type MacAddress } from '../../../terms/mac-address';

/** `00:15:5d:00:00:01`, as iproute2 writes it. */
export const linuxMac = (mac: MacAddress): string => mac.replaceAll('-', ':').toLowerCase();
/** @throws when the text is no MAC address: the kernel prints no other. */
export const macFromLinux = (text: string): MacAddress => macAddress(text.replaceAll(':', '-').toUpperCase());
