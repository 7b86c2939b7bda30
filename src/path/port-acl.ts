import type { MacAddress } from '../terms/mac-address';
import type { PortPaths } from './configuration';

type AclEntry = PortPaths['acl'][number];
export type Verdict = 'pass' | 'denied' | 'undecided';

/**
 * XSW-ACL-01 to -06: entries of one direction; the remote side is the destination of what the port sends and the source
 * of what it receives. The narrower entry decides; entries of equal width that disagree leave it open.
 */
export function aclVerdict(
  port: PortPaths,
  direction: 'in' | 'out',
  remote: MacAddress,
  etherType: number,
): Verdict {
  const deciding = port.acl.filter(
    (entry) => entry.direction === direction && entry.action !== 'meter' && covers(entry, remote, etherType),
  );
  const narrowest = Math.max(...deciding.map(narrowness));
  const actions = new Set(
    deciding.filter((entry) => narrowness(entry) === narrowest).map((entry) => entry.action),
  );
  if (actions.size > 1) return 'undecided';
  return actions.has('deny') ? 'denied' : 'pass';
}

const covers = (entry: AclEntry, remote: MacAddress, etherType: number): boolean =>
  (entry.remoteMac === undefined || entry.remoteMac === remote) &&
  (entry.etherType === undefined || entry.etherType === etherType);

const narrowness = (entry: AclEntry): number =>
  (entry.remoteMac === undefined ? 0 : 1) + (entry.etherType === undefined ? 0 : 1);
