/** PCI Express Routing ID: bus in bits 15..8; device and function, or with ARI an 8-bit function, in bits 7..0. */
export type RoutingId = number & { readonly term: 'RoutingId' };

export const routingId = (value: number): RoutingId => (value & 0xffff) as RoutingId;

/** The spelling of lspci, `bb:dd.f`. */
export function formatRoutingId(rid: RoutingId): string {
  const bus = (rid >> 8).toString(16).padStart(2, '0');
  const device = ((rid >> 3) & 0x1f).toString(16).padStart(2, '0');
  return `${bus}:${device}.${(rid & 7).toString(16)}`;
}

export const busOf = (rid: RoutingId): number => rid >> 8;
