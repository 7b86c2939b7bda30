import type { Frame } from '../../wire/frame';
import type { ForwardingPort } from './forwarding-port';
import type { ForwardingTable } from './forwarding-table';

/**
 * The VPort that a filter selects for a unicast frame, by destination and VLAN (FORWARD-LOOKUP-01), the same from the
 * wire and from a VPort (FORWARD-LOOKUP-02). A filter on a VPort that is not activated selects nothing (ruling 9).
 */
export function selectVPort(table: ForwardingTable, frame: Frame): ForwardingPort | undefined {
  const holder = table.holder(frame.destination, frame.tag === undefined ? 0 : frame.tag.vlan);
  return holder?.isActive() === true ? holder : undefined;
}
