import { isGroupAddress } from '../../terms/mac-address';
import { frameSize, type Frame } from '../../wire/frame';
import { PF } from '../../terms/function-id';
import {
  vportDoor,
  WIRE_DOOR,
  type DropCause,
  type Forwarded,
  type ForwardedBurst,
  type ForwardingGates,
  type ForwardingResult,
  type SwitchDelivery,
  type SwitchDoor,
  type SwitchDrop,
} from './forwarding';
import type { ForwardingPort } from './forwarding-port';
import { forwardingTable, type ForwardingTable } from './forwarding-table';
import type { NicSwitch, VPort } from './nic-switch';
import type { Route } from './route-unicast';
import { switchParts, type SwitchParts } from './switch-parts';
import { Tally } from './tally';

/** One frame from a door through the switch (rulings 1 to 11). Every frame has at least one outcome, every drop a reason. */
export function forward(
  nicSwitch: NicSwitch,
  ingress: SwitchDoor,
  frame: Frame,
  gates: ForwardingGates,
  parts: SwitchParts = switchParts,
): Forwarded {
  const pass = new Pass(nicSwitch, ingress, gates, parts);
  const result = pass.forward(frame);
  return { nicSwitch: pass.tally.applyTo(nicSwitch), result };
}

/** Frames that come in at one door one after the other; as `forward` for each, with the counters moved on once. */
export function forwardBurst(
  nicSwitch: NicSwitch,
  ingress: SwitchDoor,
  frames: readonly Frame[],
  gates: ForwardingGates,
  parts: SwitchParts = switchParts,
): ForwardedBurst {
  const pass = new Pass(nicSwitch, ingress, gates, parts);
  const results = frames.map((frame) => pass.forward(frame));
  return { nicSwitch: frames.length === 0 ? nicSwitch : pass.tally.applyTo(nicSwitch), results };
}

const NO_DELIVERIES: readonly SwitchDelivery[] = [];
const NO_DROPS: readonly SwitchDrop[] = [];
const LINK_DOWN: DropCause = { reason: 'link-down', rule: 'ruling 11' };
const NOT_ACTIVE: DropCause = { reason: 'vport-not-active', rule: 'VPORT-STATE-08' };
const TOO_LONG: DropCause = { reason: 'frame-too-long', rule: 'ISO-LAW-06' };
const OWN_FRAME: DropCause = { reason: 'own-frame', rule: 'ISO-LAW-06' };
const NOBODY: DropCause = { reason: 'no-due-receiver', rule: 'ruling 3' };

/** What is the same for all frames of a burst. */
class Pass {
  readonly tally = new Tally();
  private readonly table: ForwardingTable;
  private readonly sender: ForwardingPort | undefined;
  private readonly doorClosed: DropCause | undefined;
  private readonly longest: number;
  private readonly sniffer: ForwardingPort | undefined;
  private readonly adapterLimit: number;

  constructor(
    nicSwitch: NicSwitch,
    private readonly door: SwitchDoor,
    private readonly gates: ForwardingGates,
    private readonly parts: SwitchParts,
  ) {
    this.table = forwardingTable(nicSwitch);
    this.adapterLimit = nicSwitch.limits.maxFrameSize;
    this.sender = door.kind === 'vport' ? this.table.port(door.vport) : undefined;
    this.doorClosed = this.closed(nicSwitch.limits.localForwardingWithLinkDown);
    this.longest = this.limitOf(this.sender?.vport);
    const promiscuous = door.kind === 'wire' && gates.receiveMode(PF)?.promiscuous === true;
    this.sniffer = promiscuous ? this.table.defaultPort() : undefined;
  }

  forward(frame: Frame): ForwardingResult {
    if (this.noSuchDoor()) return this.result([{ ...NOT_ACTIVE, at: this.door }]);
    const group = isGroupAddress(frame.destination);
    this.tally.ingress(this.door, frame, group);
    const admitted = this.admit(frame);
    if ('reason' in admitted) return this.drop(admitted);
    const route = this.route(admitted, group);
    return route.own === true ? this.drop(OWN_FRAME) : this.carryOut(route, admitted, group);
  }

  private closed(localForwardingWithLinkDown: boolean): DropCause | undefined {
    if (this.door.kind === 'wire') return this.gates.linkUp ? undefined : LINK_DOWN;
    if (this.sender?.isActive() !== true) return NOT_ACTIVE;
    return this.gates.linkUp || localForwardingWithLinkDown ? undefined : LINK_DOWN;
  }

  /** The frame with the tag it has inside the switch. */
  private admit(frame: Frame): Frame | DropCause {
    if (this.doorClosed !== undefined) return this.doorClosed;
    if (frameSize(frame) > this.longest) return TOO_LONG;
    if (this.sender === undefined) return frame;
    return this.parts.checkSource(this.sender, frame) ?? this.parts.tagOnIngress(this.sender, frame);
  }

  private route(frame: Frame, group: boolean): Route {
    const { table, sender, parts } = this;
    if (!group)
      return this.sniffed(parts.routeUnicast(table, sender, parts.selectVPort(table, frame), frame));
    const receivers = parts.replicate(table, sender, frame, this.gates);
    return this.sniffed({ receivers, toWire: sender !== undefined });
  }

  /** Ruling 10: the promiscuous default VPort sees every frame from the wire, once. */
  private sniffed(route: Route): Route {
    const { sniffer } = this;
    if (sniffer === undefined || route.receivers.includes(sniffer)) return route;
    return { ...route, receivers: [sniffer, ...route.receivers] };
  }

  private carryOut(route: Route, frame: Frame, group: boolean): ForwardingResult {
    const deliveries: SwitchDelivery[] = [];
    let drops: SwitchDrop[] | undefined;
    for (const port of route.receivers) {
      const outcome = this.handOver(port, frame, group);
      if ('reason' in outcome) (drops ??= []).push(outcome);
      else deliveries.push(outcome);
    }
    let egress: Frame | undefined;
    if (route.toWire && this.gates.linkUp) this.tally.egress((egress = frame));
    else if (route.toWire) (drops ??= []).push(this.counted(LINK_DOWN, WIRE_DOOR));
    const outcomes = deliveries.length + (drops?.length ?? 0) + (egress === undefined ? 0 : 1);
    if (outcomes === 0) return this.drop(NOBODY);
    this.tally.replicated(outcomes);
    return { deliveries, egress, drops: drops ?? NO_DROPS };
  }

  private handOver(port: ForwardingPort, frame: Frame, group: boolean): SwitchDelivery | SwitchDrop {
    const { vport } = port;
    if (vport === undefined) return this.counted(NOT_ACTIVE, this.door);
    const handedOver = this.parts.untagOnEgress(port, frame);
    if (frameSize(handedOver.frame) > this.limitOf(vport)) return this.counted(TOO_LONG, vportDoor(port.id));
    const ring = this.parts.selectRing(vport, frame);
    this.tally.delivered(port.id, handedOver.frame, group);
    return {
      vport: port.id,
      function: vport.function,
      queue: vport.firstQueuePair + ring,
      ring,
      frame: handedOver.frame,
      outOfBand: handedOver.outOfBand,
    };
  }

  private limitOf(vport: VPort | undefined): number {
    const { gates, adapterLimit } = this;
    if (vport === undefined || gates.maxFrameSize === undefined) return adapterLimit;
    return Math.min(adapterLimit, gates.maxFrameSize(vport.function) ?? adapterLimit);
  }

  /** The whole frame ends at the door where it came in. A link that is down is the physical port's doing. */
  private drop(cause: DropCause): ForwardingResult {
    return this.result([this.counted(cause, cause === LINK_DOWN ? WIRE_DOOR : this.door)]);
  }

  private result(drops: readonly SwitchDrop[]): ForwardingResult {
    return { deliveries: NO_DELIVERIES, egress: undefined, drops };
  }

  /** No VPort of this identifier: nothing came in, so nothing is counted. */
  private noSuchDoor(): boolean {
    return this.door.kind === 'vport' && this.sender === undefined;
  }

  private counted({ reason, rule }: DropCause, at: SwitchDoor): SwitchDrop {
    this.tally.dropped(at);
    return { reason, rule, at };
  }
}
