/**
 * Who can send and receive frames: a partition (VM), the management operating system's own adapter,
 * or a station of the external network behind the physical port.
 */
export type Party =
  | { readonly kind: 'partition'; readonly partition: string; readonly adapter?: string }
  | { readonly kind: 'management-os'; readonly switch?: string }
  | { readonly kind: 'outside'; readonly station?: string };

export const MANAGEMENT_OS = 'management OS';
export const OUTSIDE = 'outside';

export function partyName(party: Party): string {
  switch (party.kind) {
    case 'partition':
      return party.adapter === undefined ? party.partition : `${party.partition}/${party.adapter}`;
    case 'management-os':
      return MANAGEMENT_OS;
    case 'outside':
      return party.station ?? OUTSIDE;
  }
}
