import { ASKING, BRIDGE, DEVICE, INFO, LINK, MESSAGE, VETH_PEER, VF, VF_INFO, VF_STATES } from './numbers';
import { attribute, change, linkHeader, text, u16, u32, u8 } from './request';
import type { Field, NetlinkRequest } from './request';
import { addressed, counted, meaningsOf, onOrOff, own, type Vocabulary } from './vocabulary';

/** Of an address of a VF, whatever its length. */
const LONGEST_ADDRESS = 32;

/** `link add … type veth`, `… type bridge`, `link del` and `link set`. @returns undefined for words not known here. */
export function ipLink(
  words: string,
  [verb, device, ...rest]: readonly string[],
): NetlinkRequest | undefined {
  if (device === undefined) return undefined;
  switch (verb) {
    case 'add':
      return addLink(words, device, rest);
    case 'del':
      return rest.length > 0 ? undefined : change(words, MESSAGE.delLink, linkHeader(device));
    case 'set':
      return rest[0] === 'vf' ? setVf(words, device, rest.slice(1)) : setLink(words, device, rest);
    default:
      return undefined;
  }
}

function addLink(
  words: string,
  device: string,
  [type, kind = '', ...rest]: readonly string[],
): NetlinkRequest | undefined {
  const data = type === 'type' ? own(MAKERS, kind)?.(rest) : undefined;
  if (data === undefined) return undefined;
  const info = [...attribute(INFO.kind, text(kind)), ...attribute(INFO.data, ...data)];
  const fields = [
    ...linkHeader(undefined),
    ...attribute(LINK.name, text(device)),
    ...attribute(LINK.info, ...info),
  ];
  return change(words, MESSAGE.newLink, fields, ASKING.create | ASKING.exclusive);
}

/** By kind of device: what makes it another than those of its kind. */
const MAKERS: Readonly<Record<string, (rest: readonly string[]) => readonly Field[] | undefined>> = {
  bridge: (rest) => meaningsOf(rest, BRIDGE_WORDS)?.flat(),
  veth: ([peer, ...rest]) => (peer === 'peer' ? vethPeer(rest) : undefined),
};

/** A device of its own, with settings as any, but for flags: it comes down. */
function vethPeer(rest: readonly string[]): readonly Field[] | undefined {
  const settings = meaningsOf(rest, LINK_WORDS);
  if (settings === undefined || settings.some(({ changes }) => changes !== undefined)) return undefined;
  return attribute(VETH_PEER, ...linkHeader(undefined), ...settings.flatMap(({ fields }) => fields));
}

const BRIDGE_WORDS: Vocabulary<readonly Field[]> = {
  valued: {
    vlan_filtering: (value) => counted(value, (on) => attribute(BRIDGE.vlanFiltering, u8(on))),
    vlan_default_pvid: (value) => counted(value, (vlan) => attribute(BRIDGE.defaultPvid, u16(vlan))),
    mcast_snooping: (value) => counted(value, (on) => attribute(BRIDGE.multicastSnooping, u8(on))),
    stp_state: (value) => counted(value, (on) => attribute(BRIDGE.stp, u32(on))),
  },
};

function setLink(words: string, device: string, rest: readonly string[]): NetlinkRequest | undefined {
  const settings = meaningsOf(rest, LINK_WORDS);
  if (settings === undefined) return undefined;
  const [flags, changed] = [
    settings.flatMap((each) => each.on ?? []),
    settings.flatMap((each) => each.changes ?? []),
  ];
  const header = linkHeader(device, { flags: either(flags), changed: either(changed) });
  return change(words, MESSAGE.newLink, [...header, ...settings.flatMap(({ fields }) => fields)]);
}

const either = (bits: readonly number[]): number => bits.reduce((a, b) => a | b, 0);

interface LinkSetting {
  readonly fields: readonly Field[];
  /** Of the device's flags: those that it changes, and of them those that it sets. */
  readonly changes?: number;
  readonly on?: number;
}

const flag = (bit: number, on: boolean): LinkSetting => ({ fields: [], changes: bit, on: on ? bit : 0 });
const only = (fields: readonly Field[]): LinkSetting => ({ fields });

const LINK_WORDS: Vocabulary<LinkSetting> = {
  alone: {
    up: flag(DEVICE.up, true),
    down: flag(DEVICE.up, false),
    nomaster: only(attribute(LINK.master, u32(0))),
  },
  valued: {
    promisc: (value) => onOrOff(value, (on) => flag(DEVICE.promiscuous, on)),
    allmulticast: (value) => onOrOff(value, (on) => flag(DEVICE.allMulticast, on)),
    mtu: (value) => counted(value, (bytes) => only(attribute(LINK.mtu, u32(bytes)))),
    address: (value) => addressed(value, (mac) => only(attribute(LINK.address, mac))),
    name: (value) => only(attribute(LINK.name, text(value))),
    master: (device) => only(attribute(LINK.master, { device })),
    netns: (namespace) => only(attribute(LINK.namespace, { namespace })),
  },
};

/** What the administrator sets of one VF, in one request as the PF's driver is to see it. */
function setVf(words: string, device: string, [number = '', ...rest]: readonly string[]) {
  const settings = counted(number, (vf) => meaningsOf(rest, vfWords(vf)));
  if (settings === undefined || settings.length === 0) return undefined;
  const list = attribute(LINK.vfs, ...attribute(VF_INFO, ...settings.flat()));
  return change(words, MESSAGE.newLink, [...linkHeader(device), ...list]);
}

/** Each attribute says again which VF it is about. */
const vfWords = (vf: number): Vocabulary<readonly Field[]> => ({
  valued: {
    mac: (value) =>
      addressed(value, (mac) =>
        attribute(VF.mac, u32(vf), mac, new Uint8Array(LONGEST_ADDRESS - mac.length)),
      ),
    vlan: (value) => counted(value, (vlan) => attribute(VF.vlan, u32(vf, vlan, 0))),
    spoofchk: (value) => onOrOff(value, (on) => attribute(VF.spoofCheck, u32(vf, Number(on)))),
    state: (value) => {
      const state = VF_STATES.findIndex((each) => each === value);
      return state < 0 ? undefined : attribute(VF.state, u32(vf, state));
    },
  },
});
