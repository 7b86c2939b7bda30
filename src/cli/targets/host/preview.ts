import type { HostState, NetdevState } from './host-state';

/** All that will be touched, before anything is. */
export function previewOf({ name, subject, pf, outside }: HostState): string {
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  return [
    `On ${name}, as root, the kit will touch this and nothing else:`,
    `  adapter   ${pf.netdev}, PCI ${subject.pci} (${hex(subject.vendorId)}:${hex(subject.deviceId)}), driver ${subject.pfDriver}${usedFor(pf)}`,
    `            up to ${subject.totalVfs} VFs are made with driver ${subject.vfDriver}, given addresses, VLANs and policies, reset, and removed again`,
    `            its configuration spaces are read and written, its link is brought up, it joins a bridge`,
    `  outside   ${outside.netdev}, brought up; it sends test frames and listens to everything${usedFor(outside)}`,
    `  made      bridges bksw0, …, devices bkp1, …, network namespaces bk1, …; whatever is called bk* is removed again`,
    `  put back  number of VFs, driver probing, what was written to configuration spaces, flags, MTU, addresses and routes of`,
    `            both interfaces: at the end, after a failure and after Ctrl-C; by the agent on ${name} alone when the kit is lost`,
  ].join('\n');
}

const usedFor = ({ addresses }: NetdevState): string =>
  addresses.length === 0 ? '' : `; it has ${addresses.join(', ')}, which will not be reachable meanwhile`;
