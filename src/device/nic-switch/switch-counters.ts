import { BROADCAST } from '../../terms/mac-address';
import { frameSize, type Frame } from '../../wire/frame';
import type { Counters } from '../device';
import { NO_COUNTERS } from '../no-counters';
import type { NicSwitch, SwitchTotals } from './nic-switch';

/**
 * At a VPort, `Out` is what its function sent and `In` what was handed to it; at the physical port, `Out` is what went
 * onto the wire and `In` what came from it. Bytes are those of the frame as it passed that door, tag included if it had
 * one there. A frame that is dropped after it came in counts at its door as come in and as dropped.
 */
export const zeroCounters = (): Mutable<Counters> => ({ ...NO_COUNTERS });

export const zeroTotals = (): Mutable<SwitchTotals> => ({
  ingress: 0,
  delivered: 0,
  egress: 0,
  dropped: 0,
  replicated: 0,
});

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export const NO_TOTALS: SwitchTotals = zeroTotals();

export const addCounters = (a: Counters, b: Counters): Counters => ({
  framesIn: a.framesIn + b.framesIn,
  framesOut: a.framesOut + b.framesOut,
  bytesIn: a.bytesIn + b.bytesIn,
  bytesOut: a.bytesOut + b.bytesOut,
  broadcastIn: a.broadcastIn + b.broadcastIn,
  multicastIn: a.multicastIn + b.multicastIn,
  dropped: a.dropped + b.dropped,
});

export const addTotals = (a: SwitchTotals, b: SwitchTotals): SwitchTotals => ({
  ingress: a.ingress + b.ingress,
  delivered: a.delivered + b.delivered,
  egress: a.egress + b.egress,
  dropped: a.dropped + b.dropped,
  replicated: a.replicated + b.replicated,
});

/** @param group the destination is a group address. */
export function countIn(counters: Mutable<Counters>, frame: Frame, group: boolean): void {
  counters.framesIn++;
  counters.bytesIn += frameSize(frame);
  if (!group) return;
  if (frame.destination === BROADCAST) counters.broadcastIn++;
  else counters.multicastIn++;
}

export function countOut(counters: Mutable<Counters>, frame: Frame): void {
  counters.framesOut++;
  counters.bytesOut += frameSize(frame);
}

/** Counters of all VPorts, past and present. */
export function sumOfVPorts(nicSwitch: NicSwitch): Counters {
  let sum = nicSwitch.retired;
  for (const counters of nicSwitch.statistics.values()) sum = addCounters(sum, counters);
  return sum;
}

/** The equations of `SwitchTotals` that do not hold, in words; empty when counters add up (ISO-LAW-15). */
export function counterFaults(nicSwitch: NicSwitch): readonly string[] {
  const vports = sumOfVPorts(nicSwitch);
  const { port, totals } = nicSwitch;
  const equations: readonly (readonly [string, number, number])[] = [
    ['frames that came in', vports.framesOut + port.framesIn, totals.ingress],
    ['frames delivered', vports.framesIn, totals.delivered],
    ['frames sent on the wire', port.framesOut, totals.egress],
    ['frames dropped', vports.dropped + port.dropped, totals.dropped],
    [
      'outcomes of frames',
      totals.delivered + totals.egress + totals.dropped,
      totals.ingress + totals.replicated,
    ],
  ];
  return equations
    .filter(([, sum, total]) => sum !== total)
    .map(([what, sum, total]) => `${what}: the doors say ${sum}, the switch says ${total}`);
}
