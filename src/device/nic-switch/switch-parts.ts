import type { Frame } from '../../wire/frame';
import { checkSource } from './check-source';
import type { DropCause, ForwardingGates } from './forwarding';
import type { ForwardingPort } from './forwarding-port';
import type { ForwardingTable } from './forwarding-table';
import type { VPort } from './nic-switch';
import { replicate } from './replicate';
import { routeUnicast, type Route } from './route-unicast';
import { selectRing } from './select-ring';
import { selectVPort } from './select-vport';
import { tagOnIngress } from './tag-on-ingress';
import { untagOnEgress, type HandedOver } from './untag-on-egress';

/** The decisions of forwarding, one function each, so that a planted fault is the replacement of one of them. */
export interface SwitchParts {
  /** Frames from VPorts only. */
  checkSource(sender: ForwardingPort, frame: Frame): DropCause | undefined;
  /** Frames from VPorts only. */
  tagOnIngress(sender: ForwardingPort, frame: Frame): Frame | DropCause;
  /** Unicast only. */
  selectVPort(table: ForwardingTable, frame: Frame): ForwardingPort | undefined;
  /** Unicast only; sender undefined: the wire. */
  routeUnicast(
    table: ForwardingTable,
    sender: ForwardingPort | undefined,
    selected: ForwardingPort | undefined,
    frame: Frame,
  ): Route;
  /** Broadcast and multicast only. */
  replicate(
    table: ForwardingTable,
    sender: ForwardingPort | undefined,
    frame: Frame,
    gates: ForwardingGates,
  ): readonly ForwardingPort[];
  untagOnEgress(receiver: ForwardingPort, frame: Frame): HandedOver;
  selectRing(receiver: VPort, frame: Frame): number;
}

export const switchParts: SwitchParts = {
  checkSource,
  tagOnIngress,
  selectVPort,
  routeUnicast,
  replicate,
  untagOnEgress,
  selectRing,
};
