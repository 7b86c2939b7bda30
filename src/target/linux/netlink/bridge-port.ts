import {
  AF_BRIDGE,
  ASKING,
  ENTRY_FLAG,
  ENTRY_STATE,
  LINK,
  MESSAGE,
  NEIGHBOUR,
  NESTED,
  PORT,
  VLAN,
  VLAN_INFO,
} from './numbers';
import { attribute, change, linkHeader, u16, u32, u8 } from './request';
import type { Field, NetlinkRequest } from './request';
import { addressed, counted, meaningsOf, onOrOff, type Vocabulary } from './vocabulary';

/** `link set dev` of `bridge`. @returns undefined for words not known here, as below. */
export function bridgeLink(
  words: string,
  [verb, dev, device, ...rest]: readonly string[],
): NetlinkRequest | undefined {
  const settings = verb === 'set' && dev === 'dev' ? meaningsOf(rest, PORT_WORDS) : undefined;
  if (settings === undefined || device === undefined) return undefined;
  const fields = attribute(LINK.port | NESTED, ...settings.flat());
  return change(words, MESSAGE.setLink, [...linkHeader(device, { family: AF_BRIDGE }), ...fields]);
}

const portSwitch = (kind: number) => (value: string) =>
  onOrOff(value, (on) => attribute(kind, u8(Number(on))));

const PORT_WORDS: Vocabulary<readonly Field[]> = {
  valued: {
    learning: portSwitch(PORT.learning),
    flood: portSwitch(PORT.flood),
    locked: portSwitch(PORT.locked),
  },
};

/** `vlan add dev` and `vlan del dev`. */
export function bridgeVlan(
  words: string,
  [verb, dev, device, vid, value = '', ...rest]: readonly string[],
): NetlinkRequest | undefined {
  const type = verb === 'add' ? MESSAGE.setLink : verb === 'del' ? MESSAGE.delLink : undefined;
  const flags = meaningsOf(rest, { alone: VLAN });
  if (type === undefined || dev !== 'dev' || vid !== 'vid' || flags === undefined) return undefined;
  return counted(value, (vlan) => {
    const entry = attribute(VLAN_INFO, u16(flags.reduce((a, b) => a | b, 0)), u16(vlan));
    return change(words, type, [
      ...linkHeader(device, { family: AF_BRIDGE }),
      ...attribute(LINK.family | NESTED, ...entry),
    ]);
  });
}

interface Entry {
  readonly fields?: readonly Field[];
  readonly state?: number;
  readonly flags?: number;
}

const ENTRY_WORDS: Vocabulary<Entry> = {
  alone: {
    master: { flags: ENTRY_FLAG.master },
    static: { state: ENTRY_STATE.static },
    dynamic: { state: ENTRY_STATE.dynamic },
  },
  valued: { vlan: (value) => counted(value, (vlan) => ({ fields: attribute(NEIGHBOUR.vlan, u16(vlan)) })) },
};

/** `fdb replace … dev` and `fdb del … dev`. */
export function bridgeEntry(
  words: string,
  [verb, mac = '', dev, device, ...rest]: readonly string[],
): NetlinkRequest | undefined {
  const told = dev === 'dev' ? meaningsOf(rest, ENTRY_WORDS) : undefined;
  if (told === undefined || device === undefined) return undefined;
  const state = told.find((each) => each.state !== undefined)?.state ?? ENTRY_STATE.permanent;
  const flags = told.find((each) => each.flags !== undefined)?.flags;
  if (flags === undefined) return undefined;
  return addressed(mac, (address) => {
    const header = [u32(AF_BRIDGE), { device }, u16(state), u8(flags), u8(0)];
    const fields = [
      ...header,
      ...attribute(NEIGHBOUR.address, address),
      ...told.flatMap((each) => each.fields ?? []),
    ];
    if (verb === 'replace')
      return change(words, MESSAGE.newNeighbour, fields, ASKING.create | ASKING.replace);
    return verb === 'del' ? change(words, MESSAGE.delNeighbour, fields) : undefined;
  });
}
