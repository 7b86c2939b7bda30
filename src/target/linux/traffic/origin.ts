import { hasPort, pathOf, type LinuxPartition, type LinuxSwitch, type LinuxTestbed } from '../testbed';
import { OUTSIDE, type Party } from '../../../terms/party';
import { unreachable } from '../../../terms/result';
import type { DropReason } from '../../../wire/trace';
import { knownPartition, knownStation } from '../known-names';
import { hasManagement, hasVf, switchPoint, syntheticPoint, vfPoint } from './points';

/** Where a sender's frames enter: a VF, a port of an extensible switch, or the wire outside. */
export type Origin =
  | { readonly kind: 'vf'; readonly point: string; readonly vf: number }
  | { readonly kind: 'switch'; readonly point: string; readonly switch: string }
  | { readonly kind: 'outside' }
  /** The kit's own stack knows no way for it. */
  | { readonly kind: 'nowhere'; readonly reason: DropReason; readonly rule: string };

export function originOf(testbed: LinuxTestbed, sender: Party, via?: 'VF' | 'synthetic'): Origin {
  switch (sender.kind) {
    case 'outside':
      knownStation(testbed, sender.station ?? OUTSIDE);
      return { kind: 'outside' };
    case 'management-os':
      return fromManagement(testbed, sender.switch);
    case 'partition':
      return fromPartition(knownPartition(testbed, sender.partition), via);
    default:
      return unreachable(sender);
  }
}

function fromPartition(partition: LinuxPartition, via: 'VF' | 'synthetic' | undefined): Origin {
  if (!partition.running) return nowhere('not-connected', 'PATH-SYN-01');
  const path = via ?? pathOf(partition);
  return path === 'VF' ? byVf(partition) : bySwitch(partition);
}

const byVf = (partition: LinuxPartition): Origin =>
  hasVf(partition) && partition.vf !== undefined
    ? { kind: 'vf', point: vfPoint(partition), vf: partition.vf.vf }
    : nowhere('function-absent', 'PATH-VF-01');

/** The way past the VF, also for a guest whose VF has just gone. */
export const bySwitch = (partition: LinuxPartition): Origin =>
  hasPort(partition) && partition.switch !== undefined
    ? { kind: 'switch', point: syntheticPoint(partition), switch: partition.switch }
    : nowhere('not-connected', 'XSW-FWD-04');

function fromManagement({ switches }: LinuxTestbed, name: string | undefined): Origin {
  const usable = switches.filter(hasManagement);
  const on: LinuxSwitch | undefined =
    name === undefined ? usable[0] : usable.find((each) => each.switch === name);
  return on === undefined
    ? nowhere('not-connected', 'XSW-SWITCH-03')
    : { kind: 'switch', point: switchPoint(on), switch: on.switch };
}

const nowhere = (reason: DropReason, rule: string): Origin => ({ kind: 'nowhere', reason, rule });
