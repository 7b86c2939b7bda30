import { macAddress } from './mac-address';

/** The management OS's own address, in every testbed. */
export const MANAGEMENT_MAC = macAddress('00-15-5D-FE-00-01');
/** The outside station's where a scenario names none. */
export const OUTSIDE_MAC = macAddress('00-1B-21-00-00-01');
