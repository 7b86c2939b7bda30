import type { Subject } from '../../../target/linux/subject';

/** What a host is like before the kit touches it: all that will be put back, and all that speaks against touching it. */
export interface HostState {
  /** In sentences: `this machine`, `host qa7`. */
  readonly name: string;
  readonly subject: Subject;
  readonly pf: NetdevState;
  readonly outside: NetdevState;
  /** VFs that are enabled. */
  readonly numVfs: number;
  /** Content of sriov_drivers_autoprobe, `0` or `1`. */
  readonly autoprobe: string;
  /** The agent of another run is on the host: it is at work, or puts the host back after it has lost its kit. */
  readonly hasOtherKit: boolean;
  /** The host's own address of the SSH connection that the kit came by. */
  readonly reachedAt: string | undefined;
}

export interface NetdevState {
  readonly netdev: string;
  readonly up: boolean;
  readonly promiscuous: boolean;
  readonly allMulticast: boolean;
  readonly mtu: number;
  /** Devices that stand on this one: its bridge or bond, VLANs, macvlans. */
  readonly carries: readonly string[];
  /** With prefix length, without link-local ones, which come by themselves. */
  readonly addresses: readonly string[];
  readonly hasDefaultRoute: boolean;
  /** As `ip route` prints and takes them, without those that come with an address. */
  readonly routes: readonly { readonly family: '-4' | '-6'; readonly words: readonly string[] }[];
}
