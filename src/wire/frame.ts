import type { MacAddress } from '../terms/mac-address';

/** 802.1Q tag. vlan 0 is a priority tag. */
export interface VlanTag {
  /** 0 to 4095. */
  readonly vlan: number;
  /** 802.1p priority, 0 to 7. */
  readonly priority: number;
  /** DEI; absent means clear, so that equal tags are equal objects in a comparison. */
  readonly dropEligible?: true;
}

/** An Ethernet frame as meaning; `emitFrame` and `parseFrame` turn it into bytes and back. */
export interface Frame {
  readonly destination: MacAddress;
  readonly source: MacAddress;
  readonly tag?: VlanTag;
  /** 0x0600 and up; the type of the payload, after any tag. */
  readonly etherType: number;
  readonly payload: Uint8Array;
}

export const ETHERTYPE = {
  ipv4: 0x0800,
  arp: 0x0806,
  ipv6: 0x86dd,
  vlan: 0x8100,
  macControl: 0x8808,
  experimental: 0x88b5,
} as const;

/** Destination, source, optional tag, type and payload in bytes; without preamble and check sequence. */
export const frameSize = (frame: Frame): number =>
  14 + (frame.tag === undefined ? 0 : 4) + frame.payload.length;
