/** Choices of the reference adapter that the rulings leave to a device (see DeclaredChoices in src/device/adapter-profile.ts), in words. */
export const DECLARED_CHOICES: readonly string[] = [
  'a MAC filter without VLAN test and without the untagged-or-zero flag matches any VLAN (ruling 6)',
  'forwarding between VPorts goes on while the link is down (ruling 11)',
  'frames between the filter move and the start of the VF driver are queued, not lost (ruling 18)',
  'a function level reset of the PF keeps ARI Capable Hierarchy (ruling 23)',
  'a port with a policy that the NIC switch cannot enforce is not eligible for a VF (ruling 27)',
];
