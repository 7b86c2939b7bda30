/** The one host of a Linux testbed, by the name that features give it. */
export const FIRST_HOST = 'Host 1';
