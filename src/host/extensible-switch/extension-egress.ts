import { unreachable } from '../../terms/result';
import { ownerName } from './extension-ingress';
import type { Extension, ExtensionRule } from './extension';
import { filter, seen, violation, type FrameWay } from './frame-way';

/** The forwarding extension, next to the miniport edge. */
export function forwardingEgress(way: FrameWay): void {
  if (way.forwarding !== undefined) egress(way, way.forwarding);
}

/** Filtering, then capturing extensions: the reverse of ingress (XSW-EXT-02). */
export function filterEgress(way: FrameWay): void {
  for (const extension of [...way.extensions].reverse())
    if (extension.type !== 'forwarding') egress(way, extension);
}

/** A frame that nobody is to get is not passed on (XSW-FWD-11). */
function egress(way: FrameWay, extension: Extension): void {
  if (way.destinations.every(({ isExcluded }) => isExcluded)) return;
  seen(way, extension, 'egress');
  for (const rule of extension.rules) follow(way, extension, rule);
}

/** On egress destinations can be excluded, and nothing else (XSW-FWD-02, 09, 10, 13; XSW-EXT-15). */
function follow(way: FrameWay, extension: Extension, rule: ExtensionRule): void {
  switch (rule.kind) {
    case 'exclude-destination':
      exclude(way, extension, rule.partition);
      return;
    case 'clear-exclusions':
      if (way.destinations.some(({ isExcluded }) => isExcluded))
        violation(way, extension, 'XSW-FWD-10', `"${extension.extension}" clears an exclusion`);
      return;
    case 'add-destination':
      if (rule.on === 'egress')
        violation(way, extension, 'XSW-FWD-02', `"${extension.extension}" adds a destination on egress`);
      return;
    case 'change-after-commit':
      if (isDestination(way, rule.partition))
        violation(way, extension, 'XSW-FWD-09', `"${extension.extension}" changes a committed destination`);
      return;
    case 'preserve':
      if (extension.type !== 'forwarding')
        violation(
          way,
          extension,
          'XSW-FWD-13',
          `"${extension.extension}" sets PreserveVLAN or PreservePriority`,
        );
      return;
    case 'veto':
    case 'drop-from':
    case 'grow-fails':
    case 'revoke-vfs-when-enabled':
      return;
    default:
      unreachable(rule);
  }
}

const isDestination = (way: FrameWay, partition: string): boolean =>
  way.destinations.some(({ port }) => ownerName(port.owner) === partition);

/** Commit, then report, then pass on (XSW-FWD-12). */
function exclude(way: FrameWay, extension: Extension, partition: string): void {
  const hits = way.destinations.filter(
    ({ port, isExcluded }) => !isExcluded && ownerName(port.owner) === partition,
  );
  if (hits.length === 0) return;
  if (extension.type === 'capture') {
    violation(
      way,
      extension,
      'XSW-EXT-07',
      `the capturing extension "${extension.extension}" excludes a port`,
    );
    return;
  }
  way.destinations = way.destinations.map((each) =>
    hits.includes(each) ? { ...each, isExcluded: true } : each,
  );
  way.events.push({ kind: 'commit', extension: extension.extension });
  for (const { port } of hits) filter(way, extension, port.portId, 'excluded-by-extension', 'XSW-FWD-12');
}
