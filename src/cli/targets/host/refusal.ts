import { OWN } from '../../../target/linux/perform/wipe';
import type { HostState, NetdevState } from './host-state';

/** Why the kit will not touch this host, in one sentence; undefined where nothing speaks against it. */
export function refusalOf(state: HostState): string | undefined {
  const { name, pf, outside, numVfs, subject } = state;
  if (pf.netdev === outside.netdev)
    return `--outside ${outside.netdev}: it is the PF itself; expected the interface at the other end of its cable`;
  if (state.hasOtherKit)
    return `another run is at work on ${name}, or its agent is about to put the host back after a break; expected to be alone there (end that run, or wait two minutes)`;
  if (subject.totalVfs === 0)
    return `--pf ${pf.netdev}: its driver ${subject.pfDriver} allows no VFs on ${name} (sriov_totalvfs is 0); expected at least one`;
  if (numVfs > 0)
    return `--pf ${pf.netdev}: it has ${numVfs} VFs enabled on ${name}, which somebody may use; expected none (end their use, then write 0 to /sys/bus/pci/devices/${subject.pci}/sriov_numvfs)`;
  return inUse('pf', pf, state) ?? inUse('outside', outside, state);
}

function inUse(option: string, device: NetdevState, { name, reachedAt }: HostState): string | undefined {
  const place = `--${option} ${device.netdev}`;
  if (device.hasDefaultRoute)
    return `${place}: it carries the default route of ${name}, which would be cut off; expected an interface without one`;
  if (reachedAt !== undefined && device.addresses.some((each) => each.split('/')[0] === bare(reachedAt)))
    return `${place}: the SSH connection to ${name} comes in by its address ${reachedAt}, and would be cut off; expected another interface`;
  const others = device.carries.filter((each) => !OWN.test(each));
  if (others.length > 0)
    return `${place}: it carries ${others.map((each) => `"${each}"`).join(', ')} on ${name}; expected an interface that is part of no bridge, bond or VLAN`;
  return undefined;
}

/** An IPv4 address as a server for both families tells it. */
const bare = (address: string): string => address.replace(/^::ffff:/i, '');
