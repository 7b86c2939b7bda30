import type { Frame } from '../../wire/frame';
import type { AclRule } from './port-policy';

/** Remote is the source of what comes in and the destination of what goes out (XSW-ACL-03). */
function applies(rule: AclRule, direction: AclRule['direction'], frame: Frame): boolean {
  const remote = direction === 'in' ? frame.source : frame.destination;
  return (
    rule.direction === direction &&
    (rule.remoteMac === undefined || rule.remoteMac === remote) &&
    (rule.etherType === undefined || rule.etherType === frame.etherType)
  );
}

/** The counterpart of the longest prefix (XSW-ACL-04): an address outweighs a type, both outweigh one. */
const precision = (rule: AclRule): number =>
  (rule.remoteMac === undefined ? 0 : 2) + (rule.etherType === undefined ? 0 : 1);

/** The most precise matching entry decides, among equals the first; without a match everything passes (XSW-ACL-01). */
export function isDenied(acl: readonly AclRule[], direction: AclRule['direction'], frame: Frame): boolean {
  let best: AclRule | undefined;
  for (const rule of acl) {
    if (rule.action === 'meter' || !applies(rule, direction, frame)) continue;
    if (best === undefined || precision(rule) > precision(best)) best = rule;
  }
  return best?.action === 'deny';
}

/** Counting blocks nothing (XSW-ACL-05). */
export const isMetered = (acl: readonly AclRule[], direction: AclRule['direction'], frame: Frame): boolean =>
  acl.some((rule) => rule.action === 'meter' && applies(rule, direction, frame));
