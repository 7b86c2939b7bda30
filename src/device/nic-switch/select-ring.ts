import { ETHERTYPE, type Frame } from '../../wire/frame';
import type { VPort } from './nic-switch';

/** Addresses of an IPv4 header, in bytes of the payload. */
const IPV4_ADDRESSES = [12, 20] as const;
const IPV6_ADDRESSES = [8, 40] as const;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * One of the VPort's own queue pairs, 0 to queuePairs - 1, by a hash of the flow as in receive side scaling (VPORT-QUEUE-11).
 * Frames of one flow take one queue and so keep their order (FORWARD-ISOLATE-06). A flow is the pair of MAC addresses, with
 * the pair of IP addresses where there is one; ports are left out, so that fragments stay with their datagram.
 */
export function selectRing({ queuePairs }: VPort, frame: Frame): number {
  return queuePairs === 1 ? 0 : flowHash(frame) % queuePairs;
}

function flowHash(frame: Frame): number {
  let hash = FNV_OFFSET;
  for (const text of [frame.source, frame.destination])
    for (let at = 0; at < text.length; at++) hash = mix(hash, text.charCodeAt(at));
  const [start, end] = addressesIn(frame);
  for (let at = start; at < end; at++) hash = mix(hash, frame.payload[at] ?? 0);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function addressesIn({ etherType, payload }: Frame): readonly [number, number] {
  if (etherType === ETHERTYPE.ipv4 && payload.length >= 20) return IPV4_ADDRESSES;
  return etherType === ETHERTYPE.ipv6 && payload.length >= 40 ? IPV6_ADDRESSES : [0, 0];
}

const mix = (hash: number, byte: number): number => Math.imul(hash ^ byte, FNV_PRIME);
