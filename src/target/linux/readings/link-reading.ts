import { isGroupAddress, type MacAddress } from '../../../terms/mac-address';
import { attributesIn, messagesIn, numberIn, textIn } from '../netlink/message';
import { DEVICE, EXTENDED, LINK, MESSAGE } from '../netlink/numbers';
import { attribute, dump, linkHeader, u32 } from '../netlink/request';
import { macIn } from './mac-in';
import type { LinkCounters, LinkReading, VfSettings } from './reading';
import { vfSettings } from './vf-settings';

/** Network devices of one namespace. */
export interface Links {
  readonly byName: ReadonlyMap<string, LinkReading>;
  /** By PCI address, for example `0000:01:10.0`: whatever a device is called now, this is whose it is. */
  readonly byParent: ReadonlyMap<string, LinkReading>;
  /** What the administrator has set for VFs, by the name of the PF's device. */
  readonly vfs: ReadonlyMap<string, ReadonlyMap<number, VfSettings>>;
}

/** Bytes of a device's header before its attributes. */
const HEADER = 16;

export const DUMP_LINKS = dump('ip -d -s link show', MESSAGE.getLink, [
  ...linkHeader(undefined),
  ...attribute(LINK.extended, u32(EXTENDED.vfs)),
]);

/** Link layer groups of each device: routing netlink does not tell them. */
export const GROUPS = '/proc/thread-self/net/dev_mcast';

/** @param links what `DUMP_LINKS` told. @param groups the text of `GROUPS`. What is broken off reads as absent. */
export function parseLinks(links: string, groups: string): Links {
  const groupsOf = parseGroups(groups);
  const told = messagesIn(links).flatMap(({ type, body }) =>
    type === MESSAGE.newLink ? [deviceIn(body)] : [],
  );
  const names = new Map(told.map(({ index, name }) => [index, name]));
  const read = told.flatMap((each) => {
    const reading = linkReading(each, names, groupsOf.get(each.name) ?? []);
    return reading === undefined ? [] : [{ ...each, reading }];
  });
  return {
    byName: new Map(read.map(({ name, reading }) => [name, reading])),
    byParent: new Map(
      read.flatMap(({ own, reading }) => {
        const parent = own.get(LINK.parent);
        return parent === undefined ? [] : [[textIn(parent), reading] as const];
      }),
    ),
    vfs: new Map(read.map(({ name, own }) => [name, vfSettings(own.get(LINK.vfs))])),
  };
}

/** A device as the kernel tells it. */
export interface Device {
  readonly index: number;
  readonly flags: number;
  readonly name: string;
  readonly own: ReadonlyMap<number, DataView>;
}

export function deviceIn(body: DataView): Device {
  const own = new Map(attributesIn(body, HEADER));
  const name = own.get(LINK.name);
  return {
    index: body.getInt32(4, true),
    flags: body.getUint32(8, true),
    name: name === undefined ? '' : textIn(name),
    own,
  };
}

function linkReading(
  { flags, own }: Device,
  names: ReadonlyMap<number, string>,
  groups: readonly MacAddress[],
): LinkReading | undefined {
  const mac = macIn(own.get(LINK.address));
  if (mac === undefined) return undefined;
  return {
    mac,
    mtu: numberIn(own.get(LINK.mtu)),
    up: (flags & DEVICE.up) !== 0,
    carrier: (flags & DEVICE.lowerUp) !== 0,
    promiscuous: numberIn(own.get(LINK.promiscuity)) > 0,
    allMulticast: numberIn(own.get(LINK.allMulticast)) > 0,
    groups,
    master: names.get(numberIn(own.get(LINK.master))),
    counters: countersIn(own.get(LINK.statistics)),
  };
}

/** `rtnl_link_stats64` begins with these, eight bytes each, what came in before what went out. */
function countersIn(statistics: DataView | undefined): LinkCounters {
  const [framesIn, framesOut, bytesIn, bytesOut, errorsIn, errorsOut, droppedIn, droppedOut] = Array.from(
    { length: 8 },
    (_each, at) =>
      statistics === undefined || statistics.byteLength < 64
        ? 0
        : Number(statistics.getBigUint64(8 * at, true)),
  ) as [number, number, number, number, number, number, number, number];
  return {
    ...{ framesIn, framesOut, bytesIn, bytesOut },
    dropped: droppedIn + droppedOut,
    errors: errorsIn + errorsOut,
  };
}

/** Lines of index, device, users, users of the administrator, and address without colons. */
function parseGroups(text: string): ReadonlyMap<string, readonly MacAddress[]> {
  const groups = new Map<string, readonly MacAddress[]>();
  for (const line of text.split('\n')) {
    const [, device = '', , , address = ''] = line.trim().split(/\s+/);
    const mac = macIn(Buffer.from(address, 'hex'));
    if (mac !== undefined && isGroupAddress(mac)) groups.set(device, [...(groups.get(device) ?? []), mac]);
  }
  return groups;
}
