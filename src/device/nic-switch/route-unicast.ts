import type { ForwardingPort } from './forwarding-port';
import type { ForwardingTable } from './forwarding-table';

/** Where a frame goes. */
export interface Route {
  readonly receivers: readonly ForwardingPort[];
  readonly toWire: boolean;
  /** The filter that selects the frame is the sender's own, so it goes nowhere. */
  readonly own?: boolean;
}

const TO_WIRE: Route = { receivers: [], toWire: true };
const OWN: Route = { receivers: [], toWire: false, own: true };

/**
 * A match stays inside the switch; a miss from a VPort goes to the wire alone (ruling 2), a miss from the wire to the
 * default VPort alone (ruling 1). What would return to its sender goes nowhere (ISO-LAW-06).
 */
export function routeUnicast(
  table: ForwardingTable,
  sender: ForwardingPort | undefined,
  selected: ForwardingPort | undefined,
): Route {
  if (selected !== undefined) return selected === sender ? OWN : { receivers: [selected], toWire: false };
  if (sender !== undefined) return TO_WIRE;
  const byDefault = table.defaultPort();
  return { receivers: byDefault === undefined ? [] : [byDefault], toWire: false };
}
