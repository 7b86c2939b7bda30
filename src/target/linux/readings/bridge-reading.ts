import { isGroupAddress, type MacAddress } from '../../../terms/mac-address';
import { attributesIn, messagesIn, numberIn } from '../netlink/message';
import {
  AF_BRIDGE,
  ENTRY_FLAG,
  ENTRY_STATE,
  EXTENDED,
  LINK,
  MESSAGE,
  NEIGHBOUR,
  PORT,
  PORT_STATES,
  VLAN,
  VLAN_INFO,
} from '../netlink/numbers';
import { attribute, dump, linkHeader, u32 } from '../netlink/request';
import { deviceIn, type Device } from './link-reading';
import { macIn } from './mac-in';
import type { BridgePortReading, PortVlan } from './reading';

/** Bridges of one namespace and their ports. */
export interface Bridging {
  /** By the name of the device: ports, and bridges as ports of themselves. */
  readonly ports: ReadonlyMap<string, BridgePortReading>;
  /** Unicast addresses that a device itself takes, by its name: the filters that its driver has set. */
  readonly unicast: ReadonlyMap<string, readonly MacAddress[]>;
}

/** Bytes of an entry's header before its attributes. */
const ENTRY_HEADER = 12;

export const DUMP_PORTS = dump('bridge -d link show', MESSAGE.getLink, [
  ...linkHeader(undefined, { family: AF_BRIDGE }),
  ...attribute(LINK.extended, u32(EXTENDED.vlans)),
]);
export const DUMP_ENTRIES = dump('bridge fdb show', MESSAGE.getNeighbour, [u32(AF_BRIDGE, 0, 0)]);

/**
 * Of a device that tells of a switch of its own as well, what it is to its bridge counts.
 * @param ports what `DUMP_PORTS` told. @param entries what `DUMP_ENTRIES` told.
 */
export function parseBridging(ports: string, entries: string): Bridging {
  const devices = messagesIn(ports)
    .flatMap(({ type, body }) => (type === MESSAGE.newLink ? [portIn(body)] : []))
    .sort((a, b) => Number(a.port.has(PORT.state)) - Number(b.port.has(PORT.state)));
  const told = messagesIn(entries).flatMap(({ type, body }) =>
    type === MESSAGE.newNeighbour ? [entryIn(body)] : [],
  );
  const of = ({ index }: Port): readonly Entry[] => told.filter((each) => each.device === index);
  return {
    ports: new Map(devices.map((each) => [each.name, portReading(each, of(each))])),
    unicast: new Map(devices.map((each) => [each.name, ownUnicast(of(each))])),
  };
}

interface Port extends Device {
  readonly port: ReadonlyMap<number, DataView>;
}

function portIn(body: DataView): Port {
  const device = deviceIn(body);
  return { ...device, port: new Map(attributesIn(device.own.get(LINK.port) ?? NOTHING)) };
}

interface Entry {
  readonly device: number;
  readonly state: number;
  readonly flags: number;
  readonly mac: MacAddress | undefined;
  readonly vlan: number | undefined;
}

function entryIn(body: DataView): Entry {
  const own = new Map(attributesIn(body, ENTRY_HEADER));
  const vlan = own.get(NEIGHBOUR.vlan);
  return {
    device: body.getInt32(4, true),
    state: body.getUint16(8, true),
    flags: body.getUint8(10),
    mac: macIn(own.get(NEIGHBOUR.address)),
    vlan: vlan && numberIn(vlan),
  };
}

function portReading({ own, port }: Port, entries: readonly Entry[]): BridgePortReading {
  const isOn = (kind: number): boolean => numberIn(port.get(kind)) === 1;
  return {
    state: (port.has(PORT.state) ? PORT_STATES[numberIn(port.get(PORT.state))] : undefined) ?? 'none',
    learning: isOn(PORT.learning),
    flood: isOn(PORT.flood),
    multicastFlood: isOn(PORT.multicastFlood),
    broadcastFlood: isOn(PORT.broadcastFlood),
    isolated: isOn(PORT.isolated),
    hairpin: isOn(PORT.hairpin),
    locked: isOn(PORT.locked),
    vlans: attributesIn(own.get(LINK.family) ?? NOTHING).flatMap(([kind, value]) =>
      kind === VLAN_INFO ? [portVlan(value)] : [],
    ),
    addresses: entries.flatMap(addressOf).sort(byAddress),
  };
}

const NOTHING = new DataView(new ArrayBuffer(0));

function portVlan(value: DataView): PortVlan {
  const flags = value.getUint16(0, true);
  return {
    vlan: value.getUint16(2, true),
    pvid: (flags & VLAN.pvid) !== 0,
    untagged: (flags & VLAN.untagged) !== 0,
  };
}

type Address = BridgePortReading['addresses'][number];

/** Of entries that somebody has set: those of the devices themselves are permanent, those learnt come and go. */
const addressOf = ({ state, mac, vlan }: Entry): readonly Address[] =>
  (state & ENTRY_STATE.static) === 0 || mac === undefined ? [] : [{ mac, vlan }];

/** The kernel keeps entries by hash; their order tells nothing. */
const byAddress = (a: Address, b: Address): number =>
  a.mac < b.mac ? -1 : a.mac > b.mac ? 1 : (a.vlan ?? -1) - (b.vlan ?? -1);

const ownUnicast = (entries: readonly Entry[]): readonly MacAddress[] =>
  entries
    .filter(({ flags }) => (flags & ENTRY_FLAG.self) !== 0)
    .flatMap(({ mac }) => mac ?? [])
    .filter((mac) => !isGroupAddress(mac))
    .sort();
