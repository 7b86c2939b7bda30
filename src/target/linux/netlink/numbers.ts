/** Numbers of the kernel's interface, by the headers under `linux/` that give them. */

/** `socket.h` */
export const AF_BRIDGE = 7;

/** `rtnetlink.h` */
export const MESSAGE = {
  ...{ newLink: 16, delLink: 17, getLink: 18, setLink: 19 },
  ...{ newNeighbour: 28, delNeighbour: 29, getNeighbour: 30 },
} as const;
export const EXTENDED = { vfs: 1, vlans: 2 } as const;

/** `netlink.h`: of a message, and the mark of an attribute whose content is attributes. */
export const ASKING = {
  ...{ request: 0x1, ack: 0x4, dump: 0x300 },
  ...{ replace: 0x100, exclusive: 0x200, create: 0x400 },
} as const;
export const NESTED = 0x8000;

/** `if.h` */
export const DEVICE = { up: 0x1, promiscuous: 0x100, allMulticast: 0x200, lowerUp: 0x10000 } as const;

/** `if_link.h`: of a device, of what makes it another than its kind, of a VF, of a port of a bridge, of a bridge. */
export const LINK = {
  ...{ address: 1, name: 3, mtu: 4, master: 10, port: 12, info: 18, vfs: 22, statistics: 23 },
  ...{ family: 26, namespace: 28, extended: 29, promiscuity: 30, parent: 56, allMulticast: 61 },
} as const;
export const INFO = { kind: 1, data: 2 } as const;
export const VF_INFO = 1;
export const VF = { mac: 1, vlan: 2, spoofCheck: 4, state: 5, rate: 6, trust: 9, vlans: 12 } as const;
export const VF_STATES = ['auto', 'enable', 'disable'] as const;
export const PORT = {
  ...{ state: 1, hairpin: 4, learning: 8, flood: 9, multicastFlood: 27, broadcastFlood: 30 },
  ...{ isolated: 33, locked: 39 },
} as const;
export const BRIDGE = { stp: 5, vlanFiltering: 7, multicastSnooping: 23, defaultPvid: 39 } as const;

/** `veth.h` */
export const VETH_PEER = 1;

/** `if_bridge.h` */
export const VLAN_INFO = 2;
export const VLAN = { pvid: 0x2, untagged: 0x4 } as const;
export const PORT_STATES = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'] as const;

/** `neighbour.h`: attributes of an entry, its states, its flags. */
export const NEIGHBOUR = { address: 2, vlan: 5 } as const;
export const ENTRY_STATE = { permanent: 0x80, static: 0x40, dynamic: 0x2 } as const;
export const ENTRY_FLAG = { self: 0x2, master: 0x4 } as const;
