import type { VPortId } from '../../terms/switch-ids';
import type { Frame } from '../../wire/frame';
import type { Counters } from '../device';
import type { SwitchDoor } from './forwarding';
import type { NicSwitch, SwitchTotals } from './nic-switch';
import {
  addCounters,
  addTotals,
  countIn,
  countOut,
  zeroCounters,
  zeroTotals,
  type Mutable,
} from './switch-counters';

/** What a burst adds to the counters, collected and then applied at once. Lives no longer than the burst. */
export class Tally {
  private readonly vports = new Map<VPortId, Mutable<Counters>>();
  private readonly port: Mutable<Counters> = zeroCounters();
  private readonly totals: Mutable<SwitchTotals> = zeroTotals();

  ingress(door: SwitchDoor, frame: Frame, group: boolean): void {
    this.totals.ingress++;
    if (door.kind === 'wire') countIn(this.port, frame, group);
    else countOut(this.of(door.vport), frame);
  }

  delivered(vport: VPortId, frame: Frame, group: boolean): void {
    this.totals.delivered++;
    countIn(this.of(vport), frame, group);
  }

  egress(frame: Frame): void {
    this.totals.egress++;
    countOut(this.port, frame);
  }

  dropped(door: SwitchDoor): void {
    this.totals.dropped++;
    const counters = door.kind === 'wire' ? this.port : this.of(door.vport);
    counters.dropped++;
  }

  /** @param copies outcomes of one frame, 1 or more. */
  replicated(copies: number): void {
    this.totals.replicated += copies - 1;
  }

  applyTo(nicSwitch: NicSwitch): NicSwitch {
    let statistics = nicSwitch.statistics;
    this.vports.forEach((more, vport) => {
      const was = statistics.get(vport);
      statistics = statistics.set(vport, was === undefined ? more : addCounters(was, more));
    });
    return {
      ...nicSwitch,
      statistics,
      port: portChanged(this.port) ? addCounters(nicSwitch.port, this.port) : nicSwitch.port,
      totals: addTotals(nicSwitch.totals, this.totals),
    };
  }

  private of(vport: VPortId): Mutable<Counters> {
    let counters = this.vports.get(vport);
    if (counters === undefined) this.vports.set(vport, (counters = zeroCounters()));
    return counters;
  }
}

const portChanged = (port: Counters): boolean => port.framesIn + port.framesOut + port.dropped > 0;
