import type { Table } from '../../terms/table';
import { frameSize, type Frame } from '../../wire/frame';
import type { DropReason } from '../../wire/trace';
import type { Destination } from './destination';
import { WFP, type Extension } from './extension';
import { enabledExtensions, forwardingExtension } from './extension-stack';
import type { ExtensibleSwitch } from './extensible-switch';
import type { ForwardOptions, SwitchDrop } from './forward-result';
import { NO_STATISTICS, type PortStatistics } from './port-statistics';
import type { ExtensionEvent } from './switch-event';
import { isVmPort, type SwitchPort, type SwitchPortId } from './switch-port';

/** One frame on its way through the switch. Lives for one call of `forward`, which alone changes it. */
export interface FrameWay {
  readonly sw: ExtensibleSwitch;
  readonly source: SwitchPort;
  readonly frame: Frame;
  readonly now: number;
  /** Enabled extensions other than the in-box one, as the frame meets them on ingress. */
  readonly extensions: readonly Extension[];
  readonly forwarding: Extension | undefined;
  /** VLAN identifier and priority that the frame came with; 0 for none. */
  readonly tagVlan: number;
  /** What is left of the priority after ingress (XSW-SEC-11). */
  readonly priority: number;
  readonly dropEligible: boolean;
  /** The VLAN that the source port put it in; 0 for none. */
  vlan: number;
  destinations: readonly Destination[];
  statistics: Table<PortStatistics>;
  readonly drops: SwitchDrop[];
  readonly events: ExtensionEvent[];
}

export function begin(
  sw: ExtensibleSwitch,
  source: SwitchPort,
  frame: Frame,
  { now, outOfBand = {} }: ForwardOptions,
): FrameWay {
  const trusted = !isVmPort(source) || source.policies.allowPriorityTag;
  return {
    sw,
    source,
    frame,
    now,
    extensions: enabledExtensions(sw).filter(({ extension }) => extension !== WFP),
    forwarding: forwardingExtension(sw),
    tagVlan: frame.tag?.vlan ?? outOfBand.vlan ?? 0,
    priority: trusted ? (frame.tag?.priority ?? outOfBand.priority ?? 0) : 0,
    dropEligible: trusted && frame.tag?.dropEligible === true,
    vlan: 0,
    destinations: [],
    statistics: sw.statistics,
    drops: [],
    events: [],
  };
}

type Counter = keyof PortStatistics;

export const statisticsOf = (way: FrameWay, portId: SwitchPortId): PortStatistics =>
  way.statistics.get(portId) ?? NO_STATISTICS;

export function count(way: FrameWay, portId: SwitchPortId, counter: Counter, by = 1): void {
  const was = statisticsOf(way, portId);
  way.statistics = way.statistics.set(portId, { ...was, [counter]: was[counter] + by });
}

export function countFrame(way: FrameWay, portId: SwitchPortId, direction: 'In' | 'Out', frame: Frame): void {
  const was = statisticsOf(way, portId);
  const frames = `frames${direction}` as const;
  const bytes = `bytes${direction}` as const;
  way.statistics = way.statistics.set(portId, {
    ...was,
    [frames]: was[frames] + 1,
    [bytes]: was[bytes] + frameSize(frame),
  });
}

/** Dropped by the switch itself. */
export function drop(way: FrameWay, portId: SwitchPortId, reason: DropReason, rule: string): false {
  way.drops.push({ reason, rule, port: portId });
  count(way, portId, 'dropped');
  return false;
}

/** Dropped or excluded by an extension, which reports it; the counter is the one of the port concerned (XSW-STAT-05). */
export function filter(
  way: FrameWay,
  { extension }: Extension,
  portId: SwitchPortId,
  reason: DropReason,
  rule: string,
): false {
  const incoming = portId === way.source.portId;
  way.drops.push({ reason, rule, port: portId });
  way.events.push({ kind: 'filtered', extension, portId, incoming, reason });
  count(way, portId, 'filtered');
  return false;
}

/** Standard policies and forwarding are the forwarding extension's where there is one, else the switch's (XSW-EXT-12). */
export const dropAtForwarding = (way: FrameWay, reason: DropReason, rule: string): false =>
  way.forwarding === undefined
    ? drop(way, way.source.portId, reason, rule)
    : filter(way, way.forwarding, way.source.portId, reason, rule);

export function violation(way: FrameWay, { extension }: Extension, rule: string, reason: string): void {
  way.events.push({ kind: 'violation', extension, rule, reason });
}

export function seen(way: FrameWay, { extension }: Extension, direction: 'ingress' | 'egress'): void {
  const sourcePortId = way.source.portId;
  const destinations = way.destinations.length;
  way.events.push({ kind: 'frame-seen', extension, direction, sourcePortId, destinations });
}
